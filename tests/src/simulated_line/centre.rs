//! A centre without PostgreSQL and HTTP: the product's intake decides, over a [`Book`].

use std::collections::BTreeMap;
use std::sync::Arc;

use central::intake::{self, Commit, FileCheck, Keys, KnownHall, RunFault, SealFault};
use central::store::dossiers::NewDossier;
use central::store::intake::{EnvelopeKept, NewEnvelope};
use central::store::journal::JournalKept;
use kiosk::centre_client::Reply;
use shared::catalogue::Catalogue;
use shared::digest::Digest;
use shared::ids::{HallId, SubmissionId};
use shared::intake::SignedAcknowledgement;
use shared::intake::{
    EnvelopeHeld, EnvelopeRequest, JournalBatch, JournalHeld, Missing, MissingChunk,
};
use shared::journal::{Entry, Position};
use shared::office::Incident;
use shared::refusal::Refusal;
use shared::submission::{Manifest, SealedApplication};
use shared::time::Timestamp;

use super::book::Book;
use super::request::{Request, Sent, document, refused, status};

/// A centre.
pub struct Centre {
    keys: Keys,
    catalogue: Arc<Catalogue>,
    halls: BTreeMap<HallId, KnownHall>,
    /// What it holds.
    pub book: Book,
}

/// A request that was looked at and is not written down yet: what a crash forgets.
pub enum Work {
    /// Nothing is to be written.
    Answered(Reply),
    /// An envelope.
    Envelope(HallId, SubmissionId, Arc<EnvelopeRequest>, Manifest),
    /// An envelope that is committed at once, at this time.
    AtOnce(HallId, SubmissionId, Arc<EnvelopeRequest>, Timestamp),
    /// A chunk.
    Chunk(SubmissionId, MissingChunk, Arc<[u8]>),
    /// A dossier and the word for it.
    Commit(Box<NewDossier>, SignedAcknowledgement),
    /// Journal entries.
    Journal(HallId, Arc<JournalBatch>, Vec<Entry>),
    /// An incident, and the refusal that goes with it.
    Alarm(HallId, Incident, Refusal),
}

impl Centre {
    /// A centre with these keys, which knows no hall yet.
    pub fn new(keys: Keys, catalogue: Arc<Catalogue>, book: Book) -> Self {
        Self { keys, catalogue, halls: BTreeMap::new(), book }
    }

    /// Knows a hall from now on.
    pub fn enrol(&mut self, hall: KnownHall) {
        self.halls.insert(hall.hall, hall);
    }

    /// Its keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Works with other keys from now on.
    pub fn change_keys(&mut self, keys: Keys) {
        self.keys = keys;
    }

    /// Looks at a request.
    pub fn begin(&self, sent: &Sent, now: Timestamp) -> Work {
        self.look(sent, now).unwrap_or_else(|refusal| Work::Answered(refused(refusal)))
    }

    /// Writes down what a request came to, and answers.
    pub fn finish(&mut self, work: Work) -> Reply {
        match work {
            Work::Answered(reply) => reply,
            Work::Envelope(hall, submission, request, manifest) => {
                match self.book.keep_envelope(&new_envelope(hall, submission, &request)) {
                    EnvelopeKept::Held(held) => {
                        let Missing { chunks } = intake::missing(&manifest, &held);
                        document(&EnvelopeHeld { chunks, acknowledgement: None })
                    }
                    EnvelopeKept::OtherBytes => refused(Refusal::OtherBytes),
                }
            }
            Work::AtOnce(hall, submission, request, now) => {
                match self.book.keep_envelope(&new_envelope(hall, submission, &request)) {
                    EnvelopeKept::Held(_) => self.commit_at_once(hall, submission, now),
                    EnvelopeKept::OtherBytes => refused(Refusal::OtherBytes),
                }
            }
            Work::Chunk(submission, place, sealed) => {
                self.book.keep_chunk(submission, place, &sealed);
                status(204)
            }
            Work::Commit(dossier, word) => document(&self.book.commit(&dossier, &word)),
            Work::Journal(hall, batch, entries) => {
                match self.book.append_journal(hall, &batch.links, &entries) {
                    JournalKept::UpTo(up_to, _) => document(&JournalHeld { up_to }),
                    JournalKept::Misfit(misfit) => refused(intake::refusal_of(&misfit)),
                }
            }
            Work::Alarm(hall, incident, refusal) => {
                self.book.report(hall, &incident);
                refused(refusal)
            }
        }
    }

