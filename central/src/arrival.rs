//! Decides how a dossier begins: its name in the list, its deadline, the centre's word.

use chrono::SubsecRound as _;
use shared::catalogue::Catalogue;
use shared::digest::Digest;
use shared::dossier::DossierState;
use shared::fold::fold;
use shared::form::SUBMITTER_NAME;
use shared::ids::QuestionCode;
use shared::intake::Acknowledgement;
use shared::submission::{Application, Manifest};
use shared::time::{Timestamp, from_wall_clock, wall_clock};

use crate::store::dossiers::NewDossier;

/// An officer accepts or asks for more within these working hours (Decree 118/2025, art. 17.2).
const ACCEPT_WITHIN_WORKING_HOURS: u16 = 8;
/// Digits of a second that PostgreSQL keeps.
const SECOND_DIGITS: u16 = 6;

/// What a commit stores.
pub struct Arrival {
    /// The dossier that begins.
    pub dossier: NewDossier,
    /// What the centre says that it holds.
    pub acknowledgement: Acknowledgement,
}

/// Begins a dossier at the moment the centre holds all of a submission.
pub fn arrive(
    catalogue: &Catalogue,
    manifest: &Manifest,
    manifest_hash: Digest,
    application: &Application,
    hall_name: &str,
    now: Timestamp,
) -> Arrival {
    let received_at = now.trunc_subsecs(SECOND_DIGITS);
    let accept_by =
        catalogue.calendar.add_working_hours(wall_clock(received_at), ACCEPT_WITHIN_WORKING_HOURS);
    let applicant = applicant(catalogue, application);
    let acknowledgement =
        Acknowledgement { submission: manifest.submission, manifest: manifest_hash, received_at };
    let dossier = NewDossier {
        submission: manifest.submission,
        hall: manifest.hall,
        slip_code: manifest.slip_code.clone(),
        procedure: manifest.procedure.clone(),
        procedure_version: manifest.procedure_version,
        surface: manifest.surface,
        search_text: search_text(catalogue, manifest, &applicant),
        applicant,
        files: u32::try_from(manifest.files.len()).unwrap_or(u32::MAX),
        state: DossierState::AwaitingReception,
        replaces: manifest.replaces,
        accepted_at: manifest.accepted_at,
        received_at,
        accept_by: from_wall_clock(accept_by),
        place: hall_name.to_owned(),
    };
    Arrival { dossier, acknowledgement }
}

/// The name the form says is the applicant's, else the submitter's.
fn applicant(catalogue: &Catalogue, application: &Application) -> String {
    let form = catalogue.procedure(&application.procedure).and_then(|one| one.form.as_ref());
    let named = form.map(|form| form.applicant.clone());
    let submitter = QuestionCode::from(SUBMITTER_NAME);
    let answers = named.into_iter().chain([submitter]);
    let mut names = answers.filter_map(|code| application.answers.get(&code)?.as_text());
    names.find(|name| !name.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

fn search_text(catalogue: &Catalogue, manifest: &Manifest, applicant: &str) -> String {
    let procedure = catalogue.procedure(&manifest.procedure);
    let names = procedure.map(|one| (fold(&one.name.vi), fold(&one.short_name.vi)));
    let (name, short_name) = names.unwrap_or_default();
    let code = &manifest.slip_code.0;
    let parts = [
        fold(applicant),
        code.to_lowercase(),
        code.to_lowercase().replace('-', ""),
        manifest.procedure.to_string(),
        name,
        short_name,
    ];
    parts.join(" | ")
}
