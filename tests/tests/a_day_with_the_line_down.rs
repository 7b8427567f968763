//! A day with the line down: the hall goes on, and the centre gets everything exactly once.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::collections::{BTreeMap, BTreeSet};

use promises::books::{self, Submissions};
use promises::centre::TestCentre;
use promises::counter::Counter;
use promises::hall::TestHall;
use promises::line::Condition;
use promises::patience::{until, until_so};
use promises::posted::{BIRTH, BUSINESS, COPIES};
use promises::sample_file::{document, picture};
use shared::hall::LineState;
use shared::ids::SubmissionId;
use shared::journal::{HallEvent, read_chain};
use shared::signature::Verifier;
use shared::submission::Standing;

const TICKETS: usize = 30;
const PLAIN_SUBMISSIONS: usize = 6;
/// Two pictures of one chunk, two documents of several.
const FILES: [usize; 4] = [0, 0, 1_700_000, 2_300_000];
const SUBMISSIONS: usize = PLAIN_SUBMISSIONS + FILES.len();

#[tokio::test(flavor = "multi_thread")]
async fn a_day_with_the_line_down() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    hall.line().set(Condition::Down);

    let submissions = spend_the_day(&hall).await;
    let owed = books::owed_by(hall.store(), hall.clock().now());
    hall.restart().await;
    lose_answers(&hall, Condition::AnswersLost, 2 * SUBMISSIONS as u64).await;
    assert_eq!(hall.store().outbox_counts().pending, SUBMISSIONS as u64);
    cut_in_the_middle_of_a_chunk(&hall, &centre, &owed).await;
    hall.restart().await;
    lose_answers(&hall, Condition::AcknowledgementsLost, 4).await;
    assert_ne!(hall.store().outbox_counts().pending, 0);
    hall.line().set(Condition::Up);
    hall.until_settled().await;

    assert_eq!(owed.keys().copied().collect::<BTreeSet<_>>(), submissions);
    assert_eq!(books::held_by(centre.database()).await, owed);
    assert_each_is_one_dossier(&centre, &submissions).await;
    assert_acknowledgements_hold(&hall, &centre, &owed).await;
    assert_journals_are_equal(&hall, &centre).await;
    hall.stop().await;
    centre.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_screens_say_that_the_line_is_down_and_when_it_is_tried_again() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    hall.may_owe();
    hall.line().set(Condition::Down);

    let kept = hall.submit_birth_registration(&[]).await;

    let mut said = None;
    until("the hall says that the line is down", async || {
        let view: shared::hall::HallView = hall.visitor().get("/api/hall").await.json();
        said = Some(view.line.clone());
        matches!(view.line, LineState::Down { pending: 1, .. })
    })
    .await;
    let Some(LineState::Down { next_attempt_at, .. }) = said else { unreachable!() };
    assert!(next_attempt_at <= hall.clock().now() + chrono::TimeDelta::minutes(5));
    assert_eq!(hall.submission(kept.submission).await.standing, Standing::Pending);
}

/// Takes tickets, calls a few, and files applications, many at once.
async fn spend_the_day(hall: &TestHall) -> BTreeSet<SubmissionId> {
    for _ in 0..TICKETS / 3 {
        let three = tokio::join!(
            hall.take_ticket(BIRTH),
            hall.take_ticket(BUSINESS),
            hall.take_ticket(COPIES)
        );
        assert_eq!(three.0.ticket.number.series, three.2.ticket.number.series);
    }
    let counter = Counter::open(hall, 1).await;
    counter.next().await;
    counter.close().await;
    counter.next().await;
    let mut submissions = BTreeSet::new();
    for _ in 0..PLAIN_SUBMISSIONS / 2 {
        let two =
            tokio::join!(hall.submit_birth_registration(&[]), hall.submit_birth_registration(&[]));
        submissions.extend([two.0.submission, two.1.submission]);
    }
    for (seed, bytes) in (1..).zip(FILES) {
        let file = if bytes == 0 { picture(100, seed) } else { document(bytes, seed) };
        let scan = picture(20, 10 + seed);
        submissions.insert(hall.submit_birth_registration(&[file, scan]).await.submission);
    }
    assert_eq!(submissions.len(), SUBMISSIONS);
    submissions
}

async fn cut_in_the_middle_of_a_chunk(hall: &TestHall, centre: &TestCentre, owed: &Submissions) {
    hall.line().set(Condition::DownAfter(300_000));

    until_so("the line is cut", || hall.line().condition() == Condition::Down).await;

    let held: i64 = sqlx::query_scalar("SELECT count(*) FROM chunks")
        .fetch_one(centre.database())
        .await
        .unwrap();
    let all: usize = owed.values().map(|one| one.chunks.len()).sum();
    assert!(held < i64::try_from(all).unwrap(), "the line was cut too late");
}

async fn lose_answers(hall: &TestHall, which: Condition, at_least: u64) {
    let before = hall.line().answers_lost();
    hall.line().set(which);
    let lost = || hall.line().answers_lost() - before;
    until_so("answers are lost", || lost() >= at_least).await;
}

async fn assert_each_is_one_dossier(centre: &TestCentre, submissions: &BTreeSet<SubmissionId>) {
    let dossiers = books::dossiers_in(centre.database()).await;
    let one_each: BTreeMap<SubmissionId, i64> = submissions.iter().map(|id| (*id, 1)).collect();
    assert_eq!(dossiers, one_each);
    let listed = centre.officer().await.dossiers().await;
    assert_eq!(listed.iter().map(|line| line.submission).collect::<BTreeSet<_>>(), *submissions);
    assert_eq!(listed.len(), SUBMISSIONS);
}

async fn assert_acknowledgements_hold(hall: &TestHall, centre: &TestCentre, owed: &Submissions) {
    let enrolment = hall.store().enrolment().unwrap().unwrap();
    let pinned = Verifier::read(&enrolment.centre_key).unwrap();
    let signed = books::acknowledged_by(centre.database(), &pinned).await;
    let manifests: BTreeMap<_, _> = owed.iter().map(|(id, held)| (*id, held.manifest)).collect();
    assert_eq!(signed, manifests);
    for id in owed.keys() {
        let view = hall.submission(*id).await;
        assert!(matches!(view.standing, Standing::Settled { .. }), "{view:?}");
    }
}

async fn assert_journals_are_equal(hall: &TestHall, centre: &TestCentre) {
    let enrolment = hall.store().enrolment().unwrap().unwrap();
    let kept = books::journal_of(hall.store());
    let entries = read_chain(&kept).unwrap();
    let at_hall: Vec<_> = kept.into_iter().map(|link| (link.body, link.hash)).collect();
    assert_eq!(books::journal_held_by(centre.database(), enrolment.hall).await, at_hall);

    let mut numbers: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for entry in &entries {
        if let HallEvent::TicketIssued { number, .. } = &entry.event {
            numbers.entry(number.series.to_string()).or_default().push(number.sequence);
        }
    }
    assert_eq!(numbers.values().map(Vec::len).sum::<usize>(), TICKETS);
    for (series, numbers) in numbers {
        let gap_free = (1..=numbers.len() as u32).collect::<Vec<_>>();
        assert_eq!(numbers, gap_free, "series {series}");
    }
}