    /// The commit of an envelope that is held now, all in one transaction.
    fn commit_at_once(&mut self, hall: HallId, submission: SubmissionId, now: Timestamp) -> Reply {
        let known = self.halls.get(&hall).cloned();
        let looked = known.ok_or(Refusal::HallUnknown);
        let looked = looked.and_then(|hall| self.look_at_commit(&hall, submission, now));
        let work = looked.unwrap_or_else(|refusal| Work::Answered(refused(refusal)));
        let reply = self.finish(work);
        match reply.read::<SignedAcknowledgement>() {
            Ok(word) => document(&EnvelopeHeld { chunks: vec![], acknowledgement: Some(word) }),
            Err(_) => reply,
        }
    }

    fn look(&self, sent: &Sent, now: Timestamp) -> Result<Work, Refusal> {
        if let Request::Probe(nonce) = &sent.request {
            return Ok(Work::Answered(Reply { nonce: Some(nonce.clone()), ..status(204) }));
        }
        let hall = self.halls.get(&sent.hall).ok_or(Refusal::HallUnknown)?;
        if shared::signature::Verifier::read(&sent.key).as_ref() != Some(&hall.key) {
            return Err(Refusal::HallUnknown);
        }
        let key_id = &self.keys.sealing_key_id;
        match &sent.request {
            Request::Probe(_) => unreachable!("it was answered above"),
            Request::Envelope(submission, request) => {
                let manifest = intake::envelope(hall, key_id, *submission, request)?;
                let (hall, request) = (hall.hall, Arc::clone(request));
                Ok(if request.commits && manifest.files.is_empty() {
                    Work::AtOnce(hall, *submission, request, now)
                } else {
                    Work::Envelope(hall, *submission, request, manifest)
                })
            }
            Request::NeedList(submission) => {
                let item = self.book.inbox_item(*submission, hall.hall);
                let item = item.ok_or(Refusal::NotFound)?;
                let missing = intake::need_list(hall, key_id, *submission, &item)?;
                Ok(Work::Answered(document(&missing)))
            }
            Request::Chunk(submission, place, sealed) => {
                let text = self.book.manifest(*submission, hall.hall);
                let text = text.ok_or(Refusal::NotFound)?;
                intake::chunk(hall, key_id, *submission, text, *place, sealed)?;
                Ok(Work::Chunk(*submission, *place, Arc::clone(sealed)))
            }
            Request::Commit(submission) => self.look_at_commit(hall, *submission, now),
            Request::Journal(first, batch) => Ok(Self::look_at_run(hall, *first, batch)?),
        }
    }

    fn look_at_commit(
        &self,
        hall: &KnownHall,
        submission: SubmissionId,
        now: Timestamp,
    ) -> Result<Work, Refusal> {
        let item = self.book.inbox_item(submission, hall.hall).ok_or(Refusal::NotFound)?;
        let manifest = match intake::commit(hall, &self.keys.sealing_key_id, submission, &item)? {
            Commit::Known(word) => return Ok(Work::Answered(document(&word))),
            Commit::Open(manifest) => manifest,
        };
        let Ok(sealed) = self.open_all(&manifest, &item.envelope) else {
            let incident = Incident::SealBroken { submission };
            return Ok(Work::Alarm(hall.hall, incident, Refusal::ManifestRefused));
        };
        let (hash, application) = (item.manifest_hash, &sealed.application);
        let arrival =
            intake::arrive(&self.catalogue, &manifest, hash, application, &hall.name, now);
        let word = self.keys.signer.acknowledge(&arrival.acknowledgement);
        Ok(Work::Commit(Box::new(arrival.dossier), word))
    }

    fn open_all(
        &self,
        manifest: &Manifest,
        envelope: &[u8],
    ) -> Result<SealedApplication, SealFault> {
        let sealed = intake::open_envelope(&self.keys, manifest, envelope)?;
        for kept in &sealed.files {
            let (mut check, places) = FileCheck::begin(&self.keys, manifest, kept)?;
            for place in places {
                let chunk = self.book.chunk(manifest.submission, place);
                check.next(chunk.expect("nothing is missing"))?;
            }
            check.end()?;
        }
        Ok(sealed)
    }

    fn look_at_run(
        hall: &KnownHall,
        first: Position,
        batch: &Arc<JournalBatch>,
    ) -> Result<Work, Refusal> {
        match intake::run(hall, first, batch) {
            Ok(entries) => Ok(Work::Journal(hall.hall, Arc::clone(batch), entries)),
            Err(RunFault::Refused) => Err(Refusal::ManifestRefused),
            Err(RunFault::Broken(incident)) => {
                Ok(Work::Alarm(hall.hall, incident, Refusal::ManifestRefused))
            }
        }
    }
}

fn new_envelope(
    hall: HallId,
    submission: SubmissionId,
    request: &EnvelopeRequest,
) -> NewEnvelope<'_> {
    NewEnvelope {
        submission,
        hall,
        manifest: &request.manifest,
        manifest_hash: Digest::of(request.manifest.as_bytes()),
        signature: &request.signature,
        position: request.position,
        prev_hash: request.prev_hash,
        envelope: &request.envelope,
    }
}
