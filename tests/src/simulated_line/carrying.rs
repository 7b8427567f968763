//! How a hall carries a submission, and what it keeps for citizens.

use std::sync::Arc;

use kiosk::centre_client::Reply;
use kiosk::forwarder::{self, Answer, Ask, End, Outcome, Step, Trip};
use kiosk::store::OutboxItem;
use rand::RngExt as _;
use shared::delivery::Heard;
use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::intake::{EnvelopeHeld, SignedAcknowledgement};

use super::asking::{Asking, Context, Departing, Died, Faith};
use super::hall::Hall;
use super::plan::Errand;
use super::premises::{HandedIn, Premises};
use super::request::Request;
use crate::power_cut::answer::Asked;

/// What a hall promised, as it lay in its store then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The digest of the manifest.
    pub manifest: Digest,
    /// The digest of the sealed envelope.
    pub envelope: Digest,
}

impl Hall {
    /// What it has accepted under an id, if it did.
    pub fn accepted(&self, id: SubmissionId) -> Option<Accepted> {
        let store = self.store.as_ref()?;
        let item = store.outbox_item(id).expect("it can be read")?;
        let envelope = Digest::of(&store.envelope(id).expect("it can be read"));
        Some(Accepted { manifest: item.manifest_digest, envelope })
    }

    /// A citizen hands in: files, then the application. Refused is not accepted.
    pub fn keep(&self, errand: &Errand, premises: &Premises) -> Result<bool, Died> {
        let Some(store) = &self.store else { return Ok(false) };
        let HandedIn { files, request, application } = premises.hand_in(errand);
        for (file, plain) in files {
            let digest = Digest::of(&plain);
            if self.write(store.keep_file(errand.id, file, plain, digest))?.is_err() {
                return Ok(false);
            }
        }
        Ok(self.write(store.submit(errand.id, &request, application))?.is_ok())
    }

    /// Several citizens hand in at the same moment, without files.
    pub fn keep_together(&self, errands: &[Errand], premises: &Premises) -> Vec<bool> {
        let Some(store) = &self.store else { return vec![false; errands.len()] };
        let handed: Vec<HandedIn> = errands.iter().map(|one| premises.hand_in(one)).collect();
        let ask = |(errand, handed): (&Errand, &HandedIn)| {
            let (id, application) = (errand.id, handed.application.clone());
            let request = handed.request.clone();
            let store = store.clone();
            let kept = async move { store.submit(id, &request, application).await.is_ok() };
            Asked::of(&self.disk, kept)
        };
        let asked: Vec<Asked<'_, bool>> = errands.iter().zip(&handed).map(ask).collect();
        asked.into_iter().map(|asked| asked.hear().0).collect()
    }

    pub(super) fn depart(
        &mut self,
        item: OutboxItem,
        context: &mut Context<'_>,
    ) -> Result<Vec<Departing>, Died> {
        let (submission, item) = (item.submission, Arc::new(item));
        let (trip, step) = Trip::begin(Arc::clone(&item), self.centre.clone());
        self.trips.insert(submission, (item, trip));
        self.follow(submission, step, context)
    }

    pub(super) fn hear_of_trip(
        &mut self,
        submission: SubmissionId,
        ask: Ask,
        reply: Option<&Reply>,
        context: &mut Context<'_>,
    ) -> Result<Vec<Departing>, Died> {
        let Some((_, trip)) = self.trips.get_mut(&submission) else { return Ok(Vec::new()) };
        let mut step = trip.heard(ask, read(ask, reply));
        let is_blind = self.faith == Faith::Blind;
        if is_blind && step == Step::End(End::Again(Heard::Unverified)) {
            let word = reply.and_then(|reply| any_word(ask, reply));
            step = word.map_or(step, |word| Step::End(End::Settled(word)));
        }
        let mut departing = self.follow(submission, step, context)?;
        departing.extend(self.wake(context)?);
        Ok(departing)
    }

