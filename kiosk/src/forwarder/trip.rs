//! One try to deliver one submission, step by step: what to ask of the centre after each answer,
//! and what became of the try. It reads no clock, no disk and no line.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use shared::delivery::{Backoff, Heard, Next, ParkReason, next_after};
use shared::intake::{EnvelopeHeld, Missing, MissingChunk, SignedAcknowledgement};
use shared::signature::Verifier;
use shared::time::Timestamp;

use super::pace::{Outcome, next_attempt_at};
use super::reading::piece_of;
use crate::centre_client::Answered;
use crate::store::OutboxItem;

/// Chunks of one submission that travel together.
const CHUNKS_AT_ONCE: usize = 3;
/// Need lists that are worked through in one try; a centre that keeps nothing is asked no more.
const NEED_LISTS_MAX: usize = 3;

/// What is asked of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// To keep the envelope, and for its word at once where there are no files.
    Envelope,
    /// Which chunks are missing.
    NeedList,
    /// To keep a chunk.
    Chunk(MissingChunk),
    /// For its word that it holds everything.
    Commit,
}

impl Ask {
    /// Whether nothing else travels beside it; what still does is not waited for any more.
    pub fn travels_alone(self) -> bool {
        match self {
            Self::Envelope | Self::NeedList | Self::Commit => true,
            Self::Chunk(_) => false,
        }
    }
}

/// What came of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The chunks that are missing.
    Missing(Missing),
    /// The chunk is kept.
    Kept,
    /// The centre's word, yet to be verified.
    Word(SignedAcknowledgement),
    /// Something else was heard.
    Heard(Heard),
    /// The hall's own store did not give what was to be sent.
    Unsent,
}

impl Answer {
    /// What came of an envelope: the centre's word at once, or what is missing.
    pub fn of_envelope(answered: Answered<EnvelopeHeld>) -> Self {
        match answered {
            Ok(EnvelopeHeld { acknowledgement: Some(word), .. }) => Self::Word(word),
            Ok(EnvelopeHeld { chunks, acknowledgement: None }) => Self::Missing(Missing { chunks }),
            Err(heard) => Self::Heard(heard),
        }
    }
}

/// What is done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// These are asked.
    Ask(Vec<Ask>),
    /// Others that were asked are waited for.
    Wait,
    /// The try is over.
    End(End),
}

/// How a try ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// With the centre's verified word.
    Settled(SignedAcknowledgement),
    /// The centre refuses this one.
    Parked(ParkReason),
    /// The centre does not accept this hall.
    Refused,
    /// To be made again.
    Again(Heard),
    /// To be made again; nothing was heard of the line.
    Unsent,
}

/// What is to be written in the hall's store after a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The centre's word.
    Settle(SignedAcknowledgement),
    /// That it waits for a person.
    Park(ParkReason),
    /// When it is tried again, and how often it was.
    PutOff {
        /// When.
        at: Timestamp,
        /// How often.
        attempts: u32,
    },
    /// Nothing.
    Nothing,
}

impl End {
    /// Decides what is written, and what the others learn of it.
    pub fn act(
        self,
        attempts: u32,
        backoff: Backoff,
        random: u64,
        now: Timestamp,
    ) -> (Act, Outcome) {
        let put_off = |heard| Act::PutOff {
            at: next_attempt_at(backoff, attempts, heard, random, now),
            attempts: attempts.saturating_add(1),
        };
        match self {
            Self::Settled(signed) => (Act::Settle(signed), Outcome::Spoken),
            Self::Parked(reason) => (Act::Park(reason), Outcome::Spoken),
            Self::Refused => (Act::Nothing, Outcome::Refused),
            Self::Again(heard) => (put_off(heard), Outcome::Again(heard)),
            Self::Unsent => (put_off(Heard::Silence), Outcome::Abandoned),
        }
    }
}

/// One try to deliver one submission.
#[derive(Debug, Clone)]
pub struct Trip {
    item: Arc<OutboxItem>,
    centre: Verifier,
    asked: BTreeSet<Ask>,
    to_send: VecDeque<MissingChunk>,
    need_lists: usize,
    has_begun_again: bool,
}

