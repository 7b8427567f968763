//! Which clip is played next: a machine that hears what happened and says what to play.
//!
//! Whatever a sound does, the next call is announced. A clip that only makes the sentence polite
//! is skipped when it fails; a sentence that would tell a wrong number is not read, and the chime
//! alone sends people's eyes to the board.

use std::collections::VecDeque;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{Clip, VoiceReport, compose, sentence};
use crate::hall::CallView;
use crate::lang::Lang;
use crate::ticket::TicketNumber;
use crate::time::Timestamp;

/// Calls that may wait for the voice; beyond that the oldest is only on the board.
pub const QUEUE_MAX: usize = 10;
/// How long a clip may take, its way from the node included.
pub const CLIP_MAX_MS: u32 = 6_000;
/// How often a call is read.
const READINGS: usize = 2;
/// With so many calls behind it, a call is read once, so that the voice keeps up with the board.
const HURRY_FROM: usize = 3;
/// A call older than this is not news any more.
const FRESH_MAX: TimeDelta = TimeDelta::seconds(60);
/// A call that was missed while the line was lost: only a hiccup leaves it fresh.
const FRESH_REPLAYED_MAX: TimeDelta = TimeDelta::seconds(10);

/// How a call reached the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// As it happened.
    Live,
    /// Afterwards, because the line had been lost.
    Replayed,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A number was called.
    Called(CallView, Arrived),
    /// Its owner stands at the counter, or the number ended.
    Came(TicketNumber),
    /// A clip was played, or not.
    Played {
        /// The turn it was played under.
        turn: u32,
        /// What became of it.
        played: Played,
    },
    /// A clip was loaded to see whether it can be played.
    Tested(Clip, Tested),
    /// Every clip was tested for the first time.
    Opened,
    /// A person touched the screen, which lets a browser play.
    Touched,
}

/// What became of a clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Played {
    /// It sounded to its end.
    Ended,
    /// It did not.
    Failed(Fault),
}

/// Why a clip did not sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The browser plays nothing before a person touches the screen.
    Refused,
    /// It is missing, or no sound.
    Broken,
    /// It did not end in [`CLIP_MAX_MS`].
    Stalled,
}

/// What a test of a clip says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tested {
    /// It can be played.
    Whole,
    /// It cannot.
    Silent,
}

/// The clip to play now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Names this play, so that a late word about an earlier one is not taken for it.
    pub turn: u32,
    /// What is played.
    pub clip: Clip,
    /// What will be played after it, to be fetched meanwhile.
    pub next: Option<Clip>,
}

/// How the voice is, for the people in the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VoiceState {
    /// The clips are being tested.
    Testing,
    /// Every clip can be played.
    Whole,
    /// The browser waits for a touch.
    Refused,
    /// Some clips cannot be played.
    Incomplete {
        /// How many.
        clips: usize,
    },
    /// No clip can be played.
    Mute,
}

/// The machine.
#[derive(Debug, Clone)]
pub struct Speaker {
    lang: Lang,
    waiting: VecDeque<CallView>,
    /// The call that is being read.
    reading: Option<CallView>,
    /// The clips of it that are left, the one that sounds first.
    at_hand: VecDeque<Clip>,
    turn: u32,
    silent: Vec<Clip>,
    is_opened: bool,
    is_refused: bool,
}