    /// Does what a step of a trip asks for.
    fn follow(
        &mut self,
        submission: SubmissionId,
        step: Step,
        context: &mut Context<'_>,
    ) -> Result<Vec<Departing>, Died> {
        match step {
            Step::Wait => Ok(Vec::new()),
            Step::End(end) => self.end(submission, end, context).map(|()| Vec::new()),
            Step::Ask(asks) => {
                let mut departing = Vec::new();
                for ask in asks {
                    if ask.travels_alone() {
                        self.abandon(submission);
                    }
                    match self.carried(submission, ask) {
                        Some(request) => {
                            let asking = Asking::Trip(submission, ask);
                            departing.push(self.ask(asking, request, context));
                        }
                        None => {
                            assert!(!self.disk.has_power(), "what is owed can be read");
                            return Err(Died);
                        }
                    }
                }
                Ok(departing)
            }
        }
    }

    /// What a step of a trip sends.
    fn carried(&self, submission: SubmissionId, ask: Ask) -> Option<Request> {
        let (store, (item, _)) = (self.store.as_ref()?, self.trips.get(&submission)?);
        Some(match ask {
            Ask::Envelope => {
                let envelope = forwarder::envelope(store, item).ok()?;
                Request::Envelope(submission, Arc::new(envelope))
            }
            Ask::NeedList => Request::NeedList(submission),
            Ask::Chunk(place) => {
                let sealed = forwarder::chunk(store, item, place).ok()?;
                Request::Chunk(submission, place, sealed.into())
            }
            Ask::Commit => Request::Commit(submission),
        })
    }

    /// Waits no more for whatever of a submission is under way.
    fn abandon(&mut self, submission: SubmissionId) {
        let is_of_it = |asking: &Asking| match asking {
            Asking::Trip(of, _) => *of == submission,
            Asking::Probe(_) | Asking::Journal(..) => false,
        };
        self.asking.retain(|_, asking| !is_of_it(asking));
    }

    fn end(
        &mut self,
        submission: SubmissionId,
        end: End,
        context: &mut Context<'_>,
    ) -> Result<(), Died> {
        self.abandon(submission);
        let Some((item, _)) = self.trips.remove(&submission) else { return Ok(()) };
        let Some(store) = self.store.clone() else { return Ok(()) };
        let (hall, now) = (self.number, self.now());
        let random = context.random.random();
        context.trace.count(match &end {
            End::Settled(_) => "settled",
            End::Parked(_) => "parked",
            End::Refused => "lane stopped",
            End::Again(Heard::Unverified) => "not the centre's word",
            End::Again(Heard::Silence) => "silence",
            End::Again(_) => "a status to try again after",
            End::Unsent => "unsent",
        });
        let ended = end.clone();
        let (act, outcome) = end.act(item.attempts, self.backoff, random, now);
        context.trace.note(
            context.now,
            format_args!("{hall} ends {submission} {outcome:?} after {}", item.attempts),
        );
        let written = self.write(forwarder::write_down(&store, &item, act))?;
        let outcome = match written {
            Ok(()) => outcome,
            Err(_) => Outcome::StoreFailed,
        };
        match (ended, outcome) {
            (End::Settled(word), Outcome::Spoken) => self.settled.push((submission, word)),
            (End::Parked(reason), Outcome::Spoken) => self.parked.push((submission, reason)),
            (
                End::Settled(_) | End::Parked(_) | End::Refused | End::Again(_) | End::Unsent,
                Outcome::Spoken
                | Outcome::Again(_)
                | Outcome::Refused
                | Outcome::StoreFailed
                | Outcome::Abandoned,
            ) => {}
        }
        self.ended.push((submission, outcome));
        Ok(())
    }
}

/// What a hall makes of an answer, as its courier does.
fn read(ask: Ask, reply: Option<&Reply>) -> Answer {
    let Some(reply) = reply else { return Answer::Heard(Heard::Silence) };
    match ask {
        Ask::Envelope => Answer::of_envelope(reply.read()),
        Ask::NeedList => reply.read().map_or_else(Answer::Heard, Answer::Missing),
        Ask::Chunk(_) => reply.read_nothing().map_or_else(Answer::Heard, |()| Answer::Kept),
        Ask::Commit => reply.read().map_or_else(Answer::Heard, Answer::Word),
    }
}

/// Whatever has the form of a word of the centre.
fn any_word(ask: Ask, reply: &Reply) -> Option<SignedAcknowledgement> {
    match ask {
        Ask::Envelope => reply.read::<EnvelopeHeld>().ok()?.acknowledgement,
        Ask::Commit => reply.read().ok(),
        Ask::NeedList | Ask::Chunk(_) => None,
    }
}