impl Trip {
    /// Begins where the last try may have ended; with the envelope where that is unknown. The
    /// centre's word is verified with its pinned key.
    pub fn begin(item: Arc<OutboxItem>, centre: Verifier) -> (Self, Step) {
        let was_tried = item.attempts > 0 && !item.files.is_empty();
        let mut trip = Self {
            item,
            centre,
            asked: BTreeSet::new(),
            to_send: VecDeque::new(),
            need_lists: 0,
            has_begun_again: false,
        };
        let step = trip.ask(if was_tried { Ask::NeedList } else { Ask::Envelope });
        (trip, step)
    }

    /// Decides what follows an answer. One that is not waited for changes nothing.
    pub fn heard(&mut self, ask: Ask, answer: Answer) -> Step {
        if !self.asked.remove(&ask) {
            return Step::Wait;
        }
        match (ask, answer) {
            (_, Answer::Heard(heard)) => self.failed(heard),
            (_, Answer::Unsent) => self.end(End::Unsent),
            (Ask::Envelope | Ask::NeedList, Answer::Missing(missing)) => self.need(missing),
            (Ask::Chunk(_), Answer::Kept) => self.next_chunks(),
            (Ask::Envelope | Ask::Commit, Answer::Word(signed)) => self.word(signed),
            (Ask::Envelope, Answer::Kept)
            | (Ask::NeedList, Answer::Kept | Answer::Word(_))
            | (Ask::Chunk(_), Answer::Missing(_) | Answer::Word(_))
            | (Ask::Commit, Answer::Missing(_) | Answer::Kept) => self.failed(Heard::Unverified),
        }
    }

    fn ask(&mut self, ask: Ask) -> Step {
        self.asked = BTreeSet::from([ask]);
        Step::Ask(vec![ask])
    }

    fn need(&mut self, missing: Missing) -> Step {
        if missing.chunks.is_empty() {
            return self.ask(Ask::Commit);
        }
        self.need_lists += 1;
        let is_named = |chunk: &MissingChunk| piece_of(&self.item, *chunk).is_some();
        if self.need_lists > NEED_LISTS_MAX || !missing.chunks.iter().all(is_named) {
            return self.failed(Heard::Unverified);
        }
        self.to_send = missing.chunks.into();
        self.next_chunks()
    }

    /// Hands over a few chunks at a time, then asks what is missing still.
    fn next_chunks(&mut self) -> Step {
        let places = CHUNKS_AT_ONCE.saturating_sub(self.asked.len()).min(self.to_send.len());
        let asks: Vec<Ask> = self.to_send.drain(..places).map(Ask::Chunk).collect();
        self.asked.extend(&asks);
        match (asks.is_empty(), self.asked.is_empty()) {
            (false, _) => Step::Ask(asks),
            (true, false) => Step::Wait,
            (true, true) => self.ask(Ask::NeedList),
        }
    }

    fn word(&mut self, signed: SignedAcknowledgement) -> Step {
        if self.is_the_centre_s(&signed) {
            self.end(End::Settled(signed))
        } else {
            self.failed(Heard::Unverified)
        }
    }

    /// Whether the pinned key signed for this submission and these very bytes.
    fn is_the_centre_s(&self, signed: &SignedAcknowledgement) -> bool {
        let word = self.centre.read_acknowledgement(signed);
        word.is_some_and(|word| {
            word.submission == self.item.submission && word.manifest == self.item.manifest_digest
        })
    }

    /// The first that fails ends them all, but for a centre that does not know the submission:
    /// that one is told of it once more, from the envelope on.
    fn failed(&mut self, heard: Heard) -> Step {
        match next_after(heard) {
            Next::Rewind if !self.has_begun_again => {
                self.has_begun_again = true;
                self.need_lists = 0;
                self.to_send.clear();
                self.ask(Ask::Envelope)
            }
            Next::Park(reason) => self.end(End::Parked(reason)),
            Next::StopLane => self.end(End::Refused),
            // What was begun again and failed again waits like everything else.
            Next::Rewind | Next::Retry(_) | Next::Proceed | Next::Settle => {
                self.end(End::Again(heard))
            }
        }
    }

    fn end(&mut self, end: End) -> Step {
        self.asked.clear();
        self.to_send.clear();
        Step::End(end)
    }
}
