//! One person, one field, one day: how many numbers a card takes, and what remains of it.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use kiosk::store::{AskedBy, Opening, SlipTo, StoreError};
use reqwest::Method;
use shared::allowance::{TicketAsked, Waiver, WaiverGround};
use shared::hall::{Offer, TicketView, Verb};
use shared::ids::TicketId;
use shared::journal::HallEvent;
use shared::national_id::NationalId;
use shared::refusal::Refusal;
use shared::ticket::TicketClass;
use tempfile::TempDir;

use crate::support::desk::desk;
use crate::support::{Answer, BUSINESS, COPIES, Hall, ordinary, posted_but, sent, ticket_id};

const CARD: &str = "001185731946";
const OTHER_CARD: &str = "079190000017";

#[tokio::test]
async fn a_third_number_of_the_same_card_is_refused_with_the_one_it_holds() {
    let hall = Hall::open().await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;

    let refused = take(&hall, ticket_id(), COPIES, Some(CARD)).await;

    let holds = Some("A001".to_owned());
    let Refusal::AllowanceSpent { tickets_max, holds: told } = refused.refusal() else {
        panic!("{:?}", refused.refusal())
    };
    assert_eq!((tickets_max, told.map(|number| number.to_string())), (2, holds));
    for (card, procedure) in [(Some(OTHER_CARD), COPIES), (Some(CARD), BUSINESS), (None, COPIES)] {
        let taken = take(&hall, ticket_id(), procedure, card).await;
        assert!(taken.status.is_success(), "{card:?} {procedure}");
    }
}

#[tokio::test]
async fn a_number_that_was_served_is_counted_but_not_held() {
    let hall = Hall::with_counters(1).await;
    for _ in 0..2 {
        take(&hall, ticket_id(), COPIES, Some(CARD)).await;
        hall.serve_next(1).await;
    }

    let refused = take(&hall, ticket_id(), COPIES, Some(CARD)).await;

    assert_eq!(refused.refusal(), Refusal::AllowanceSpent { tickets_max: 2, holds: None });
}

#[tokio::test]
async fn a_request_that_comes_again_is_counted_once() {
    let hall = Hall::open().await;
    let id = ticket_id();

    let first = take(&hall, id, COPIES, Some(CARD)).await;
    let again = take(&hall, id, COPIES, Some(CARD)).await;
    let second = take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    let third = take(&hall, ticket_id(), COPIES, Some(CARD)).await;

    assert_eq!(first.body, again.body);
    assert!(second.status.is_success());
    assert!(matches!(third.refusal(), Refusal::AllowanceSpent { .. }));
}

#[tokio::test]
async fn a_refused_card_takes_no_number() {
    let hall = Hall::open().await;
    for _ in 0..3 {
        take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    }

    let next = hall.take_ticket(ticket_id()).await;

    assert_eq!(next.ticket.number.sequence, 3);
}

#[tokio::test]
async fn a_restart_forgets_nobody_and_a_new_day_everybody() {
    let hall = Hall::open().await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;

    let hall = hall.restart().await;
    let same_day = take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    hall.clock.turn(TimeDelta::days(1));
    let next_day = take(&hall, ticket_id(), COPIES, Some(CARD)).await;

    assert!(matches!(same_day.refusal(), Refusal::AllowanceSpent { .. }));
    assert!(next_day.status.is_success());
}

#[tokio::test]
async fn the_key_of_a_day_is_destroyed_when_the_day_ends() {
    let hall = Hall::open().await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    let in_the_day = day_keys(&hall.data_dir());

    hall.clock.turn(TimeDelta::days(1));
    hall.store().begin_day().await.expect("the store is open");

    assert_eq!(in_the_day, ["day-2026-11-23.key"]);
    assert_eq!(day_keys(&hall.data_dir()), [] as [String; 0]);
}

#[tokio::test]
async fn a_hall_that_was_off_at_midnight_destroys_the_key_at_the_start() {
    let hall = Hall::open().await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    hall.clock.turn(TimeDelta::days(3));

    let hall = hall.restart().await;

    assert_eq!(day_keys(&hall.data_dir()), [] as [String; 0]);
}

#[tokio::test]
async fn the_number_of_a_card_reaches_neither_disk_nor_journal() {
    let hall = Hall::open().await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;
    take(&hall, ticket_id(), COPIES, Some(CARD)).await;

    let folder = hall.stop().await;

    let mut files = 0;
    each_file(folder.path(), &mut |path, bytes| {
        let found = bytes.windows(CARD.len()).any(|window| window == CARD.as_bytes());
        assert!(!found, "{} holds the number of a card", path.display());
        files += 1;
    });
    assert!(files > 3, "the database and the keys are there");
}

#[tokio::test]
async fn a_field_that_asks_for_a_card_gives_nobody_a_number_without_one() {
    let (_catalogue, hall) = strict_hall().await;

    let without = take(&hall, ticket_id(), COPIES, None).await;
    let with = take(&hall, ticket_id(), COPIES, Some(CARD)).await;

    assert_eq!(without.refusal(), Refusal::CardRequired);
    assert!(with.status.is_success());
}