impl Speaker {
    /// A voice that has said nothing yet.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            waiting: VecDeque::new(),
            reading: None,
            at_hand: VecDeque::new(),
            turn: 0,
            silent: Vec::new(),
            is_opened: false,
            is_refused: false,
        }
    }

    /// Takes in what happened and says what is to be played now, if anything is to begin.
    pub fn hear(&mut self, heard: Heard, now: Timestamp) -> Option<Order> {
        match heard {
            Heard::Called(call, arrived) => self.called(call, arrived, now),
            Heard::Came(number) => {
                self.waiting.retain(|one| one.number != number);
                None
            }
            Heard::Played { turn, played } if turn == self.turn => self.played(played, now),
            Heard::Played { .. } => None,
            Heard::Tested(clip, tested) => {
                self.mark(clip, tested);
                None
            }
            Heard::Opened => {
                self.is_opened = true;
                self.try_the_chime()
            }
            Heard::Touched if self.is_refused => self.try_the_chime(),
            Heard::Touched => None,
        }
    }

    /// How the voice is.
    pub fn state(&self) -> VoiceState {
        match self.silent.len() {
            _ if self.is_refused => VoiceState::Refused,
            _ if !self.is_opened => VoiceState::Testing,
            0 => VoiceState::Whole,
            clips if clips == Clip::all(self.lang).len() => VoiceState::Mute,
            clips => VoiceState::Incomplete { clips },
        }
    }

    /// How the voice is, for whoever runs the hall.
    pub fn report(&self) -> VoiceReport {
        let clip = self.silent.first().map(|clip| clip.path(self.lang));
        VoiceReport { state: self.state(), clip }
    }

    /// The clips that could not be played when they were last tried.
    pub fn silent(&self) -> &[Clip] {
        &self.silent
    }

    fn called(&mut self, call: CallView, arrived: Arrived, now: Timestamp) -> Option<Order> {
        let fresh_max = match arrived {
            Arrived::Live => FRESH_MAX,
            Arrived::Replayed => FRESH_REPLAYED_MAX,
        };
        if now - call.at > fresh_max {
            return None;
        }
        match self.waiting.iter_mut().find(|one| one.number == call.number) {
            Some(known) => *known = call,
            None => self.waiting.push_back(call),
        }
        if self.waiting.len() > QUEUE_MAX {
            self.waiting.pop_front();
        }
        if self.at_hand.is_empty() { self.begin_next(now) } else { None }
    }

    fn played(&mut self, played: Played, now: Timestamp) -> Option<Order> {
        let clip = self.at_hand.pop_front()?;
        match played {
            Played::Ended => {
                self.is_refused = false;
                self.mark(clip, Tested::Whole);
            }
            Played::Failed(Fault::Refused) => {
                // It is read when the screen is touched, if it is still fresh then.
                self.is_refused = true;
                self.at_hand.clear();
                if let Some(call) = self.reading.take() {
                    self.waiting.push_front(call);
                }
                return None;
            }
            Played::Failed(Fault::Broken | Fault::Stalled) => {
                self.mark(clip, Tested::Silent);
                if clip.tells() {
                    self.at_hand.clear();
                }
            }
        }
        if self.at_hand.is_empty() { self.begin_next(now) } else { self.order() }
    }

    fn begin_next(&mut self, now: Timestamp) -> Option<Order> {
        self.waiting.retain(|call| now - call.at <= FRESH_MAX);
        let call = self.waiting.pop_front()?;
        let readings = match self.waiting.len() {
            _ if !self.can_tell(&call) => 0,
            0..HURRY_FROM => READINGS,
            HURRY_FROM.. => 1,
        };
        self.at_hand = compose(self.lang, &call, readings).into();
        self.reading = Some(call);
        self.order()
    }

    fn try_the_chime(&mut self) -> Option<Order> {
        if !self.at_hand.is_empty() {
            return None;
        }
        self.at_hand.push_back(Clip::Chime);
        self.reading = None;
        self.order()
    }

    fn can_tell(&self, call: &CallView) -> bool {
        let is_lost = |clip: &Clip| clip.tells() && self.silent.contains(clip);
        !sentence(self.lang, call).iter().any(is_lost)
    }

    fn order(&mut self) -> Option<Order> {
        let clip = *self.at_hand.front()?;
        self.turn = self.turn.wrapping_add(1);
        Some(Order { turn: self.turn, clip, next: self.at_hand.get(1).copied() })
    }

    fn mark(&mut self, clip: Clip, tested: Tested) {
        self.silent.retain(|one| *one != clip);
        match tested {
            Tested::Whole => {}
            Tested::Silent => self.silent.push(clip),
        }
    }
}
