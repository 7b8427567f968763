//! Requests for a number.

use std::sync::Arc;

use chrono::{NaiveTime, TimeDelta};
use promises::clock::TestClock;
use promises::hall::{HallPlan, TestHall, ticket_request};
use promises::posted::{self, BIRTH, BUSINESS};
use shared::hall::{Offer, Reopening};
use shared::ids::{ComponentCode, ProcedureCode, TicketId};
use shared::lang::Words;
use shared::refusal::Refusal;
use shared::ticket::TicketRequest;
use uuid::Uuid;

use crate::assert_refused;

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_procedure_is_refused() {
    let hall = TestHall::alone().await;
    let before = hall.footprint();

    let answer = hall.put_ticket(id(), &ticket_request("9.999999")).await;

    let procedure = ProcedureCode::from("9.999999");
    assert_refused(&hall, &before, &answer, &Refusal::UnknownProcedure { procedure });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_procedure_is_refused_with_its_reason() {
    let (vi, en) = ("Hệ thống đang nâng cấp.", "The system is being upgraded.");
    let copy = posted::Copy::with_closed(BIRTH, vi, en);
    let hall = HallPlan::default().catalogue(copy.path()).alone().await;
    let before = hall.footprint();

    let answer = hall.put_ticket(id(), &ticket_request(BIRTH)).await;

    let reason = Words { vi: vi.to_owned(), en: en.to_owned() };
    let closed = Refusal::ProcedureClosed { procedure: ProcedureCode::from(BIRTH), reason };
    assert_refused(&hall, &before, &answer, &closed);
    assert!(answer.text().contains(vi) && answer.text().contains(en));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_paper_is_refused() {
    let hall = TestHall::alone().await;
    let before = hall.footprint();
    let component = ComponentCode::from("khong-co");

    let request = TicketRequest { papers: vec![component.clone()], ..ticket_request(BIRTH) };
    let answer = hall.put_ticket(id(), &request).await;

    assert_refused(&hall, &before, &answer, &Refusal::PaperRefused { component });
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_json_is_refused() {
    let hall = TestHall::alone().await;
    let before = hall.footprint();

    for text in ["", "{", "{\"procedure\": \"1.001193\", \"class\": \"ordin", "không phải JSON"]
    {
        let answer = hall.visitor().put_text(&path(&id().to_string()), text).await;
        assert_refused(&hall, &before, &answer, &Refusal::BrokenJson);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_fields_and_values_are_refused() {
    let hall = TestHall::alone().await;
    let before = hall.footprint();

    for text in [
        r#"{"procedure": "1.001193", "class": "ordinary", "discount": true}"#,
        r#"{"procedure": "1.001193", "class": "very_important"}"#,
        r#"{"procedure": "1.001193"}"#,
        "[]",
        "7",
    ] {
        let answer = hall.visitor().put_text(&path(&id().to_string()), text).await;
        assert_refused(&hall, &before, &answer, &Refusal::UnknownFields);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_nobody_minted_is_refused() {
    let hall = TestHall::alone().await;
    let before = hall.footprint();

    for id in ["7", "not-an-id", "00000000-0000-0000-0000-000000000000", RANDOM_NOT_MINTED] {
        let answer = hall.visitor().put(&path(id), &ticket_request(BIRTH)).await;
        assert_refused(&hall, &before, &answer, &Refusal::BrokenId);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_of_endless_text_is_refused() {
    let hall = TestHall::alone().await;
    let before = hall.footprint();
    let endless = format!("{{\"procedure\": \"{}\"}}", "1".repeat(100 * 1024));

    let answer = hall.visitor().put_text(&path(&id().to_string()), &endless).await;

    assert!(matches!(answer.refusal(), Refusal::TooLarge { .. }));
    assert_eq!(hall.footprint(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_id_for_another_matter_is_refused() {
    let hall = TestHall::alone().await;
    let id = id();
    hall.put_ticket(id, &ticket_request(BIRTH)).await;
    let before = hall.footprint();

    let answer = hall.put_ticket(id, &ticket_request(BUSINESS)).await;

    assert_refused(&hall, &before, &answer, &Refusal::OtherBytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_given_out_by_a_clock_that_went_backwards() {
    let clock = Arc::new(TestClock::on_a_working_morning());
    let hall = HallPlan::default().clock(&clock).alone().await;
    hall.take_ticket(BIRTH).await;
    let before = hall.footprint();

    clock.turn(TimeDelta::hours(-1));
    let answer = hall.put_ticket(id(), &ticket_request(BIRTH)).await;

    assert_refused(&hall, &before, &answer, &Refusal::ClockWentBack);
    clock.turn(TimeDelta::hours(1));
    assert_eq!(hall.take_ticket(BIRTH).await.ticket.number.sequence, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_number_is_given_out_outside_the_hours_or_beyond_the_capacity() {
    let copy = posted::Copy::with_numbers(2);
    let clock = Arc::new(TestClock::on_a_working_morning());
    let hall = HallPlan::default().clock(&clock).catalogue(copy.path()).alone().await;
    hall.take_ticket(BIRTH).await;
    hall.take_ticket(BIRTH).await;
    let before = hall.footprint();

    let spent = hall.put_ticket(id(), &ticket_request(BIRTH)).await;
    let reopens = Some(Reopening::Tomorrow(time(7, 0)));
    assert_refused(&hall, &before, &spent, &Refusal::NotOffered { offer: Offer::Spent(reopens) });
    clock.turn(TimeDelta::hours(3));
    let at_noon = hall.put_ticket(id(), &ticket_request(BUSINESS)).await;

    let reopens = Reopening::Today(time(13, 30));
    assert_eq!(at_noon.refusal(), Refusal::NotOffered { offer: Offer::Break(reopens) });
}

/// A random id, of version 4.
const RANDOM_NOT_MINTED: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn id() -> TicketId {
    TicketId(Uuid::now_v7())
}

fn path(id: &str) -> String {
    format!("/api/tickets/{id}")
}
