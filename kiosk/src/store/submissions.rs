//! Submissions: frozen and sealed at the moment they are handed in, owed to the centre from then.

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::digest::Digest;
use shared::ids::{FileId, PrintJobId, PrinterName, ProcedureCode, SubmissionId, TicketId};
use shared::intake::Enrolment;
use shared::journal::{HallEvent, Position};
use shared::refusal::Refusal;
use shared::reserve::Asked;
use shared::slip::{Slip, SubmissionSlip};
use shared::submission::{
    Application, FollowUp, Manifest, Piece, SealedApplication, SlipCode, Standing, SubmissionKept,
    SubmissionView, Surface,
};
use shared::time::Timestamp;
use uuid::Uuid;

use self::check::Checked;
use super::error::{StoreError, StoreFault};
use super::outbox::{self, OutboxRow};
use super::rooms::{Room, Rows};
use super::secrets::Secrets;
use super::uploads::{self, NOT_ENROLLED, UploadRow};
use super::work::Work;
use super::{SlipTo, Store, filed, keys, prints};
use crate::sealing;

/// What an application takes on the disk, beside its envelope in database and second journal.
const APPLICATION_ROOM_BYTES: u64 = 64 * 1024;

/// A submission as it is stored: nothing in it tells what the citizen wrote.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SubmissionRow {
    /// Of the request's bytes; keyed.
    digest: Digest,
    procedure: ProcedureCode,
    pub(super) accepted_at: Timestamp,
    pub(super) position: Position,
    pub(super) prev_hash: Digest,
    /// The exact bytes that are signed when they travel; gone once the centre has long held them.
    pub(super) manifest: String,
    pub(super) manifest_digest: Digest,
}

/// Everything that was made before the transaction.
struct Sealed {
    digest: Digest,
    files: BTreeMap<FileId, UploadRow>,
    envelope: Vec<u8>,
    manifest: Manifest,
    slip: Option<SubmissionSlip>,
    ticket: Option<TicketId>,
}

impl Store {
    /// Freezes, seals and keeps an application in a hall with one printer.
    pub async fn submit(
        &self,
        id: SubmissionId,
        request: &[u8],
        application: Application,
    ) -> Result<SubmissionKept, StoreError> {
        let usual = SlipTo::Printer(PrinterName::usual());
        self.submit_to(id, request, application, usual).await
    }

    /// Freezes, seals and keeps an application. The same bytes again get the same answer.
    ///
    /// `request` are the bytes that `application` was read from. The slip of an application from
    /// the hall goes where it is said to; one from a phone has none.
    pub async fn submit_to(
        &self,
        id: SubmissionId,
        request: &[u8],
        application: Application,
        to: SlipTo,
    ) -> Result<SubmissionKept, StoreError> {
        let digest = self.secrets().digest(request);
        if let Some(known) = self.known_submission(id)? {
            return same(self.secrets(), id, &known, digest);
        }
        self.shared.is_open()?;
        let enrolment = self.enrolment()?.ok_or(NOT_ENROLLED)?;
        let bytes = APPLICATION_ROOM_BYTES + 2 * request.len() as u64;
        let _room = self.shared.ledger.grant(Asked::Application, bytes)?;
        let files = self.read(|rows| Ok(uploads::uploads(rows, id)?))?;
        let files = files.into_iter().map(|row| (row.kept().file, row)).collect();
        let now = self.shared.clock.now();
        let checked = check::check(&self.shared.rules.catalogue, &application, &files, now)?;
        let sealed = self.seal(id, application, checked, &enrolment, digest, now)?;
        self.write(move |work| freeze(work, id, sealed, to)).await
    }

    /// What may be told to whoever knows the submission's id.
    pub fn submission(&self, id: SubmissionId) -> Result<SubmissionView, StoreError> {
        self.read(|rows| view(rows, id)?.ok_or(Refusal::NotFound.into()))
    }

    /// What may be told to whoever holds the slip.
    pub fn follow_up(&self, question: &FollowUp) -> Result<SubmissionView, StoreError> {
        let code = SlipCode::read(&question.slip_code).ok_or(Refusal::SlipUnknown)?;
        let typed: String = question.secret.chars().filter(char::is_ascii_digit).collect();
        self.read(|rows| {
            for key in rows.keys(Room::SlipCodes, code.0.as_bytes(), usize::MAX)? {
                let Some(id) = key.last_chunk::<16>() else { continue };
                let id = SubmissionId(Uuid::from_bytes(*id));
                if is_equal(&typed, &self.secrets().follow_up(id)) {
                    return view(rows, id)?.ok_or(Refusal::SlipUnknown.into());
                }
            }
            Err(Refusal::SlipUnknown.into())
        })
    }

    /// The sealed envelope of a submission.
    pub fn envelope(&self, id: SubmissionId) -> Result<Vec<u8>, StoreError> {
        self.read(|rows| {
            Ok(rows.bytes(Room::Envelopes, id.0.as_bytes())?.ok_or(Refusal::NotFound)?)
        })
    }

    fn known_submission(&self, id: SubmissionId) -> Result<Option<SubmissionRow>, StoreError> {
        self.read(|rows| Ok(rows.row(Room::Submissions, id.0.as_bytes())?))
    }

