//! Whether one case of the procedure applies: yes or no.

use leptos::prelude::*;
use shared::ids::CaseCode;
use shared::text::citizen;

use super::super::frame::Screen;
use super::super::visit::Visit;
use super::{ContinueButton, Troubles};
use crate::journey::draft::{CASE_CONTROL, Draft};
use crate::journey::step::Step;
use crate::ui::{Choice, ChoiceGroup, ChoiceLayout, LabelStyle, say_posted, screen_lang};
use shared::lang::Words;

const YES: &str = "yes";
const NO: &str = "no";

#[component]
pub fn CasePage(case: CaseCode) -> impl IntoView {
    let visit = Visit::of_page();
    let lang = screen_lang();
    let step = Step::Case(case.clone());
    let (question, part) = visit.draft.with_untracked(|draft| {
        let draft = draft.as_ref();
        (
            draft.and_then(|draft| question_of(draft, &case)),
            draft.and_then(|one| one.part_of(&step)),
        )
    });
    let question = question.unwrap_or(Words { vi: String::new(), en: String::new() });
    let title = say_posted(question);
    let choices = Signal::derive(move || {
        let lang = lang.get();
        vec![Choice::new(YES, citizen::YES.get(lang)), Choice::new(NO, citizen::NO.get(lang))]
    });
    let said = case.clone();
    let chosen = Signal::derive(move || {
        let applies = visit.read_draft(|draft| draft.said_cases.get(&said).copied());
        applies.map(|applies| if applies { YES } else { NO }.to_owned())
    });
    let choose = move |code: String| {
        let case = case.clone();
        visit.edit_draft(|draft| {
            draft.said_cases.insert(case, code == YES);
        });
    };
    let error = Signal::derive(move || {
        let troubles = visit.read_draft(|draft| draft.troubles.clone());
        troubles.first().map(|trouble| trouble.words.get(lang.get()).to_owned())
    });
    view! {
        <Screen title part act=move || view! { <ContinueButton step/> }>
            <Troubles/>
            <ChoiceGroup
                id=CASE_CONTROL
                label=title
                label_style=LabelStyle::Heard
                layout=ChoiceLayout::Row
                error
                choices
                chosen
                on_choose=choose
            />
        </Screen>
    }
}

fn question_of(draft: &Draft, case: &CaseCode) -> Option<Words> {
    draft.procedure.cases.iter().find(|one| one.code == *case).map(|one| one.question.clone())
}
