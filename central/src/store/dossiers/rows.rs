//! Dossiers as rows of the database.

use shared::dossier::DossierState;
use shared::ids::{HallId, ProcedureCode, SubmissionId};
use shared::submission::{SlipCode, Surface};
use shared::time::Timestamp;
use sqlx::FromRow;
use uuid::Uuid;

use crate::store::StoreError;

/// A dossier about to begin.
#[derive(Clone)]
pub struct NewDossier {
    /// The submission it begins as.
    pub submission: SubmissionId,
    /// The hall it came through.
    pub hall: HallId,
    /// The code on the citizen's slip.
    pub slip_code: SlipCode,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The version of the procedure.
    pub procedure_version: u32,
    /// Where it was written.
    pub surface: Surface,
    /// The applicant's name.
    pub applicant: String,
    /// What the office can find it by, folded.
    pub search_text: String,
    /// How many files are attached.
    pub files: u32,
    /// The first state.
    pub state: DossierState,
    /// The earlier version that it corrects.
    pub replaces: Option<SubmissionId>,
    /// When the hall accepted it.
    pub accepted_at: Timestamp,
    /// When the centre held all of it.
    pub received_at: Timestamp,
    /// Until when an officer must accept it.
    pub accept_by: Timestamp,
    /// Where the first step happened.
    pub place: String,
}

/// A dossier as it is listed.
#[derive(Clone)]
pub struct DossierRow {
    /// The submission it began as.
    pub submission: SubmissionId,
    /// The name of the hall.
    pub hall_name: String,
    /// The code on the citizen's slip.
    pub slip_code: SlipCode,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// Where it was written.
    pub surface: Surface,
    /// The applicant's name.
    pub applicant: String,
    /// How many files are attached.
    pub files: u32,
    /// The state.
    pub state: DossierState,
    /// When the hall accepted it.
    pub accepted_at: Timestamp,
    /// When the centre held all of it.
    pub received_at: Timestamp,
    /// Until when an officer must accept it.
    pub accept_by: Timestamp,
}

#[derive(FromRow)]
pub(super) struct Row {
    submission: Uuid,
    hall_name: String,
    slip_code: String,
    procedure: String,
    surface: String,
    applicant: String,
    files: i32,
    state: i16,
    accepted_at: Timestamp,
    received_at: Timestamp,
    accept_by: Timestamp,
}

impl Row {
    pub(super) fn read(self) -> Result<DossierRow, StoreError> {
        Ok(DossierRow {
            submission: SubmissionId(self.submission),
            hall_name: self.hall_name,
            slip_code: SlipCode(self.slip_code),
            procedure: ProcedureCode(self.procedure),
            surface: surface(&self.surface)?,
            applicant: self.applicant,
            files: u32::try_from(self.files).unwrap_or(0),
            state: state(self.state)?,
            accepted_at: self.accepted_at,
            received_at: self.received_at,
            accept_by: self.accept_by,
        })
    }
}

/// The name of a surface in the database.
pub(in crate::store) fn surface_name(surface: Surface) -> &'static str {
    match surface {
        Surface::Kiosk => "kiosk",
        Surface::Portal => "portal",
    }
}

fn surface(name: &str) -> Result<Surface, StoreError> {
    match name {
        "kiosk" => Ok(Surface::Kiosk),
        "portal" => Ok(Surface::Portal),
        _ => Err(StoreError::Unreadable("surface")),
    }
}

pub(super) fn state(number: i16) -> Result<DossierState, StoreError> {
    DossierState::from_national_number(number).ok_or(StoreError::Unreadable("state"))
}
