//! The posted catalogue and what is read from it.

#[path = "posted/catalogue.rs"]
mod posted;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use shared::catalogue::{
    Catalogue, CatalogueIndex, CatalogueWarning, Channel, Component, ComponentKind,
    ProcedureStatus, ReceivableRefusal,
};
use shared::ids::{CaseCode, ProcedureCode};
use shared::lang::Words;
use shared::text;

#[test]
fn the_posted_catalogue_has_no_problem() {
    let parsed = posted::parse(&posted::files());

    assert_eq!(parsed.map(|catalogue| catalogue.procedures.len()), Ok(16));
}

#[test]
fn the_main_procedures_can_be_filed_on_a_screen() {
    let catalogue = posted::catalogue();

    let filed: Vec<&str> = catalogue
        .procedures
        .iter()
        .filter(|procedure| procedure.form.is_some())
        .map(|procedure| procedure.code.as_str())
        .collect();

    assert_eq!(filed, ["1.001193", "1.001612", "2.000635", "2.000815"]);
}

#[test]
fn a_catalogue_reads_the_same_after_a_journey_over_the_wire() {
    let catalogue = posted::catalogue();

    let text = serde_json::to_string(&catalogue).unwrap();
    let read: Catalogue = serde_json::from_str(&text).unwrap();
    let index = serde_json::to_string(&catalogue.index()).unwrap();

    assert_eq!(read, catalogue);
    assert_eq!(serde_json::from_str::<CatalogueIndex>(&index).unwrap(), catalogue.index());
}

#[test]
fn news_is_shown_from_its_first_day_to_its_last() {
    let catalogue = posted::catalogue();
    let holiday = catalogue.news.iter().find(|item| item.until.is_some()).expect("a holiday");
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("this day exists");

    let table = [((11, 9), false), ((11, 10), true), ((11, 24), true), ((11, 25), false)];

    for ((month, date), is_posted) in table {
        assert_eq!(holiday.is_posted_on(day(month, date)), is_posted, "{date}/{month}");
    }
}

#[test]
fn a_unit_without_news_posts_none() {
    let mut files = posted::files();
    files.retain(|(name, _)| name != "news.json");

    let catalogue = posted::parse(&files).expect("news is not required");

    assert!(catalogue.news.is_empty());
}

#[test]
fn the_index_begins_with_the_most_used_procedure_and_holds_all() {
    let index = posted::catalogue().index();

    assert_eq!(index.procedures.len(), 16);
    assert_eq!(index.procedures[0].code.as_str(), "1.001193");
    assert_eq!(index.procedures[0].limit_line.vi, "Trong ngày làm việc");
    assert!(index.procedures[0].has_form);
}

#[test]
fn a_fee_is_shown_in_its_published_words_and_never_barely_free() {
    let catalogue = posted::catalogue();

    let birth = catalogue.procedure(&"1.001193".into()).unwrap().card();
    let residence = catalogue.procedure(&"1.004222".into()).unwrap().card();

    assert!(birth.fee_line.vi.contains("Nghị quyết của Hội đồng nhân dân cấp tỉnh"));
    assert_eq!(
        residence.fee_line.vi,
        "Nộp trực tiếp: 20.000 đồng/lần. Nộp trực tuyến: 10.000 đồng/lần"
    );
}

#[test]
fn a_limit_without_a_usual_case_is_shown_as_a_range() {
    let catalogue = posted::catalogue();

    let house = catalogue.procedure(&"1.013225".into()).unwrap().card();
    let land = catalogue.procedure(&"1.012783".into()).unwrap().card();

    assert_eq!(house.limit_line.vi, "15-20 ngày, tùy trường hợp");
    assert_eq!(land.limit_line.en, "5-20 working days, depending on the case");
}

#[test]
fn papers_follow_the_cases_and_the_channel_and_a_note_is_no_paper() {
    let catalogue = posted::catalogue();
    let birth = catalogue.procedure(&"1.001193".into()).unwrap();

    let usual = codes(&birth.components_for(&BTreeSet::new(), Channel::InPerson));
    let online = codes(&birth.components_for(&cases(&["tre-bo-roi"]), Channel::Online));
    let notes = birth.notes_for(&BTreeSet::new(), Channel::InPerson);

    assert_eq!(usual, ["to-khai", "giay-chung-sinh", "giay-to-tuy-than"]);
    assert_eq!(
        online,
        ["mau-ho-tich-dien-tu", "giay-chung-sinh", "bien-ban-bo-roi", "giay-to-tuy-than"]
    );
    assert_eq!(codes(&notes), ["luu-y-du-lieu"]);
}

