//! The real programs, a real database and a bad line: hall and centre are killed two hundred times
//! while citizens press on. Whatever was acknowledged is there, once.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what must not fail by failing, and how much it did"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kiosk::store::{Store, StoreOptions};
use promises::books;
use promises::central_program::CentralProgram;
use promises::forms::{Papers, application};
use promises::hall::ticket_request;
use promises::line::{Condition, Line};
use promises::patience::until;
use promises::posted::{self, BIRTH};
use promises::program::KioskProgram;
use promises::visitor::{Answer, Visitor};
use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};
use serde::Serialize;
use shared::catalogue::Catalogue;
use shared::hall::TicketView;
use shared::ids::{SubmissionId, TicketId};
use shared::signature::Verifier;
use shared::submission::{SubmissionKept, Surface};
use uuid::Uuid;

const KILLS: u32 = 200;
const CITIZENS: u64 = 3;
/// Between two presses of one citizen.
const PRESSES: Duration = Duration::from_millis(12);
/// A minute at least.
const TRIES_MAX: u32 = 5_000;

/// What citizens were told.
#[derive(Default)]
struct Told {
    tickets: BTreeMap<TicketId, TicketView>,
    submissions: BTreeMap<SubmissionId, SubmissionKept>,
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kills_of_hall_and_centre_lose_nothing_and_double_nothing() {
    let seed = rand::random();
    println!("seed {seed}");
    let mut random = SmallRng::seed_from_u64(seed);
    let copy = posted::Copy::with_many_numbers();
    let mut centre = CentralProgram::configure(copy.path()).await;
    let line = Line::open(centre.address()).await;
    let mut hall = KioskProgram::configure(copy.path(), Some(&line.url()));
    centre.start();
    centre.wait_until_ready().await;
    let code = centre.enrolment_code("Sảnh bị cắt điện");
    hall.order(&["enrol", "--centre", &centre.url(), "--code", &code]);
    hall.start();
    hall.wait_until_ready().await;
    let (told, is_over) = (Arc::<Mutex<Told>>::default(), Arc::<AtomicBool>::default());
    let citizens = press_on(&hall, copy.path(), &told, &is_over);

    for _ in 0..KILLS {
        line.set(condition(&mut random));
        tokio::time::sleep(Duration::from_millis(random.random_range(10..90))).await;
        if random.random() {
            hall.kill();
            hall.start();
            hall.wait_until_ready().await;
        } else {
            centre.kill();
            centre.start();
            centre.wait_until_ready().await;
        }
    }
    line.set(Condition::Up);
    is_over.store(true, Ordering::SeqCst);
    for citizen in citizens {
        citizen.await.unwrap();
    }

    let told = Arc::try_unwrap(told).ok().unwrap().into_inner().unwrap();
    println!("{} numbers, {} applications", told.tickets.len(), told.submissions.len());
    assert!(told.submissions.len() > KILLS as usize, "citizens pressed on");
    assert_numbers_are_gap_free(&told);
    assert_everything_told_is_there(&hall.visitor(), &told).await;
    until("the centre holds every application", async || {
        books::dossiers_in(centre.database()).await.len() >= told.submissions.len()
    })
    .await;
    until("nothing is owed", async || {
        let status: serde_json::Value = hall.visitor().get("/status").await.json();
        status["outbox"]["pending"] == 0
    })
    .await;
    hall.stop();
    assert_both_hold_the_same(&hall, &centre, copy.path(), &told).await;
    centre.stop();
}

/// How the line is until the next kill: mostly up.
fn condition(random: &mut SmallRng) -> Condition {
    match random.random_range(0..10) {
        0 => Condition::Down,
        1 => Condition::DownAfter(random.random_range(1_000..60_000)),
        2 => Condition::AnswersLost,
        3 => Condition::AcknowledgementsLost,
        4 => Condition::CaptivePortal,
        _ => Condition::Up,
    }
}

/// Citizens who ask the same again, under the same id, until they are answered.
fn press_on(
    hall: &KioskProgram,
    catalogue: &std::path::Path,
    told: &Arc<Mutex<Told>>,
    is_over: &Arc<AtomicBool>,
) -> Vec<tokio::task::JoinHandle<()>> {
    let catalogue = Arc::new(posted::read(catalogue));
    let citizen = |citizen: u64| {
        let (visitor, told, is_over) = (hall.visitor(), Arc::clone(told), Arc::clone(is_over));
        let catalogue = Arc::clone(&catalogue);
        tokio::spawn(async move {
            for person in 100_000 * citizen + 1.. {
                if is_over.load(Ordering::SeqCst) {
                    return;
                }
                press_once(&visitor, &catalogue, person, &told).await;
                tokio::time::sleep(PRESSES).await;
            }
        })
    };
    (0..CITIZENS).map(citizen).collect()
}

async fn press_once(visitor: &Visitor, catalogue: &Catalogue, person: u64, told: &Mutex<Told>) {
    if person.is_multiple_of(2) {
        let id = TicketId(Uuid::now_v7());
        let ticket = insist(visitor, &format!("/api/tickets/{id}"), &ticket_request(BIRTH)).await;
        told.lock().unwrap().tickets.insert(id, ticket.json());
    } else {
        let id = SubmissionId(Uuid::now_v7());
        let asked = application(catalogue, BIRTH, person, &Papers::OnPaper, Surface::Kiosk);
        let kept = insist(visitor, &format!("/api/submissions/{id}"), &asked).await;
        told.lock().unwrap().submissions.insert(id, kept.json());
    }
}

async fn insist(visitor: &Visitor, path: &str, document: &impl Serialize) -> Answer {
    for _ in 0..TRIES_MAX {
        let answered = visitor.try_put(path, document).await.filter(Answer::is_success);
        if let Some(answer) = answered {
            return answer;
        }
        tokio::time::sleep(PRESSES).await;
    }
    panic!("the hall does not answer {path}");
}

fn assert_numbers_are_gap_free(told: &Told) {
    let mut days: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for view in told.tickets.values() {
        let of_day = days.entry(view.ticket.service_day).or_default();
        of_day.push(view.ticket.number.sequence);
    }
    for (day, mut numbers) in days {
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>(), "on {day}");
    }
}