    fn seal(
        &self,
        id: SubmissionId,
        application: Application,
        checked: Checked,
        enrolment: &Enrolment,
        digest: Digest,
        now: Timestamp,
    ) -> Result<Sealed, StoreFault> {
        let slip_code = SlipCode::of(id);
        let Checked { procedure_name, files, bring } = checked;
        let slip = match application.surface {
            Surface::Portal => None,
            Surface::Kiosk => Some(self.slip(&slip_code, procedure_name, files.len(), bring, now)),
        };
        let (procedure, surface) = (application.procedure.clone(), application.surface);
        let ticket = application.ticket;
        let (procedure_version, replaces) = (application.procedure_version, application.replaces);
        let kept = files.values().map(UploadRow::kept).collect();
        let content = SealedApplication { application, slip_code: slip_code.clone(), files: kept };
        let envelope = sealing::envelope(enrolment, id, &content)?;
        let manifest = Manifest {
            submission: id,
            hall: enrolment.hall,
            procedure,
            procedure_version,
            slip_code,
            surface,
            accepted_at: now,
            key: enrolment.sealing_key_id.clone(),
            envelope: Piece { bytes: envelope.len() as u64, sha256: Digest::of(&envelope) },
            files: files.values().map(UploadRow::manifest).collect(),
            replaces,
        };
        Ok(Sealed { digest, files, envelope, manifest, slip, ticket })
    }

    fn slip(
        &self,
        code: &SlipCode,
        procedure: String,
        files: usize,
        bring: Vec<String>,
        now: Timestamp,
    ) -> SubmissionSlip {
        let rules = &self.shared.rules;
        let unit = &rules.catalogue.unit;
        SubmissionSlip {
            unit: unit.name.vi.clone(),
            address: unit.address.vi.clone(),
            procedure,
            code: code.clone(),
            follow_up_secret: String::new(),
            accepted_at: now,
            standing: Standing::Pending,
            files: u32::try_from(files).unwrap_or(u32::MAX),
            bring,
            follow_url: format!("{}/f/{code}", rules.public_url),
            printed_at: now,
            is_reprint: false,
        }
    }
}

fn freeze(
    work: &mut Work<'_>,
    id: SubmissionId,
    sealed: Sealed,
    to: SlipTo,
) -> Result<SubmissionKept, StoreError> {
    let key = id.0.as_bytes();
    if let Some(known) = work.row::<SubmissionRow>(Room::Submissions, key)? {
        return same(work.secrets, id, &known, sealed.digest);
    }
    work.sure_now()?;
    let Sealed { digest, files, envelope, manifest, slip, ticket } = sealed;
    for (file, row) in &files {
        let stored = work.row::<UploadRow>(Room::Uploads, &keys::file(id, *file))?;
        if stored.as_ref() != Some(row) {
            return Err(Refusal::FileUnknown { file: *file }.into());
        }
    }
    if let Some(replaced) = manifest.replaces
        && !work.rows.has(Room::Submissions, replaced.0.as_bytes())?
    {
        return Err(Refusal::NotFound.into());
    }
    let is_large = manifest.files.iter().map(|file| file.chunks.len()).sum::<usize>() > 1;
    let (accepted_at, procedure) = (manifest.accepted_at, manifest.procedure.clone());
    let slip_code = manifest.slip_code.clone();
    let manifest = serde_json::to_string(&manifest).expect("a manifest has no maps");
    let manifest_digest = Digest::of(manifest.as_bytes());
    let event = HallEvent::SubmissionKept { submission: id, manifest: manifest_digest };
    let (position, prev_hash) = work.journal(event)?;
    let row = SubmissionRow {
        digest,
        procedure,
        accepted_at,
        position,
        prev_hash,
        manifest,
        manifest_digest,
    };
    work.put_bytes(Room::Envelopes, key, &envelope)?;
    work.put(Room::Submissions, key, &row)?;
    work.put_bytes(Room::SlipCodes, &[slip_code.0.as_bytes(), key].concat(), &[])?;
    if let Some(ticket) = ticket {
        filed::with(work, ticket, id)?;
    }
    outbox::owe(work, id, accepted_at, is_large)?;
    if let Some(slip) = slip {
        prints::keep(work, PrintJobId(id.0), Slip::Submission(slip), to)?;
    }
    Ok(answer(work.secrets, id, &row))
}

fn same(
    secrets: &Secrets,
    id: SubmissionId,
    known: &SubmissionRow,
    digest: Digest,
) -> Result<SubmissionKept, StoreError> {
    if known.digest == digest {
        Ok(answer(secrets, id, known))
    } else {
        Err(Refusal::OtherBytes.into())
    }
}

fn answer(secrets: &Secrets, submission: SubmissionId, row: &SubmissionRow) -> SubmissionKept {
    SubmissionKept {
        submission,
        slip_code: SlipCode::of(submission),
        follow_up_secret: secrets.follow_up(submission),
        accepted_at: row.accepted_at,
        position: row.position,
    }
}

fn view(rows: &impl Rows, id: SubmissionId) -> Result<Option<SubmissionView>, StoreError> {
    let row: Option<SubmissionRow> = rows.row(Room::Submissions, id.0.as_bytes())?;
    let outbox: Option<OutboxRow> = rows.row(Room::Outbox, id.0.as_bytes())?;
    Ok(row.zip(outbox).map(|(row, outbox)| SubmissionView {
        slip_code: SlipCode::of(id),
        procedure: row.procedure,
        accepted_at: row.accepted_at,
        standing: outbox.standing(),
    }))
}

/// Compares without telling by its duration how much was right.
fn is_equal(typed: &str, secret: &str) -> bool {
    let differs = typed.bytes().zip(secret.bytes()).fold(0, |acc, (a, b)| acc | (a ^ b));
    typed.len() == secret.len() && differs == 0
}
