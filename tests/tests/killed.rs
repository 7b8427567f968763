//! The plug is pulled in the middle of a burst: whatever was acknowledged is there.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use promises::books;
use promises::centre::TestCentre;
use promises::forms::{Papers, application};
use promises::hall::ticket_request;
use promises::patience::until_so;
use promises::posted::{self, BIRTH};
use promises::program::KioskProgram;
use promises::visitor::Visitor;
use shared::catalogue::Catalogue;
use shared::hall::TicketView;
use shared::ids::{SubmissionId, TicketId};
use shared::submission::{Application, Standing, SubmissionKept, SubmissionView, Surface};
use tokio::sync::Mutex;
use uuid::Uuid;

const ROUNDS: u64 = 5;
/// Citizens who press at once.
const CITIZENS: u64 = 12;

/// What citizens asked for, and what they were told.
#[derive(Default)]
struct Told {
    tickets: BTreeMap<TicketId, Option<TicketView>>,
    submissions: BTreeMap<SubmissionId, (Application, Option<SubmissionKept>)>,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_killed_binary_has_everything_it_acknowledged() {
    let copy = posted::Copy::with_many_numbers();
    let centre = TestCentre::start_by_the_true_clock().await;
    let mut hall = KioskProgram::configure(copy.path(), Some(&centre.url()));
    let code = centre.enrolment_code("Sảnh bị cắt điện").await;
    hall.order(&["enrol", "--centre", &centre.url(), "--code", &code]);
    let told = Arc::new(Mutex::new(Told::default()));

    for round in 0..ROUNDS {
        hall.start();
        hall.wait_until_ready().await;
        assert_acknowledged_is_there(&hall.visitor(), &*told.lock().await).await;
        kill_in_a_burst(&mut hall, copy.path(), &told, round).await;
    }
    hall.start();
    hall.wait_until_ready().await;
    ask_again(&hall.visitor(), &mut *told.lock().await).await;

    let told = &*told.lock().await;
    assert_acknowledged_is_there(&hall.visitor(), told).await;
    assert_numbers_are_gap_free(told);
    assert_the_centre_has_each_once(&centre, &hall.visitor(), told).await;
    hall.stop();
    centre.stop().await;
}

/// Pulls the plug once some of what is asked for was acknowledged and more is on its way.
async fn kill_in_a_burst(
    hall: &mut KioskProgram,
    catalogue: &std::path::Path,
    told: &Arc<Mutex<Told>>,
    round: u64,
) {
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let catalogue = Arc::new(posted::read(catalogue));
    let citizens: Vec<_> = (0..CITIZENS)
        .map(|citizen| {
            let (visitor, told) = (hall.visitor(), Arc::clone(told));
            let (catalogue, acknowledged) = (Arc::clone(&catalogue), Arc::clone(&acknowledged));
            let first_person = 10_000 * (round * CITIZENS + citizen) + 1;
            tokio::spawn(ask_until_cut(visitor, catalogue, first_person, told, acknowledged))
        })
        .collect();
    let enough = 30 + 17 * round as usize;
    until_so("a burst is on its way", || acknowledged.load(Ordering::SeqCst) >= enough).await;
    hall.kill();
    for citizen in citizens {
        citizen.await.unwrap();
    }
}

/// Asks for tickets and files applications in turn, until there is no answer.
async fn ask_until_cut(
    visitor: Visitor,
    catalogue: Arc<Catalogue>,
    first_person: u64,
    told: Arc<Mutex<Told>>,
    acknowledged: Arc<AtomicUsize>,
) {
    for person in first_person.. {
        let id = TicketId(Uuid::now_v7());
        told.lock().await.tickets.insert(id, None);
        let Some(ticket) = take(&visitor, id).await else { return };
        acknowledged.fetch_add(1, Ordering::SeqCst);
        told.lock().await.tickets.insert(id, Some(ticket));

        let id = SubmissionId(Uuid::now_v7());
        let asked = application(&catalogue, BIRTH, person, &Papers::OnPaper, Surface::Kiosk);
        told.lock().await.submissions.insert(id, (asked.clone(), None));
        let Some(kept) = file(&visitor, id, &asked).await else { return };
        acknowledged.fetch_add(1, Ordering::SeqCst);
        told.lock().await.submissions.insert(id, (asked, Some(kept)));
    }
}

async fn assert_acknowledged_is_there(visitor: &Visitor, told: &Told) {
    for (id, ticket) in &told.tickets {
        let Some(ticket) = ticket else { continue };
        let found: TicketView = visitor.get(&format!("/api/tickets/{id}")).await.json();
        assert_eq!(found.ticket, ticket.ticket);
    }
    for (id, (_, kept)) in &told.submissions {
        let Some(kept) = kept else { continue };
        let found: SubmissionView = visitor.get(&format!("/api/submissions/{id}")).await.json();
        assert_eq!(
            (found.slip_code, found.accepted_at),
            (kept.slip_code.clone(), kept.accepted_at)
        );
    }
}

/// What a screen does after a cut: the same requests under the same ids.
async fn ask_again(visitor: &Visitor, told: &mut Told) {
    for (id, known) in &mut told.tickets {
        let ticket = take(visitor, *id).await.unwrap();
        if let Some(known) = known {
            assert_eq!(ticket, *known);
        }
        *known = Some(ticket);
    }
    for (id, (asked, known)) in &mut told.submissions {
        let kept = file(visitor, *id, asked).await.unwrap();
        if let Some(known) = known {
            assert_eq!(kept, *known);
        }
        *known = Some(kept);
    }
}

fn assert_numbers_are_gap_free(told: &Told) {
    let mut series: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for view in told.tickets.values().flatten() {
        let day = view.ticket.service_day;
        series.entry(day).or_default().push(view.ticket.number.sequence);
    }
    for (day, mut numbers) in series {
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>(), "on {day}");
    }
}

async fn assert_the_centre_has_each_once(centre: &TestCentre, visitor: &Visitor, told: &Told) {
    for id in told.submissions.keys() {
        promises::patience::until("the submission is settled", async || {
            let view: SubmissionView = visitor.get(&format!("/api/submissions/{id}")).await.json();
            matches!(view.standing, Standing::Settled { .. })
        })
        .await;
    }
    let dossiers = books::dossiers_in(centre.database()).await;
    assert!(dossiers.values().all(|dossiers| *dossiers == 1));
    let filed: BTreeSet<_> = told.submissions.keys().copied().collect();
    assert_eq!(dossiers.into_keys().collect::<BTreeSet<_>>(), filed);
}

async fn take(visitor: &Visitor, id: TicketId) -> Option<TicketView> {
    let answer = visitor.try_put(&format!("/api/tickets/{id}"), &ticket_request(BIRTH)).await?;
    Some(answer.json())
}

async fn file(visitor: &Visitor, id: SubmissionId, asked: &Application) -> Option<SubmissionKept> {
    Some(visitor.try_put(&format!("/api/submissions/{id}"), asked).await?.json())
}