#[tokio::test]
async fn a_card_is_read_inside_the_hall_only() {
    let hall = Hall::open().await;
    let path = format!("/api/tickets/{}", ticket_id());
    let request = hall.request(Method::PUT, &path).header("X-Forwarded-For", "192.168.7.20");

    let refused = sent(request.json(&asked(COPIES, Some(CARD)))).await;

    assert_eq!(refused.refusal(), Refusal::CardNotHere);
}

#[tokio::test]
async fn what_is_no_number_of_a_card_is_refused() {
    let hall = Hall::open().await;
    let mut body = serde_json::to_value(asked(COPIES, None)).expect("it is JSON");

    for broken in ["", "12", "999999999999999", "00118573194x", "003185731946"] {
        body["card"] = broken.into();
        let refused = hall.put(&format!("/api/tickets/{}", ticket_id()), &body).await;
        assert_eq!(refused.refusal(), Refusal::UnknownFields, "{broken}");
    }
}

#[tokio::test]
async fn an_officer_gives_one_more_number_and_the_journal_says_who_and_why() {
    let (_catalogue, hall) = strict_hall().await;
    hall.sit(1, &["A"]).await;
    let id = ticket_id();

    let given = waive(&hall, id).await;
    let again = waive(&hall, id).await;

    assert_eq!(given, again);
    let waived: Vec<_> = entries(&hall)
        .into_iter()
        .filter_map(|event| match event {
            HallEvent::AllowanceWaived { ticket, desk, ground, .. } => Some((ticket, desk, ground)),
            _ => None,
        })
        .collect();
    assert_eq!(waived, [(id, desk(1), WaiverGround::NoCard)]);
    assert_eq!(hall.does(1, Verb::Next).await.id, id);
}

#[tokio::test]
async fn an_officer_adds_a_number_to_a_day_that_is_spent_but_no_hours() {
    let catalogue = tempfile::tempdir().expect("a temporary folder");
    posted_but(catalogue.path(), "fields.json", |fields| fields[0]["daily_capacity"] = 1.into());
    let folder = catalogue.path().to_owned();
    let hall = Hall::open_with(|config| {
        config.catalogue_dir = folder;
        config.opening = Opening::Posted;
    })
    .await;
    hall.take_ticket(ticket_id()).await;

    let added = waive(&hall, ticket_id()).await;
    hall.clock.turn(TimeDelta::hours(12));
    let late = try_waive(&hall, ticket_id()).await;

    assert_eq!(added.ticket.number.sequence, 2);
    let Err(StoreError::Refused(Refusal::NotOffered { offer })) = late else { panic!("{late:?}") };
    assert!(matches!(offer, Offer::Closed(Some(_))), "{offer:?}");
}

async fn strict_hall() -> (TempDir, Hall) {
    let catalogue = tempfile::tempdir().expect("a temporary folder");
    posted_but(catalogue.path(), "fields.json", |fields| {
        fields[0]["allowance"] = serde_json::json!({ "card_required": true });
    });
    let folder = catalogue.path().to_owned();
    let hall = Hall::open_with(|config| config.catalogue_dir = folder).await;
    (catalogue, hall)
}

async fn take(hall: &Hall, id: TicketId, procedure: &str, card: Option<&str>) -> Answer {
    hall.put(&format!("/api/tickets/{id}"), &asked(procedure, card)).await
}

fn asked(procedure: &str, card: Option<&str>) -> TicketAsked {
    let card = card.map(|card| NationalId::parse(card).expect("a number that can exist"));
    TicketAsked::new(ordinary(procedure), card)
}

async fn waive(hall: &Hall, id: TicketId) -> TicketView {
    try_waive(hall, id).await.expect("an officer may")
}

async fn try_waive(hall: &Hall, id: TicketId) -> Result<TicketView, StoreError> {
    let waiver = Waiver {
        procedure: COPIES.into(),
        class: TicketClass::Ordinary,
        ground: WaiverGround::NoCard,
    };
    let (request, ground) = waiver.split();
    let asked_by = AskedBy::Officer { desk: desk(1), ground };
    hall.store().issue_ticket_to(id, request, SlipTo::Phone, asked_by).await
}

fn entries(hall: &Hall) -> Vec<HallEvent> {
    let before_all = shared::journal::Position { epoch: 1, seq: 0 };
    let links = hall.store().journal_after(before_all, usize::MAX).expect("the store is open");
    let entries = shared::journal::read_chain(&links).expect("the chain holds");
    entries.into_iter().map(|entry| entry.event).collect()
}

fn day_keys(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let names = entries.map(|entry| entry.expect("it can be listed").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("day-")).collect()
}

fn each_file(folder: &Path, visit: &mut impl FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            each_file(&path, visit);
        } else {
            visit(&path, &fs::read(&path).expect("a file can be read"));
        }
    }
}
