//! Submissions and journals made by hand, right ones and spoiled ones, for a centre to judge.

use std::sync::Arc;

use rand::rngs::StdRng;
use rand::{Rng as _, RngExt as _};
use shared::bytes::Base64;
use shared::catalogue::Catalogue;
use shared::digest::Digest;
use shared::ids::{FileId, HallId, SubmissionId};
use shared::intake::{EnvelopeRequest, JournalBatch, MissingChunk};
use shared::journal::{Entry, HallEvent, Link, Position};
use shared::seal::{Binding, Sealer};
use shared::signature::Signer;
use shared::submission::{
    FileKept, Manifest, ManifestFile, MediaType, Piece, SealedApplication, SlipCode, Surface,
};
use shared::time::Timestamp;
use uuid::{Builder, Uuid};

use crate::forms::{self, Papers};
use crate::posted::COPIES;

/// The plain bytes of a chunk here: small, so that a small file has several.
const CHUNK: usize = 200;

/// Who sends.
#[derive(Clone)]
pub struct Sender {
    /// The hall.
    pub hall: HallId,
    /// Its key.
    pub signer: Signer,
    /// The centre's sealing key.
    pub sealing_key: Base64,
    /// Its name.
    pub key_id: String,
}

/// What is wrong with a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing.
    None,
    /// The id was not minted by a screen.
    Id,
    /// Another hall signed.
    Signature,
    /// It names another hall.
    Hall,
    /// It is sealed for a key that the centre does not have.
    Key,
    /// It is no manifest.
    Manifest,
    /// The envelope is not the one that the manifest names.
    Envelope,
    /// The seal does not open.
    Seal,
    /// It opens and is not what the manifest says.
    Slip,
    /// A file is of another type than was told.
    MediaType,
    /// A file has no chunks.
    NoChunks,
}

/// Every flaw, and none several times.
pub const FLAWS: [Flaw; 16] = [
    Flaw::None,
    Flaw::None,
    Flaw::None,
    Flaw::None,
    Flaw::None,
    Flaw::None,
    Flaw::Id,
    Flaw::Signature,
    Flaw::Hall,
    Flaw::Key,
    Flaw::Manifest,
    Flaw::Envelope,
    Flaw::Seal,
    Flaw::Slip,
    Flaw::MediaType,
    Flaw::NoChunks,
];

/// A submission ready to travel.
#[derive(Clone)]
pub struct Parcel {
    /// Its id.
    pub submission: SubmissionId,
    /// Its envelope.
    pub request: Arc<EnvelopeRequest>,
    /// Its chunks.
    pub chunks: Vec<(MissingChunk, Arc<[u8]>)>,
}

impl Parcel {
    /// Makes one.
    pub fn make(
        catalogue: &Catalogue,
        sender: &Sender,
        id: SubmissionId,
        flaw: Flaw,
        random: &mut StdRng,
    ) -> Self {
        let submission = if flaw == Flaw::Id { SubmissionId(Uuid::from_u128(4)) } else { id };
        let mut manifest = manifest(catalogue, sender, submission);
        if flaw == Flaw::Hall {
            manifest.hall = HallId(Uuid::from_u128(99));
        }
        if flaw == Flaw::Key {
            "another".clone_into(&mut manifest.key);
        }
        let (mut chunks, mut kept) = (Vec::new(), Vec::new());
        for _ in 0..random.random_range(0..3) {
            attach(sender, &mut manifest, flaw, random, &mut chunks, &mut kept);
        }
        let application =
            forms::application(catalogue, COPIES, 1, &Papers::OnPaper, Surface::Kiosk);
        let slip_code = SlipCode::of(if flaw == Flaw::Slip { nobody() } else { submission });
        let sealed = SealedApplication { application, slip_code, files: kept };
        let plain = serde_json::to_vec(&sealed).expect("it has no odd keys");
        let mut envelope = sealer(sender, &manifest, None).next(&plain).expect("it seals");
        if flaw == Flaw::Seal {
            envelope[40] ^= 1;
        }
        manifest.envelope = piece(&envelope);
        if flaw == Flaw::Envelope {
            envelope[40] ^= 1;
        }
        let mut text = serde_json::to_string(&manifest).expect("it has no odd keys");
        if flaw == Flaw::Manifest {
            text.insert(0, '[');
        }
        let signer = if flaw == Flaw::Signature { &stranger() } else { &sender.signer };
        let request = Arc::new(EnvelopeRequest {
            signature: signer.sign(text.as_bytes()),
            manifest: text,
            position: Position { epoch: 1, seq: 1 },
            prev_hash: Digest::ZERO,
            envelope: Base64(envelope),
            commits: random.random(),
        });
        Self { submission, request, chunks }
    }
}