/// Every answer that a citizen had is still the answer.
async fn assert_everything_told_is_there(visitor: &Visitor, told: &Told) {
    for (id, ticket) in &told.tickets {
        let found: TicketView = visitor.get(&format!("/api/tickets/{id}")).await.json();
        assert_eq!(found.ticket, ticket.ticket);
    }
}

/// Submissions, acknowledgements and journals of both sides, hash by hash.
async fn assert_both_hold_the_same(
    hall: &KioskProgram,
    centre: &CentralProgram,
    catalogue: &std::path::Path,
    told: &Told,
) {
    let options = StoreOptions::new(hall.data_dir(), Arc::new(posted::read(catalogue)));
    let store = Store::open(options).unwrap();
    let enrolment = store.enrolment().unwrap().unwrap();
    let filed: BTreeSet<SubmissionId> = told.submissions.keys().copied().collect();

    let dossiers = books::dossiers_in(centre.database()).await;
    assert!(dossiers.values().all(|dossiers| *dossiers == 1), "none twice");
    assert_eq!(dossiers.into_keys().collect::<BTreeSet<_>>(), filed, "all, and no other");
    let pinned = Verifier::read(&enrolment.centre_key).unwrap();
    let signed = books::acknowledged_by(centre.database(), &pinned).await;
    let believed = books::believed_by(&store);
    assert_eq!(signed, believed, "the manifests that were signed for are those of the hall");
    let held = books::held_by(centre.database()).await;
    for id in &filed {
        let kept = shared::digest::Digest::of(&store.envelope(*id).unwrap());
        assert_eq!(held[id].envelope, kept, "the sealed bytes are those of the hall");
    }
    let kept = books::journal_of(&store).into_iter().map(|link| (link.body, link.hash));
    let journal = books::journal_held_by(centre.database(), enrolment.hall).await;
    assert_eq!(journal, kept.take(journal.len()).collect::<Vec<_>>(), "a prefix of the hall's");
    store.close();
}
