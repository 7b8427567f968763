//! What the two sides of a line find out about each other.

use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::journal::Position;
use shared::reconciliation::{
    Acknowledged, AcknowledgedDay, DayPage, EpochFound, EpochHeld, EpochSent, PageDiffers,
    days_that_differ, judge_epoch, sent_again_after,
};
use shared::time::ServiceDay;
use uuid::Uuid;

#[test]
fn an_epoch_fits_when_the_centre_holds_what_it_said_under_the_same_hash() {
    let told = EpochSent { epoch: 1, sent: 10, sent_hash: hash(10), head: 12 };
    let cases = [
        (10, Some(hash(10)), EpochFound::Fits),
        (12, Some(hash(10)), EpochFound::Fits),
        (9, None, EpochFound::Forgotten),
        (0, None, EpochFound::Forgotten),
        (10, Some(hash(99)), EpochFound::Forked),
        (11, Some(hash(99)), EpochFound::Forked),
        (13, Some(hash(10)), EpochFound::Ahead),
        (13, Some(hash(99)), EpochFound::Ahead),
    ];

    for (held, at_sent, found) in cases {
        assert_eq!(judge_epoch(told, held, at_sent), found, "held {held} under {at_sent:?}");
    }
}

#[test]
fn an_epoch_of_which_nothing_was_sent_fits_whatever_the_centre_holds_of_it() {
    let told = EpochSent { epoch: 2, sent: 0, sent_hash: Digest::ZERO, head: 3 };

    assert_eq!(judge_epoch(told, 0, None), EpochFound::Fits);
    assert_eq!(judge_epoch(told, 3, None), EpochFound::Fits);
    assert_eq!(judge_epoch(told, 4, None), EpochFound::Ahead);
}

#[test]
fn the_journal_is_sent_again_after_the_first_epoch_that_the_centre_forgot() {
    let told = |epoch, sent| EpochSent { epoch, sent, sent_hash: hash(1), head: 9 };
    let held = |epoch, up_to| EpochHeld { epoch, up_to };
    let after = |epoch, seq| Some(Position { epoch, seq });

    let both = [told(3, 5), told(1, 7)];
    assert_eq!(sent_again_after(&both, &[held(1, 7), held(3, 5)]), None);
    assert_eq!(sent_again_after(&both, &[held(1, 7), held(3, 9)]), None);
    assert_eq!(sent_again_after(&both, &[held(1, 7), held(3, 4)]), after(3, 4));
    assert_eq!(sent_again_after(&both, &[held(1, 0), held(3, 4)]), after(1, 0));
    assert_eq!(sent_again_after(&both, &[]), None);
}

#[test]
fn the_sum_of_a_day_does_not_depend_on_the_order_and_tells_every_change() {
    let day = day(1);
    let sum = |all: &[Acknowledged]| AcknowledgedDay::of(day, all.to_vec());
    let whole = sum(&[one(1, 1), one(2, 2), one(3, 3)]);

    assert_eq!(whole, sum(&[one(3, 3), one(1, 1), one(2, 2)]));
    assert_ne!(whole, sum(&[one(1, 1), one(2, 2)]));
    assert_ne!(whole, sum(&[one(1, 1), one(2, 2), one(3, 4)]));
    assert_ne!(whole, sum(&[one(1, 1), one(2, 2), one(4, 3)]));
}

#[test]
fn days_differ_when_either_side_has_more_or_other_things() {
    let hall =
        AcknowledgedDay::each([(day(1), one(1, 1)), (day(2), one(2, 2)), (day(3), one(3, 3))]);
    let centre =
        AcknowledgedDay::each([(day(2), one(2, 2)), (day(3), one(3, 9)), (day(4), one(4, 4))]);

    assert_eq!(days_that_differ(&hall, &centre), [day(1), day(3), day(4)]);
    assert_eq!(days_that_differ(&hall, &hall), []);
}

#[test]
fn pages_meet_and_span_every_name_once() {
    let all: Vec<Acknowledged> = (1..=7).map(|n| one(n, n)).collect();
    let pages = DayPage::cut(all.into_iter().rev().collect(), 3);

    assert_eq!(pages.iter().map(|page| page.acknowledged.len()).collect::<Vec<_>>(), [3, 3, 1]);
    for name in 0..20 {
        let spanning = pages.iter().filter(|page| page.spans(submission(name))).count();
        assert_eq!(spanning, 1, "name {name}");
    }
}

#[test]
fn a_day_without_names_is_one_page_that_spans_everything() {
    let pages = DayPage::cut(Vec::new(), 3);

    assert_eq!(pages.len(), 1);
    assert!(pages[0].spans(submission(1)));
    assert_eq!(pages[0].compare(&[one(1, 1)]).unnamed, [submission(1)]);
}

#[test]
fn a_page_tells_what_is_missing_what_differs_and_what_was_not_named() {
    let pages = DayPage::cut(vec![one(1, 1), one(2, 2), one(3, 3), one(5, 5)], 2);

    let differs = pages[0].compare(&[one(1, 1), one(2, 9), one(4, 4)]);
    let second = pages[1].compare(&[one(1, 1), one(3, 3), one(4, 4)]);

    assert_eq!(
        differs,
        PageDiffers { missing: vec![], other_bytes: vec![submission(2)], unnamed: vec![] }
    );
    assert_eq!(
        second,
        PageDiffers {
            missing: vec![submission(5)],
            other_bytes: vec![],
            unnamed: vec![submission(4)],
        }
    );
}

fn one(name: u128, bytes: u128) -> Acknowledged {
    Acknowledged { submission: submission(name), manifest: hash(bytes) }
}

fn submission(name: u128) -> SubmissionId {
    SubmissionId(Uuid::from_u128(name))
}

fn hash(of: u128) -> Digest {
    Digest::of(&of.to_be_bytes())
}

fn day(n: u32) -> ServiceDay {
    ServiceDay(chrono::NaiveDate::from_ymd_opt(2026, 11, n).expect("a day"))
}
