//! The posted catalogue and the rules every catalogue keeps.

#[path = "posted/catalogue.rs"]
mod posted;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use shared::catalogue::{
    Catalogue, CatalogueFault, CatalogueIndex, CatalogueProblem, CatalogueWarning, Channel,
    Component, ComponentKind, ProcedureStatus, ReceivableRefusal,
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
fn every_problem_is_reported_at_once_with_its_file() {
    let files = changed(&[
        ("procedures/1.001193.json", r#""series": "A""#, r#""series": "Z""#),
        ("procedures/1.000656.json", r#""cutoff": "15:00:00""#, r#""cutoff": "soon""#),
        ("unit.json", r#""agency_code": "H56.99.01""#, r#""agency_code": "56""#),
        ("fields.json", r#""series": "B""#, r#""series": "A""#),
    ]);

    let problems = posted::parse(&files).unwrap_err();

    let has = |file: &str, fault: &CatalogueFault| {
        problems.contains(&CatalogueProblem { file: file.to_owned(), fault: fault.clone() })
    };
    let unknown = |place: &str, code: &str| CatalogueFault::Unknown {
        place: place.to_owned(),
        code: code.to_owned(),
    };
    assert!(has("procedures/1.001193.json", &unknown("series", "Z")), "{problems:#?}");
    assert!(has("unit.json", &CatalogueFault::CodeMalformed("56".to_owned())));
    assert!(has("fields.json", &CatalogueFault::Duplicate("A".to_owned())));
    assert!(has("catalogue.json", &unknown("most_used", "1.000656")));
    assert!(problems.iter().any(|problem| {
        problem.file == "procedures/1.000656.json"
            && matches!(problem.fault, CatalogueFault::Unreadable(_))
    }));
}

#[test]
fn each_broken_rule_of_a_procedure_is_named() {
    let file = "procedures/1.001193.json";
    let table = [
        (r#""to-khai", "mau-ho-tich"#, r#""to-khay", "mau-ho-tich"#, "stands_for names to-khay"),
        (r#""applicant": "child-name""#, r#""applicant": "nobody""#, "applicant names nobody"),
        (r#"["submitter"]"#, r#"["stranger"]"#, "shared_sections names stranger"),
        (r#""options_from": "sexes""#, r#""options_from": "sax""#, "options_from names sax"),
        (r#""code": "1.001193""#, r#""code": "1.001194""#, "the file name says another"),
        (r#""case": "tre-bo-roi""#, r#""case": "mo-coi""#, "child-situation names mo-coi"),
        (r#""en": "Birth registration""#, r#""en": " ""#, "lacks words in one"),
        (r#""unit": "same_day""#, r#""unit": "days""#, "a limit of 0 does not fit"),
        (r#""version": 1"#, r#""edition": 1"#, "unknown field `edition`"),
        (r#""is": ["facility"]"#, r#""is": ["at-sea"]"#, "child-birth-facility names at-sea"),
        (r#""question": "child-birth-kind""#, r#""question": "copies""#, "not asked before it"),
        (r#""older": "mother-born-year""#, r#""older": "aunt""#, "cross_checks names aunt"),
    ];

    for (from, to, expected) in table {
        let problems = posted::parse(&changed(&[(file, from, to)])).unwrap_err();

        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|line| line.contains(expected)), "{to}: {said:#?}");
    }
}

#[test]
fn a_bare_free_without_its_amount_is_refused() {
    let files = changed(&[(
        "procedures/1.000656.json",
        "Theo Nghị quyết của Hội đồng nhân dân cấp tỉnh; miễn lệ phí khi đăng ký đúng hạn, \
         người thuộc gia đình có công với cách mạng, hộ nghèo, người khuyết tật",
        "Miễn phí",
    )]);

    let problems = posted::parse(&files).unwrap_err();

    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].fault, CatalogueFault::FeeBarelyFree);
}

#[test]
fn a_missing_and_a_strange_file_are_named() {
    let mut files = posted::files();
    files.retain(|(name, _)| name != "calendar.json");
    files.push(("notes.txt".to_owned(), String::new()));

    let problems = posted::parse(&files).unwrap_err();

    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["notes.txt: no catalogue has a file of this name", "calendar.json: the file is missing"]
    );
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

fn changed(changes: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut files = posted::files();
    for (file, from, to) in changes {
        let (_, text) = files.iter_mut().find(|(name, _)| name == file).expect("a posted file");
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replacen(from, to, 1);
    }
    files
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