/// A key that no centre knows.
pub fn stranger() -> Signer {
    Signer::from_seed(&[99; 32])
}

/// An id of version 7.
pub fn minted(at: Timestamp, random: &mut StdRng) -> Uuid {
    let mut bits = [0; 10];
    random.fill_bytes(&mut bits);
    Builder::from_unix_timestamp_millis(at.timestamp_millis().unsigned_abs(), &bits).into_uuid()
}

/// A chain of entries from the beginning of an epoch.
pub fn chain(epoch: u32, entries: u64, version: &str, at: Timestamp) -> Vec<Link> {
    let mut prev_hash = Digest::ZERO;
    let mut links = Vec::new();
    for seq in 1..=entries {
        let event = HallEvent::Started { version: version.to_owned() };
        let link = Entry { position: Position { epoch, seq }, at, event }.chain(prev_hash);
        prev_hash = link.hash;
        links.push(link);
    }
    links
}

/// Signs a run.
pub fn batch(signer: &Signer, links: &[Link]) -> Arc<JournalBatch> {
    let last = links.last().map_or(Digest::ZERO, |link| link.hash);
    Arc::new(JournalBatch { links: links.to_vec(), signature: signer.sign(&last.0) })
}

fn manifest(catalogue: &Catalogue, sender: &Sender, submission: SubmissionId) -> Manifest {
    let procedure = catalogue.procedure(&COPIES.into()).expect("it is posted");
    Manifest {
        submission,
        hall: sender.hall,
        procedure: procedure.code.clone(),
        procedure_version: procedure.version,
        slip_code: SlipCode::of(submission),
        surface: Surface::Kiosk,
        accepted_at: Timestamp::UNIX_EPOCH,
        key: sender.key_id.clone(),
        envelope: piece(b""),
        files: Vec::new(),
        replaces: None,
    }
}

fn attach(
    sender: &Sender,
    manifest: &mut Manifest,
    flaw: Flaw,
    random: &mut StdRng,
    chunks: &mut Vec<(MissingChunk, Arc<[u8]>)>,
    kept: &mut Vec<FileKept>,
) {
    let file = FileId(Uuid::from_u128(random.random()));
    let mut plain = vec![0; random.random_range(10..3 * CHUNK)];
    random.fill_bytes(&mut plain);
    plain[..3].copy_from_slice(&[0xFF, 0xD8, 0xFF]);
    let mut sealer = sealer(sender, manifest, Some(file));
    let sealed: Vec<Vec<u8>> =
        plain.chunks(CHUNK).map(|chunk| sealer.next(chunk).expect("it seals")).collect();
    let pieces = if flaw == Flaw::NoChunks { &sealed[..0] } else { &sealed[..] };
    let pieces = pieces.iter().map(|chunk| piece(chunk)).collect();
    manifest.files.push(ManifestFile { file, chunks: pieces });
    let media_type = if flaw == Flaw::MediaType { MediaType::Pdf } else { MediaType::Jpeg };
    kept.push(FileKept { file, bytes: plain.len() as u64, media_type });
    let named = (0..).zip(sealed).map(|(n, chunk)| (MissingChunk { file, n }, chunk.into()));
    chunks.extend(named);
}

fn sealer(sender: &Sender, manifest: &Manifest, file: Option<FileId>) -> Sealer {
    let (submission, hall, key_id) = (manifest.submission, manifest.hall, &manifest.key);
    let binding = Binding { submission, hall, file, key_id };
    Sealer::new(&sender.sealing_key.0, &binding, &mut rand::rng()).expect("the key is a key")
}

fn nobody() -> SubmissionId {
    SubmissionId(Uuid::nil())
}

fn piece(bytes: &[u8]) -> Piece {
    Piece { bytes: bytes.len() as u64, sha256: Digest::of(bytes) }
}
