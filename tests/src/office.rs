//! An officer at the office, signed in through the public doors.

use shared::hall::PasswordChoice;
use shared::ids::SubmissionId;
use shared::office::{DossierLine, DossierPage, DossierView, Incident, IncidentView, OfficeSignIn};

use crate::centre::TestCentre;
use crate::visitor::Visitor;

/// What test officers choose; it is in no configuration.
pub const PASSWORD: &str = "mot mat khau dai va rieng";

/// An officer.
pub struct Office {
    visitor: Visitor,
}

impl Office {
    /// Adds an officer, chooses a password through the one-time link, and signs in.
    pub async fn sign_in(centre: &TestCentre, name: &str) -> Self {
        let visitor = centre.visitor();
        let token = centre.set_up_link(name).await;
        let choice = PasswordChoice { token, password: PASSWORD.to_owned() };
        let chosen = visitor.post("/api/passwords", &choice).await;
        assert!(chosen.is_success(), "{}", chosen.text());
        let who = OfficeSignIn { name: name.to_owned(), password: PASSWORD.to_owned() };
        let signed_in = visitor.post("/api/sessions", &who).await;
        assert!(signed_in.is_success(), "{}", signed_in.text());
        Self { visitor }
    }

    /// Every dossier that awaits reception, page after page.
    pub async fn dossiers(&self) -> Vec<DossierLine> {
        let mut lines = Vec::new();
        let mut path = "/api/dossiers".to_owned();
        loop {
            let page: DossierPage = self.visitor.get(&path).await.json();
            lines.extend(page.dossiers);
            let Some(next) = page.next else { return lines };
            path = format!("/api/dossiers?after={next}");
        }
    }

    /// Opens a dossier.
    pub async fn dossier(&self, submission: SubmissionId) -> DossierView {
        self.visitor.get(&format!("/api/dossiers/{submission}")).await.json()
    }

    /// Reads an attached file.
    pub async fn file(&self, submission: SubmissionId, file: shared::ids::FileId) -> Vec<u8> {
        let path = format!("/api/dossiers/{submission}/files/{file}");
        let answer = self.visitor.get(&path).await;
        assert!(answer.is_success(), "{}", answer.text());
        answer.body
    }

    /// What a person must look at.
    pub async fn incidents(&self) -> Vec<Incident> {
        self.incident_views().await.into_iter().map(|view| view.incident).collect()
    }

    /// What a person must look at, and who did.
    pub async fn incident_views(&self) -> Vec<IncidentView> {
        self.visitor.get("/api/incidents").await.json()
    }
}
