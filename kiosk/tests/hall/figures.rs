//! The figures of the hall, for its officers: by day, by period, as files.

use chrono::TimeDelta;
use kiosk::store::Session;
use shared::credential::Token;
use shared::figures::{DAYS_MAX, HallFigures};
use shared::ids::CounterId;
use shared::refusal::Refusal;

use crate::support::Hall;

const MONDAY: &str = "2026-11-23";
const TUESDAY: &str = "2026-11-24";

#[tokio::test]
async fn the_figures_of_the_running_day_grow_with_it() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(3).await;

    let before = figures(&hall, "").await;
    hall.clock.turn(TimeDelta::minutes(12));
    hall.serve_next(1).await;
    hall.miss_next(1).await;
    let after = figures(&hall, "").await;

    assert_eq!((before.whole.issued, before.whole.open), (3, 3));
    assert_eq!((after.whole.served, after.whole.no_shows, after.whole.open), (1, 1, 1));
    assert_eq!(after.whole.waits.map(|waits| (waits.count, waits.p50_s)), Some((2, 720)));
    assert_eq!(after.now.map(|now| (now.waiting, now.open_counters)), Some((1, 1)));
    assert_eq!(after.period, before.period);
}

#[tokio::test]
async fn a_day_that_is_over_stays_as_it_was() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(2).await;
    hall.serve_next(1).await;
    next_day(&hall).await;
    hall.take_tickets(5).await;

    let over = figures(&hall, &format!("?day={MONDAY}")).await;
    let again = figures(&hall, &format!("?day={MONDAY}")).await;
    let both = figures(&hall, &format!("?day={MONDAY}&until={TUESDAY}")).await;

    let whole = over.whole;
    assert_eq!((whole.issued, whole.served, whole.not_served, whole.open), (2, 1, 1, 0));
    assert_eq!((over.now, &over.whole), (None, &again.whole));
    assert_eq!((both.whole.issued, both.busy_days), (7, 2));
}

#[tokio::test]
async fn a_restart_changes_no_figure() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(4).await;
    hall.serve_next(1).await;
    let before = figures(&hall, "").await;

    let hall = hall.restart().await;
    let after = figures(&hall, "").await;

    assert_eq!(before.series, after.series);
    assert_eq!(before.officers, after.officers);
}

#[tokio::test]
async fn a_day_from_before_the_journal_is_said_to_be_missing() {
    let hall = Hall::with_counters(1).await;

    let figures = figures(&hall, "?day=2026-11-20&until=2026-11-23").await;

    let missing: Vec<String> = figures.missing.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["2026-11-20", "2026-11-21", "2026-11-22"]);
    assert_eq!(figures.busy_days, 1);
}

#[tokio::test]
async fn a_period_that_cannot_be_asked_for_is_refused() {
    let hall = Hall::with_counters(1).await;
    let out_of_bounds = Refusal::PeriodRefused { days_max: DAYS_MAX };
    let cases = [
        ("?day=2026-11-24", out_of_bounds.clone()),
        ("?day=2026-10-01&until=2026-11-23", out_of_bounds.clone()),
        ("?day=2026-11-23&until=2026-11-22", out_of_bounds),
        ("?day=23/11/2026", Refusal::UnknownFields),
        ("?day=2026-11-23&day=2026-11-22", Refusal::UnknownFields),
    ];

    for (asked, expected) in cases {
        for extension in ["", ".csv", ".xlsx"] {
            let answer = hall.get_as(1, &format!("/api/figures{extension}{asked}")).await;
            assert_eq!(answer.refusal(), expected, "{extension}{asked}");
        }
    }
}

#[tokio::test]
async fn the_text_is_for_a_vietnamese_spreadsheet() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;

    let answer = hall.get_as(1, &format!("/api/figures.csv?day={MONDAY}")).await;

    let text = String::from_utf8(answer.body.clone()).expect("it is UTF-8");
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(text.starts_with('\u{feff}'), "Excel needs the mark");
    assert!(lines[0].starts_with("\u{feff}Nhóm,Mục,Số đã cấp,Đã phục vụ,Vắng,Tỷ lệ vắng,"));
    assert!(lines[1].starts_with("Toàn sảnh,Toàn sảnh,1,0,0,–,0,1,0,–,–,"), "{}", lines[1]);
    assert!(lines.iter().any(|line| line.starts_with("Theo lĩnh vực,A · Hộ tịch")));
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let named = "attachment; filename=\"so-lieu-2026-11-23.csv\"";
    assert_eq!(answer.header("content-disposition"), named);
}

#[tokio::test]
async fn a_name_that_would_be_a_formula_stays_a_name() {
    let hall = Hall::with_counters(1).await;
    let added = hall.store().add_officer("=1+1, \"so\"").await.expect("the name is allowed");
    let session = Session {
        officer: added.officer,
        name: String::new(),
        counter: CounterId(2),
        series: vec!["A".into()],
    };
    let token = Token::from_random(&[77; 32]);
    hall.store().begin_session(session, &token).await.expect("the counter is free");
    hall.clock.turn(TimeDelta::minutes(1));

    let answer = hall.get_as(1, "/api/figures.csv").await;

    let text = String::from_utf8(answer.body).expect("it is UTF-8");
    assert!(text.contains("Theo công chức,\"'=1+1, \"\"so\"\"\","), "{text}");
}

#[tokio::test]
async fn the_workbook_is_one() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;

    let answer = hall.get_as(1, &format!("/api/figures.xlsx?day={MONDAY}")).await;

    assert_eq!(answer.status.as_u16(), 200);
    assert_eq!(infer::get(&answer.body).map(|kind| kind.extension()), Some("xlsx"));
    assert!(answer.header("content-disposition").contains("so-lieu-2026-11-23.xlsx"));
}

async fn figures(hall: &Hall, asked: &str) -> HallFigures {
    hall.get_as(1, &format!("/api/figures{asked}")).await.json()
}

async fn next_day(hall: &Hall) {
    hall.clock.turn(TimeDelta::days(1));
    hall.store().begin_day().await.expect("the store is open");
    hall.sit(1, &["A"]).await;
}
