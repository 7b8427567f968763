//! A hall that speaks to the centre under test: it seals, signs and chains for itself.

use std::collections::BTreeMap;

use shared::digest::Digest;
use shared::form::Answer;
use shared::ids::{FileId, ProcedureCode, SubmissionId};
use shared::intake::{Enrolment, EnvelopeRequest, JournalBatch};
use shared::journal::{Entry, HallEvent, Link, Position};
use shared::lang::Lang;
use shared::request_signature::sign;
use shared::seal::{Binding, Sealer};
use shared::signature::Signer;
use shared::submission::{
    Application, Brought, FileKept, Manifest, ManifestFile, MediaType, Paper, Piece,
    SealedApplication, SlipCode, Surface,
};
use uuid::Uuid;

use super::{Heard, MONDAY, moment};

/// Plain bytes of a chunk in tests: small, so that a small file has several.
const CHUNK: usize = 1000;

/// An enrolled hall.
pub(crate) struct TestHall {
    pub(crate) enrolment: Enrolment,
    pub(crate) signer: Signer,
    pub(crate) http: reqwest::Client,
    pub(crate) url: String,
}

/// A submission ready to travel.
pub(crate) struct Prepared {
    pub(crate) submission: SubmissionId,
    pub(crate) manifest: Manifest,
    pub(crate) request: EnvelopeRequest,
    pub(crate) chunks: Vec<(FileId, u32, Vec<u8>)>,
}

impl TestHall {
    /// Sends a signed request.
    pub(crate) async fn send(&self, method: &str, path: &str, body: Vec<u8>) -> Heard {
        let digest = Digest::of(&body);
        let signed = sign(&self.signer, self.enrolment.hall, method, path, digest, moment(MONDAY));
        let request = self
            .http
            .request(method.parse().unwrap(), format!("{}{path}", self.url))
            .header("content-digest", signed.content_digest)
            .header("signature-input", signed.signature_input)
            .header("signature", signed.signature)
            .body(body);
        Heard::read(request.send().await.unwrap()).await
    }

    pub(crate) async fn put_envelope(&self, prepared: &Prepared) -> Heard {
        let path = format!("/intake/v1/submissions/{}", prepared.submission);
        self.send("PUT", &path, serde_json::to_vec(&prepared.request).unwrap()).await
    }

    pub(crate) async fn missing(&self, submission: SubmissionId) -> Heard {
        let path = format!("/intake/v1/submissions/{submission}/missing");
        self.send("GET", &path, Vec::new()).await
    }

    pub(crate) async fn put_chunk(&self, prepared: &Prepared, index: usize) -> Heard {
        let (file, n, sealed) = &prepared.chunks[index];
        let path = format!("/intake/v1/submissions/{}/files/{file}/{n}", prepared.submission);
        self.send("PUT", &path, sealed.clone()).await
    }

    pub(crate) async fn commit(&self, submission: SubmissionId) -> Heard {
        let path = format!("/intake/v1/submissions/{submission}/commit");
        self.send("PUT", &path, Vec::new()).await
    }

    /// Forwards all of a submission.
    pub(crate) async fn forward(&self, prepared: &Prepared) -> Heard {
        assert_eq!(self.put_envelope(prepared).await.status, 200);
        for index in 0..prepared.chunks.len() {
            assert_eq!(self.put_chunk(prepared, index).await.status, 204);
        }
        self.commit(prepared.submission).await
    }

    pub(crate) async fn put_journal(&self, first_seq: u64, links: &[Link]) -> Heard {
        self.put_journal_of(1, first_seq, links).await
    }

    pub(crate) async fn put_journal_of(&self, epoch: u32, first_seq: u64, links: &[Link]) -> Heard {
        let signature = self.signer.sign(&links.last().unwrap().hash.0);
        let batch = JournalBatch { links: links.to_vec(), signature };
        let path = format!("/intake/v1/journal/{epoch}/{first_seq}");
        self.send("PUT", &path, serde_json::to_vec(&batch).unwrap()).await
    }

    /// Prepares a birth registration for a child of this name, with these files.
    pub(crate) fn prepare(&self, child: &str, files: &[Vec<u8>]) -> Prepared {
        self.prepare_as(SubmissionId(Uuid::now_v7()), child, files)
    }

