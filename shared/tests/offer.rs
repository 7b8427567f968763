//! When a field gives out numbers, and what people hear when it does not.

#[path = "posted/catalogue.rs"]
mod posted;

use chrono::NaiveDateTime;
use shared::catalogue::Catalogue;
use shared::hall::{Load, Offer, Reopening, Schedule, offer};
use shared::refusal::Refusal;

const CAPACITY: u16 = 40;
/// Twenty minutes.
const MATTER_S: u32 = 20 * 60;

#[test]
fn a_field_gives_out_numbers_during_its_own_hours() {
    let today = |text| Reopening::Today(moment(&format!("2026-11-25 {text}")).time());
    let table = [
        ("2026-11-25 06:59", Offer::Closed(Some(today("07:00")))),
        ("2026-11-25 07:00", Offer::Open),
        ("2026-11-25 11:29", Offer::Open),
        ("2026-11-25 11:30", Offer::Break(today("13:30"))),
        ("2026-11-25 13:29", Offer::Break(today("13:30"))),
        ("2026-11-25 13:30", Offer::Open),
        ("2026-11-25 17:00", Offer::Closed(Some(tomorrow()))),
        ("2026-11-27 17:00", Offer::Closed(Some(on("2026-11-30 07:00")))),
        ("2026-11-28 09:00", Offer::Closed(Some(on("2026-11-30 07:00")))),
    ];
    let catalogue = posted::catalogue();

    for (at, expected) in table {
        assert_eq!(decide(&catalogue, "A", quiet(), at), expected, "{at}");
    }
}

#[test]
fn a_field_without_hours_of_its_own_has_those_of_the_hall() {
    let catalogue = posted::catalogue();

    assert_eq!(decide(&catalogue, "B", quiet(), "2026-11-28 09:00"), Offer::Open);
}

#[test]
fn numbers_are_spent_at_the_capacity_of_the_day_until_another_day() {
    let catalogue = posted::catalogue();
    let issued = |issued| Load { issued, ..quiet() };
    let spent = Offer::Spent(Some(tomorrow()));

    assert_eq!(decide(&catalogue, "A", issued(39), "2026-11-25 08:00"), Offer::Open);
    assert_eq!(decide(&catalogue, "A", issued(40), "2026-11-25 08:00"), spent);
    assert_eq!(decide(&catalogue, "A", issued(40), "2026-11-25 12:00"), spent);
}

#[test]
fn no_number_is_given_out_that_cannot_be_served_before_closing() {
    let load = |waiting, open_counters| Load { waiting, open_counters, ..quiet() };
    let full = Offer::Full(Some(tomorrow()));
    let table = [
        // An hour before closing one counter has time for three matters of twenty minutes.
        ("2026-11-25 16:00", load(2, 1), Offer::Open),
        ("2026-11-25 16:00", load(3, 1), full),
        // Two counters have time for six.
        ("2026-11-25 16:00", load(5, 2), Offer::Open),
        ("2026-11-25 16:00", load(6, 2), full),
        // Nobody has signed in yet: the posted counters count.
        ("2026-11-25 16:00", load(5, 0), Offer::Open),
        ("2026-11-25 16:00", load(6, 0), full),
        // Too late for one more matter, though nobody waits.
        ("2026-11-25 16:41", load(0, 1), full),
        // In the morning more counters may open later.
        ("2026-11-25 11:20", load(30, 1), Offer::Open),
    ];
    let catalogue = posted::catalogue();

    for (at, load, expected) in table {
        assert_eq!(decide(&catalogue, "A", load, at), expected, "{at} {load:?}");
    }
}

#[test]
fn a_demonstration_knows_no_hours_but_has_a_last_number() {
    let at = moment("2026-11-29 03:00");
    let spent = Load { issued: u32::from(CAPACITY), ..quiet() };

    assert_eq!(offer(Schedule::Always, CAPACITY, quiet(), at), Offer::Open);
    assert_eq!(offer(Schedule::Always, CAPACITY, spent, at), Offer::Spent(None));
}

#[test]
fn an_officer_may_add_a_number_but_no_hours() {
    let reopens = None;

    assert!(Offer::Spent(reopens).yields_to_an_officer());
    assert!(Offer::Full(reopens).yields_to_an_officer());
    assert!(!Offer::Closed(reopens).yields_to_an_officer());
    assert!(!Offer::StoreStopped.yields_to_an_officer());
}

#[test]
fn a_closed_field_says_in_words_when_it_opens_again() {
    let at_noon = Reopening::Today(moment("2026-11-25 13:30").time());
    let table = [
        (
            Offer::Break(at_noon),
            "Đang nghỉ giữa giờ nên chưa cấp số. Mời Ông/Bà lấy số từ 13:30 hôm nay. \
             Trong lúc này Ông/Bà vẫn xem thủ tục và tra cứu hồ sơ được.",
        ),
        (
            Offer::Closed(Some(on("2026-11-30 07:00"))),
            "Ngoài giờ tiếp nhận. Mời Ông/Bà quay lại từ 07:00 thứ Hai, 30/11/2026.",
        ),
        (
            Offer::Spent(Some(tomorrow())),
            "Hôm nay đã hết số. Mời Ông/Bà quay lại từ 07:00 ngày mai.",
        ),
        (
            Offer::Spent(None),
            "Hôm nay đã hết số. Ông/Bà vui lòng quay lại vào ngày làm việc tiếp theo.",
        ),
    ];

    for (offer, expected) in table {
        assert_eq!(Refusal::NotOffered { offer }.words().vi, expected);
    }
}

fn decide(catalogue: &Catalogue, series: &str, load: Load, at: &str) -> Offer {
    let field = catalogue.field(&series.into()).expect("it is posted");
    let hours = field.hours(&catalogue.unit);
    let schedule = Schedule::Posted { hours, calendar: &catalogue.calendar };
    offer(schedule, CAPACITY, load, moment(at))
}

/// Nobody waits, and there is time for everyone.
fn quiet() -> Load {
    Load { issued: 0, waiting: 0, open_counters: 2, posted_counters: 2, matter_s: MATTER_S }
}

fn tomorrow() -> Reopening {
    Reopening::Tomorrow(moment("2026-11-26 07:00").time())
}

fn on(text: &str) -> Reopening {
    Reopening::On(moment(text))
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment")
}
