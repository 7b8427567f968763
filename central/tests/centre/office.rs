//! The list and the page of dossiers, as an officer uses them.

use shared::lang::Words;
use shared::office::{DossierPage, DossierView};
use shared::refusal::Refusal;

use crate::support::{TestCentre, TestHall, TestOfficer};

/// A name with every kind of mark.
const MARKED: &str = "\u{110}\u{1ed7} Th\u{1ecb} H\u{1eb1}ng";

#[tokio::test]
async fn the_page_of_a_dossier_shows_the_answers_with_their_questions() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let prepared = hall.prepare(MARKED, &[]);
    hall.forward(&prepared).await;

    let view: DossierView =
        officer.get(&format!("/api/dossiers/{}", prepared.submission)).await.json();

    let answers: Vec<&Words> =
        view.sections.iter().flat_map(|one| &one.lines).map(|line| &line.answer).collect();
    assert!(answers.iter().any(|words| words.vi == MARKED));
    assert!(answers.iter().any(|words| words.en == "02/11/2026"));
    assert!(answers.iter().any(|words| words.en == "3 copies"));
    let first = &view.sections[0].lines[0];
    assert!(!first.label.vi.is_empty() && first.label.vi != "child-name");
    assert_eq!(view.line.applicant, MARKED);
    assert_eq!(view.line.slip_code, prepared.manifest.slip_code);
    assert_ne!(view.line.procedure_name, "1.001193");
    assert_ne!(view.papers[0].name.vi, "giay-chung-sinh");
    assert_eq!(view.timeline.len(), 1);
    assert_eq!(view.timeline[0].place, "Hall 1");
}

#[tokio::test]
async fn who_opened_a_dossier_is_written_down() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let prepared = hall.prepare("Child One", &[]);
    hall.forward(&prepared).await;
    let path = format!("/api/dossiers/{}", prepared.submission);

    officer.get(&path).await;
    officer.get(&path).await;

    assert_eq!(centre.count("SELECT count(*) FROM openings").await, 2);
}

#[tokio::test]
async fn the_list_is_found_by_name_slip_and_procedure() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let marked = hall.prepare(MARKED, &[]);
    hall.forward(&marked).await;
    hall.forward(&hall.prepare("Someone Else", &[])).await;
    let slip = marked.manifest.slip_code.to_string();

    let by_name = found(&officer, "hang%20do").await;
    let by_slip = found(&officer, &slip.to_lowercase().replace('-', "")).await;
    let by_procedure = found(&officer, "khai%20sinh").await;
    let by_code = found(&officer, "1.001193").await;
    let by_nothing = found(&officer, "%25").await;

    assert_eq!([by_name, by_slip, by_procedure, by_code, by_nothing], [1, 1, 2, 2, 0]);
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap_or_a_double() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    for round in 0..120 {
        send(&hall, round).await;
    }

    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page: DossierPage = officer.get(&format!("/api/dossiers{next}")).await.json();
        assert_eq!(page.total, 120);
        seen.extend(page.dossiers.into_iter().map(|line| line.submission));
        match page.next {
            Some(after) => next = format!("?after={after}"),
            None => break,
        }
    }

    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!((count, seen.len()), (120, 120));
}

#[tokio::test]
async fn a_broken_question_is_refused_by_name() {
    let centre = TestCentre::start().await;
    let officer = centre.officer().await;

    let place = officer.get("/api/dossiers?after=nowhere").await;
    let field = officer.get("/api/dossiers?colour=red").await;
    let id = officer.get("/api/dossiers/not-an-id").await;
    let unknown = officer.get("/api/dossiers/0199f000-0000-7000-8000-000000000000").await;

    assert_eq!((place.status, place.refusal()), (400, Refusal::UnknownFields));
    assert_eq!(field.refusal(), Refusal::UnknownFields);
    assert_eq!((id.status, id.refusal()), (400, Refusal::BrokenId));
    assert_eq!((unknown.status, unknown.refusal()), (404, Refusal::NotFound));
}

async fn send(hall: &TestHall, round: u32) {
    let heard = hall.forward(&hall.prepare(&format!("Child {round}"), &[])).await;
    assert_eq!(heard.status, 200);
}

async fn found(officer: &TestOfficer, q: &str) -> u64 {
    let page: DossierPage = officer.get(&format!("/api/dossiers?q={q}")).await.json();
    assert_eq!(page.total, page.dossiers.len() as u64);
    page.total
}
