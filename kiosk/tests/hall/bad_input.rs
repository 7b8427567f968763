//! What bad input gets: a named refusal, and nothing stored.

use chrono::TimeDelta;
use serde_json::json;
use shared::hall::HallView;
use shared::lang::Words;
use shared::refusal::Refusal;

use crate::support::{COPIES, Hall, ordinary, posted_but, ticket_id};

#[tokio::test]
async fn an_unknown_procedure_is_refused_by_name() {
    let hall = Hall::open().await;

    let path = format!("/api/tickets/{}", ticket_id());
    let refused = hall.put(&path, &ordinary("9.999999")).await;

    assert_eq!(refused.refusal(), Refusal::UnknownProcedure { procedure: "9.999999".into() });
    assert_nobody_waits(&hall).await;
}

#[tokio::test]
async fn a_closed_procedure_is_refused_with_its_reason() {
    let catalogue = tempfile::tempdir().expect("a temporary folder");
    let reason = Words { vi: "Tam dung.".to_owned(), en: "Paused.".to_owned() };
    let status = json!({ "closed": { "reason": reason, "from": "2026-01-01" } });
    let file = format!("procedures/{COPIES}.json");
    posted_but(catalogue.path(), &file, |procedure| procedure["status"] = status);
    let folder = catalogue.path().to_owned();
    let hall = Hall::open_with(|config| config.catalogue_dir = folder).await;

    let path = format!("/api/tickets/{}", ticket_id());
    let refused = hall.put(&path, &ordinary(COPIES)).await;

    let procedure = COPIES.into();
    assert_eq!(refused.refusal(), Refusal::ProcedureClosed { procedure, reason });
    assert_nobody_waits(&hall).await;
}

#[tokio::test]
async fn broken_json_is_refused() {
    let hall = Hall::open().await;

    let refused = hall.put_bytes(&format!("/api/tickets/{}", ticket_id()), *b"{\"proc").await;

    assert_eq!(refused.refusal(), Refusal::BrokenJson);
}

#[tokio::test]
async fn unknown_fields_are_refused() {
    let hall = Hall::open().await;
    let body = json!({ "procedure": COPIES, "class": "ordinary", "jump": true });

    let refused = hall.put(&format!("/api/tickets/{}", ticket_id()), &body).await;

    assert_eq!(refused.refusal(), Refusal::UnknownFields);
    assert_nobody_waits(&hall).await;
}

#[tokio::test]
async fn an_id_that_was_not_minted_is_refused() {
    let hall = Hall::open().await;

    for id in ["7", "00000000-0000-4000-8000-000000000000"] {
        let refused = hall.put(&format!("/api/tickets/{id}"), &ordinary(COPIES)).await;

        assert_eq!(refused.refusal(), Refusal::BrokenId);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let hall = Hall::open().await;
    let body = vec![b' '; 64 * 1024 + 1];

    let refused = hall.put_bytes(&format!("/api/tickets/{}", ticket_id()), body).await;

    assert_eq!(refused.refusal(), Refusal::TooLarge { bytes_max: 64 * 1024 });
}

#[tokio::test]
async fn a_paper_the_procedure_does_not_know_is_refused() {
    let hall = Hall::open().await;
    let mut request = ordinary(COPIES);
    request.papers = vec!["a-letter-from-my-aunt".into()];

    let refused = hall.put(&format!("/api/tickets/{}", ticket_id()), &request).await;

    let component = "a-letter-from-my-aunt".into();
    assert_eq!(refused.refusal(), Refusal::PaperRefused { component });
}

#[tokio::test]
async fn nothing_is_dated_by_a_clock_that_went_back() {
    let hall = Hall::open().await;
    let before = hall.take_ticket(ticket_id()).await;

    hall.clock.turn(TimeDelta::minutes(-3));
    let refused = hall.put(&format!("/api/tickets/{}", ticket_id()), &ordinary(COPIES)).await;
    hall.clock.turn(TimeDelta::minutes(2));
    let after = hall.take_ticket(ticket_id()).await;

    assert_eq!(refused.refusal(), Refusal::ClockWentBack);
    assert_eq!(after.ticket.number.sequence, 2);
    assert!(after.ticket.issued_at >= before.ticket.issued_at);
}

#[tokio::test]
async fn what_is_not_there_is_refused_in_words_too() {
    let hall = Hall::open().await;

    for path in ["/api/nothing", "/nothing.txt", &format!("/api/tickets/{}", ticket_id())] {
        assert_eq!(hall.get(path).await.refusal(), Refusal::NotFound, "{path}");
    }
}

async fn assert_nobody_waits(hall: &Hall) {
    let view: HallView = hall.get("/api/hall").await.json();
    let waiting = view.series.iter().map(|one| one.waiting.ordinary + one.waiting.priority);
    assert_eq!(waiting.sum::<u32>(), 0);
}