    /// Prepares a birth registration under an id.
    pub(crate) fn prepare_as(
        &self,
        submission: SubmissionId,
        child: &str,
        files: &[Vec<u8>],
    ) -> Prepared {
        let mut manifest = self.manifest(submission);
        let mut chunks = Vec::new();
        let mut kept = Vec::new();
        for plain in files {
            let file = FileId(Uuid::now_v7());
            let sealed = self.seal(&manifest, Some(file), plain);
            manifest.files.push(ManifestFile {
                file,
                chunks: sealed.iter().map(|chunk| piece(chunk)).collect(),
            });
            kept.push(FileKept { file, bytes: plain.len() as u64, media_type: MediaType::Jpeg });
            chunks.extend((0..).zip(sealed).map(|(n, chunk)| (file, n, chunk)));
        }
        let sealed = SealedApplication {
            application: application(child, &kept),
            slip_code: manifest.slip_code.clone(),
            files: kept,
        };
        let plain = serde_json::to_vec(&sealed).unwrap();
        let envelope = self.seal_whole(&manifest, &plain);
        manifest.envelope = piece(&envelope);
        let request = self.request(&manifest, envelope);
        Prepared { submission, manifest, request, chunks }
    }

    /// Signs a manifest with its envelope.
    pub(crate) fn request(&self, manifest: &Manifest, envelope: Vec<u8>) -> EnvelopeRequest {
        let text = serde_json::to_string(manifest).unwrap();
        EnvelopeRequest {
            signature: self.signer.sign(text.as_bytes()),
            manifest: text,
            position: Position { epoch: 1, seq: 1 },
            prev_hash: Digest::ZERO,
            envelope: shared::bytes::Base64(envelope),
            commits: false,
        }
    }

    fn manifest(&self, submission: SubmissionId) -> Manifest {
        Manifest {
            submission,
            hall: self.enrolment.hall,
            procedure: ProcedureCode::from("1.001193"),
            procedure_version: 1,
            slip_code: SlipCode::of(submission),
            surface: Surface::Kiosk,
            accepted_at: moment(MONDAY),
            key: self.enrolment.sealing_key_id.clone(),
            envelope: piece(b""),
            files: Vec::new(),
            replaces: None,
        }
    }

    pub(crate) fn seal_whole(&self, manifest: &Manifest, plain: &[u8]) -> Vec<u8> {
        self.sealer(manifest, None).next(plain).unwrap()
    }

    fn seal(&self, manifest: &Manifest, file: Option<FileId>, plain: &[u8]) -> Vec<Vec<u8>> {
        let mut sealer = self.sealer(manifest, file);
        plain.chunks(CHUNK).map(|chunk| sealer.next(chunk).unwrap()).collect()
    }

    fn sealer(&self, manifest: &Manifest, file: Option<FileId>) -> Sealer {
        let binding = Binding {
            submission: manifest.submission,
            hall: manifest.hall,
            file,
            key_id: &manifest.key,
        };
        Sealer::new(&self.enrolment.sealing_key.0, &binding, &mut rand::rng()).unwrap()
    }
}

/// A chain of entries from `first_seq` on, after the entry with this hash.
pub(crate) fn chain(first_seq: u64, count: u64, mut prev_hash: Digest, version: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for seq in first_seq..first_seq + count {
        let entry = Entry {
            position: Position { epoch: 1, seq },
            at: moment(MONDAY),
            event: HallEvent::Started { version: version.to_owned() },
        };
        let link = entry.chain(prev_hash);
        prev_hash = link.hash;
        links.push(link);
    }
    links
}

/// Bytes that begin like a photograph.
pub(crate) fn jpeg(bytes: usize) -> Vec<u8> {
    let body = (0..bytes).map(|place| (place % 251) as u8);
    [0xFF, 0xD8, 0xFF].into_iter().chain(body).take(bytes).collect()
}

pub(crate) fn piece(bytes: &[u8]) -> Piece {
    Piece { bytes: bytes.len() as u64, sha256: Digest::of(bytes) }
}

fn application(child: &str, files: &[FileKept]) -> Application {
    let text = |text: &str| Answer::Text(text.to_owned());
    let answers = BTreeMap::from([
        ("child-name".into(), text(child)),
        ("child-sex".into(), Answer::Choice("female".to_owned())),
        ("child-born".into(), Answer::Date("2026-11-02".parse().unwrap())),
        ("submitter-name".into(), text("Submitter One")),
        ("birth-certificate-copies".into(), Answer::Number(3)),
    ]);
    let brought = if files.is_empty() {
        Brought::OnPaper
    } else {
        Brought::Attached { files: files.iter().map(|kept| kept.file).collect() }
    };
    Application {
        procedure: ProcedureCode::from("1.001193"),
        procedure_version: 1,
        cases: Vec::new(),
        surface: Surface::Kiosk,
        lang: Lang::Vi,
        answers,
        papers: vec![Paper { component: "giay-chung-sinh".into(), brought }],
        ticket: None,
        replaces: None,
    }
}
