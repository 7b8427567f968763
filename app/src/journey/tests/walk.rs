//! Going forward, back, and back to an answer.

use super::*;

#[test]
fn an_application_begins_at_its_start_and_ends_with_the_declaration() {
    let draft = birth(Surface::Kiosk);

    let steps = draft.steps();

    assert_eq!(steps.first(), Some(&Step::Start));
    assert_eq!(steps[steps.len() - 2..], [Step::Check, Step::Declare]);
}

#[test]
fn a_page_without_its_answer_is_not_left() {
    let mut draft = birth(Surface::Kiosk);
    let step = Step::Questions("child-name".into());

    let next = draft.proceed(&step, today());

    assert_eq!(next, None);
    assert_eq!(draft.troubles[0].control, "question-child-name");
}

#[test]
fn a_wrong_answer_stays_in_its_field() {
    let mut draft = birth(Surface::Kiosk);
    let step = Step::Questions("child-born".into());
    let wrong = date("31", "2", "2026");
    draft.entries.insert("child-born".into(), wrong.clone());

    let next = draft.proceed(&step, today());

    assert_eq!(next, None);
    assert!(draft.entries.get(&"child-born".into()) == Some(&wrong));
}

#[test]
fn a_date_without_its_month_leads_to_the_box_of_the_month() {
    let mut draft = birth(Surface::Kiosk);
    draft.entries.insert("child-born".into(), date("3", "", "2026"));

    draft.proceed(&Step::Questions("child-born".into()), today());

    assert_eq!(draft.troubles[0].control, "question-child-born-month");
    assert!(draft.trouble_of(&"child-born".into()).is_some());
}

#[test]
fn every_step_leads_on_until_the_answers_can_be_checked() {
    let mut draft = birth(Surface::Kiosk);

    fill(&mut draft);

    assert_eq!(draft.first_unfinished(today()), None);
}

#[test]
fn the_way_back_is_the_way_forward_reversed() {
    let mut draft = birth(Surface::Kiosk);
    fill(&mut draft);
    let steps = draft.steps();

    let mut walked = vec![Step::Declare];
    while let Some(before) = draft.step_before(&walked[walked.len() - 1]) {
        walked.push(before);
    }

    walked.reverse();
    assert_eq!(walked, steps);
}

#[test]
fn a_changed_answer_leads_back_to_the_list() {
    let mut draft = birth(Surface::Kiosk);
    fill(&mut draft);
    draft.is_checking = true;
    draft.entries.insert("child-name".into(), Entry::Text("Bình".to_owned()));

    let next = draft.proceed(&Step::Questions("child-name".into()), today());

    assert_eq!(next, Some(Step::Check));
}

#[test]
fn the_list_leads_on_after_an_answer_was_only_looked_at() {
    let mut draft = birth(Surface::Kiosk);
    fill(&mut draft);
    draft.is_checking = true;

    let next = draft.proceed(&Step::Check, today());

    assert_eq!(next, Some(Step::Declare));
}

#[test]
fn a_change_that_asks_something_new_leads_there_first() {
    let mut draft = birth(Surface::Kiosk);
    fill(&mut draft);
    let asked = "father-recorded";
    let other = options_of(question(&draft, asked)).unwrap().options[1].value.clone();
    draft.entries.insert(asked.into(), Entry::Choice(other));
    forget(&mut draft, "father-");
    draft.proceed(&Step::Questions(asked.into()), today());
    let first = options_of(question(&draft, asked)).unwrap().options[0].value.clone();
    draft.entries.insert(asked.into(), Entry::Choice(first));
    draft.is_checking = true;

    let next = draft.proceed(&Step::Questions(asked.into()), today());

    assert_eq!(next, Some(Step::Questions("father-name".into())));
}

#[test]
fn the_number_of_parts_never_changes_on_the_way() {
    let mut draft = birth(Surface::Kiosk);
    let before = draft.part_of(&Step::Check).unwrap();

    fill(&mut draft);

    assert_eq!(draft.part_of(&Step::Check), Some(before.clone()));
    assert_eq!(before.part, before.parts);
}

fn question<'a>(draft: &'a Draft, code: &str) -> &'a Question {
    draft.form().unwrap().question(&code.into()).unwrap()
}

fn forget(draft: &mut Draft, prefix: &str) {
    draft.entries.retain(|code, _| {
        !code.as_str().starts_with(prefix) || code.as_str().ends_with("recorded")
    });
}
