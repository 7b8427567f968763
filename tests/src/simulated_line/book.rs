//! The centre's tables as a model: permanent keys, and every operation all or nothing, as
//! `central/src/store` has them in PostgreSQL.

use std::collections::BTreeMap;

use central::intake;
use central::store::dossiers::NewDossier;
use central::store::intake::{EnvelopeKept, InboxItem, NewEnvelope};
use central::store::journal::JournalKept;
use shared::digest::Digest;
use shared::ids::{HallId, SubmissionId};
use shared::intake::{MissingChunk, SignedAcknowledgement};
use shared::journal::{Entry, Link};
use shared::office::Incident;

/// Whether the inbox is permanent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Memory {
    /// It is.
    #[default]
    Permanent,
    /// Wrongly, it forgets which submissions it has acknowledged: a proof shows that it would
    /// notice.
    Forgets,
}

/// A submission in the inbox.
#[derive(Debug, Clone)]
pub struct Inbox {
    /// The hall that it came from.
    pub hall: HallId,
    /// The exact manifest.
    pub manifest: String,
    /// Its digest.
    pub manifest_hash: Digest,
    /// The digest of the sealed bytes.
    pub envelope_hash: Digest,
    /// The sealed bytes; gone once they are acknowledged, for they are never opened again.
    envelope: Vec<u8>,
}

/// What the centre holds.
#[derive(Debug, Clone, Default)]
pub struct Book {
    memory: Memory,
    /// By the permanent key.
    pub inbox: BTreeMap<SubmissionId, Inbox>,
    chunks: BTreeMap<(SubmissionId, MissingChunk), Vec<u8>>,
    acknowledgements: BTreeMap<SubmissionId, SignedAcknowledgement>,
    /// Every dossier that began, and the word that was given for it.
    pub dossiers: BTreeMap<SubmissionId, Vec<SignedAcknowledgement>>,
    /// The hashes of each hall's journal in an epoch.
    pub journals: BTreeMap<(HallId, u32), Vec<Digest>>,
    /// What a person must look at.
    pub incidents: Vec<(HallId, Incident)>,
}

impl Book {
    /// A book in which nothing stands.
    pub fn new(memory: Memory) -> Self {
        Self { memory, ..Self::default() }
    }

    /// Keeps an envelope, once and for ever.
    pub fn keep_envelope(&mut self, new: &NewEnvelope<'_>) -> EnvelopeKept {
        match self.inbox.get(&new.submission) {
            None => {
                let inbox = Inbox {
                    hall: new.hall,
                    manifest: new.manifest.to_owned(),
                    manifest_hash: new.manifest_hash,
                    envelope_hash: Digest::of(&new.envelope.0),
                    envelope: new.envelope.0.clone(),
                };
                self.inbox.insert(new.submission, inbox);
                EnvelopeKept::Held(Vec::new())
            }
            Some(known) if known.hall != new.hall || known.manifest_hash != new.manifest_hash => {
                self.report(new.hall, &Incident::OtherBytes { submission: new.submission });
                EnvelopeKept::OtherBytes
            }
            Some(_) => EnvelopeKept::Held(self.held(new.submission)),
        }
    }

    /// Reads a submission of this hall.
    pub fn inbox_item(&self, submission: SubmissionId, hall: HallId) -> Option<InboxItem> {
        let inbox = self.inbox.get(&submission).filter(|inbox| inbox.hall == hall)?;
        Some(InboxItem {
            manifest: inbox.manifest.clone(),
            manifest_hash: inbox.manifest_hash,
            envelope: inbox.envelope.clone(),
            held: self.held(submission),
            acknowledgement: self.acknowledgement(submission).cloned(),
        })
    }

    /// Reads the manifest of a submission of this hall.
    pub fn manifest(&self, submission: SubmissionId, hall: HallId) -> Option<&str> {
        let inbox = self.inbox.get(&submission).filter(|inbox| inbox.hall == hall)?;
        Some(&inbox.manifest)
    }

    /// Keeps a chunk; a second one is the same.
    pub fn keep_chunk(&mut self, submission: SubmissionId, place: MissingChunk, sealed: &[u8]) {
        self.chunks.entry((submission, place)).or_insert_with(|| sealed.to_vec());
    }

    /// Reads a chunk.
    pub fn chunk(&self, submission: SubmissionId, place: MissingChunk) -> Option<&[u8]> {
        self.chunks.get(&(submission, place)).map(Vec::as_slice)
    }

    /// Begins a dossier with an acknowledgement; gives the one that counts, which is the first.
    pub fn commit(
        &mut self,
        dossier: &NewDossier,
        signed: &SignedAcknowledgement,
    ) -> SignedAcknowledgement {
        let submission = dossier.submission;
        if let Some(known) = self.acknowledgement(submission) {
            return known.clone();
        }
        self.dossiers.entry(submission).or_default().push(signed.clone());
        self.acknowledgements.insert(submission, signed.clone());
        match (self.memory, self.inbox.get_mut(&submission)) {
            (Memory::Permanent, Some(inbox)) => inbox.envelope = Vec::new(),
            (Memory::Permanent, None) | (Memory::Forgets, _) => {}
        }
        signed.clone()
    }

    /// Appends a run of entries that was read from these links, and skips what is held.
    pub fn append_journal(
        &mut self,
        hall: HallId,
        links: &[Link],
        entries: &[Entry],
    ) -> JournalKept {
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
            return JournalKept::UpTo(0, Vec::new());
        };
        let (first, last) = (first.position, last.position);
        let hashes = self.journals.entry((hall, first.epoch)).or_default();
        let held = hashes.len() as u64;
        let meets_at = index(intake::meets_at(held, last));
        let known = meets_at.checked_sub(1).map_or(Digest::ZERO, |place| hashes[place]);
        if let Some(misfit) = intake::misfit(held, known, first, links) {
            self.report(hall, &misfit);
            return JournalKept::Misfit(misfit);
        }
        let skipped = index(held + 1 - first.seq).min(links.len());
        hashes.extend(links[skipped..].iter().map(|link| link.hash));
        let up_to = hashes.len() as u64;
        let told: Vec<_> =
            entries[skipped..].iter().filter_map(|entry| Incident::of(&entry.event)).collect();
        told.iter().for_each(|incident| self.report(hall, incident));
        JournalKept::UpTo(up_to, told)
    }

    /// Writes down an incident, once.
    pub fn report(&mut self, hall: HallId, incident: &Incident) {
        let known = (hall, incident.clone());
        if !self.incidents.contains(&known) {
            self.incidents.push(known);
        }
    }

    fn acknowledgement(&self, submission: SubmissionId) -> Option<&SignedAcknowledgement> {
        match self.memory {
            Memory::Permanent => self.acknowledgements.get(&submission),
            Memory::Forgets => None,
        }
    }

    fn held(&self, submission: SubmissionId) -> Vec<MissingChunk> {
        let first = MissingChunk { file: shared::ids::FileId(uuid::Uuid::nil()), n: 0 };
        let from = self.chunks.range((submission, first)..);
        from.take_while(|((of, _), _)| *of == submission).map(|((_, place), _)| *place).collect()
    }
}

fn index(seq: u64) -> usize {
    usize::try_from(seq).expect("a journal fits into memory")
}