#[test]
fn a_paper_that_the_form_stands_for_is_neither_attached_nor_brought() {
    let catalogue = posted::catalogue();
    let birth = catalogue.procedure(&"1.001193".into()).unwrap();

    let papers = codes(&birth.papers_to_hand_in(&cases(&["uy-quyen"]), Channel::Online));

    assert_eq!(papers, ["giay-chung-sinh", "van-ban-uy-quyen"]);
}

#[test]
fn a_screen_asks_only_for_cases_that_the_applicant_knows_and_the_form_leaves_open() {
    let catalogue = posted::catalogue();
    let asked = |code: &str| -> Vec<String> {
        let procedure = catalogue.procedure(&code.into()).unwrap();
        procedure.cases_to_ask().iter().map(|case| case.code.to_string()).collect()
    };

    assert_eq!(asked("1.001193"), Vec::<String>::new());
    assert_eq!(asked("2.000815"), Vec::<String>::new());
    assert_eq!(asked("1.000656"), ["chet-lau-khong-giay-bao-tu", "uy-quyen"]);
}

#[test]
fn the_limit_of_a_case_comes_before_the_usual_one() {
    let catalogue = posted::catalogue();
    let marriage = catalogue.procedure(&"1.000894".into()).unwrap();

    let usual = marriage.limit_for(&BTreeSet::new()).unwrap();
    let verified = marriage.limit_for(&cases(&["can-xac-minh"])).unwrap();

    assert_eq!((usual.value, verified.value), (0, 5));
}

#[test]
fn only_a_published_open_procedure_is_received() {
    let mut catalogue = posted::catalogue();
    let reason =
        Words { vi: "Tạm dừng để nâng cấp.".into(), en: "Closed for an upgrade.".into() };
    catalogue.procedures[0].status = ProcedureStatus::Closed {
        reason: reason.clone(),
        from: day("2026-10-01"),
        until: Some(day("2026-10-05")),
    };
    let code = catalogue.procedures[0].code.clone();

    let receivable = |code: &ProcedureCode, on: &str| {
        catalogue.is_receivable(code, day(on)).map(|procedure| procedure.code.clone())
    };

    let closed = ReceivableRefusal::Closed { reason, until: Some(day("2026-10-05")) };
    let early = ReceivableRefusal::NotYetInForce { from: day("2025-07-01") };
    assert_eq!(receivable(&"9.999999".into(), "2026-10-01"), Err(ReceivableRefusal::Unknown));
    assert_eq!(receivable(&code, "2025-06-30"), Err(early));
    assert_eq!(receivable(&code, "2026-09-30"), Ok(code.clone()));
    assert_eq!(receivable(&code, "2026-10-01"), Err(closed.clone()));
    assert_eq!(receivable(&code, "2026-10-04"), Err(closed.clone()));
    assert_eq!(receivable(&code, "2026-10-05"), Ok(code.clone()));
    assert_eq!(
        text::catalogue::receivable_refusal(&closed).vi,
        "Tạm dừng để nâng cấp. Tiếp nhận lại từ ngày 05/10/2026."
    );
}

#[test]
fn a_procedure_that_rests_on_an_expired_document_is_warned_about() {
    let catalogue = posted::catalogue();
    let expired = CatalogueWarning::ExpiredLegalBasis {
        procedure: "1.001193".into(),
        number: "60/2014/QH13".to_owned(),
        expired_on: day("2027-03-01"),
        replaced_by: Some("03/2026/QH16".to_owned()),
    };

    assert!(!catalogue.warnings(day("2027-02-28")).contains(&expired));
    assert!(catalogue.warnings(day("2027-03-01")).contains(&expired));
}

#[test]
fn a_year_whose_days_off_are_only_projected_is_warned_about() {
    let catalogue = posted::catalogue();

    let unconfirmed = CatalogueWarning::UnconfirmedYear(2027);

    assert!(catalogue.warnings(day("2027-01-04")).contains(&unconfirmed));
    assert!(!catalogue.warnings(day("2026-01-05")).contains(&unconfirmed));
}

#[test]
fn every_required_paper_to_hand_in_is_counted() {
    let catalogue = posted::catalogue();

    let rows = catalogue.procedures.iter().flat_map(|procedure| &procedure.components);
    let uncounted: Vec<&Component> = rows
        .filter(|row| row.kind != ComponentKind::Note)
        .filter(|row| text::catalogue::component_count(row).vi.is_empty())
        .collect();

    assert_eq!(uncounted, Vec::<&Component>::new());
}

fn cases(codes: &[&str]) -> BTreeSet<CaseCode> {
    codes.iter().map(|code| CaseCode::from(*code)).collect()
}

fn codes<'a>(rows: &[&'a Component]) -> Vec<&'a str> {
    rows.iter().map(|row| row.code.as_str()).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}
