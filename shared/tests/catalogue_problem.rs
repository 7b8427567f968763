//! What is wrong with a catalogue is said all at once, with the file it is in.

#[path = "posted/catalogue.rs"]
mod posted;

use shared::catalogue::{CatalogueFault, CatalogueProblem};

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
fn news_that_no_display_can_show_is_refused() {
    let table = [
        (r#""until": "2026-11-24""#, r#""until": "2026-11-01""#, "ends before it begins"),
        ("Open on Saturday mornings", &"Open ".repeat(13), "a display shows 60 characters"),
        ("The Centre is closed on", &"Closed ".repeat(26), "a display shows 180 characters"),
        ("Open on Saturday mornings", " ", "lacks words in one"),
    ];

    for (from, to, expected) in table {
        let problems = posted::parse(&changed(&[("news.json", from, to)])).unwrap_err();

        assert!(problems[0].to_string().contains(expected), "{to}: {}", problems[0]);
    }
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

fn changed(changes: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut files = posted::files();
    for (file, from, to) in changes {
        let (_, text) = files.iter_mut().find(|(name, _)| name == file).expect("a posted file");
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replacen(from, to, 1);
    }
    files
}
