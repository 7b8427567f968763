//! All answers in one list, each with a way to change it.

use leptos::prelude::*;
use shared::form::cross_check;
use shared::text::citizen::application as words;
use shared::text::form as form_words;

use super::super::find::optional;
use super::super::frame::{Layout, Screen};
use super::super::visit::Visit;
use super::{ContinueButton, go_to};
use crate::clock;
use crate::journey::check_answers::{CheckedPart, CheckedRow};
use crate::journey::draft::Draft;
use crate::journey::step::Step;
use crate::ui::{
    Card, Notice, NoticeKind, SummaryList, SummaryRow, TextButton, always, say, say_posted,
    say_words,
};
use shared::lang::Text;

#[component]
pub fn CheckPage() -> impl IntoView {
    let visit = Visit::of_page();
    let unfinished = visit.read_draft_untracked(|draft| draft.first_unfinished(clock::today()));
    if let Some(step) = unfinished {
        visit.edit_draft(|draft| draft.is_checking = true);
        let code = visit
            .draft
            .with_untracked(|draft| draft.as_ref().map(|draft| draft.procedure.code.clone()));
        if let Some(code) = code {
            // An address may lead here before everything is answered.
            set_timeout(
                move || visit.replace(crate::journey::place::Place::Apply(code, step)),
                std::time::Duration::ZERO,
            );
        }
    }
    let part = visit.read_draft_untracked(|draft| draft.part_of(&Step::Check));
    let checked = visit.read_draft_untracked(Draft::checked);
    let warnings = visit.read_draft_untracked(warnings);
    let warnings = warnings.into_iter().map(move |(text, step)| {
        view! {
            <Notice kind=NoticeKind::Warn>
                <p>{say(text)}</p>
                <TextButton on_press=move |()| change(visit, step.clone())>
                    {say(shared::text::screen::CHANGE)}
                </TextButton>
            </Notice>
        }
    });
    view! {
        <Screen
            title=say(words::CHECK_TITLE)
            lead=optional(words::CHECK_LEAD)
            layout=Layout::List
            part
            act=move || view! { <ContinueButton step=Step::Check/> }
        >
            {warnings.collect_view()}
            {checked.into_iter().map(|part| view! { <Part part/> }).collect_view()}
        </Screen>
    }
}

/// Answers that do not fit each other; they stop nobody.
fn warnings(draft: &Draft) -> Vec<(Text, Step)> {
    let Some(form) = draft.form() else { return Vec::new() };
    let found = cross_check(form, &draft.answers());
    let line = |warning: &shared::form::AnswerWarning| {
        Some((form_words::warning(warning), draft.step_of(warning.question())?))
    };
    found.iter().filter_map(line).collect()
}

fn change(visit: Visit, step: Step) {
    visit.edit_draft(|draft| {
        draft.is_checking = true;
        draft.troubles.clear();
    });
    go_to(visit, step);
}

#[component]
fn Part(part: CheckedPart) -> impl IntoView {
    let visit = Visit::of_page();
    let title = say_words(move || part.title.clone());
    let row = |row: CheckedRow| {
        let CheckedRow { label, value, step } = row;
        let on_change = Callback::new(move |()| change(visit, step.clone()));
        view! {
            <SummaryRow
                label=say_posted(label)
                value=say_posted(value)
                on_change
            />
        }
    };
    let rows = part.rows.into_iter().map(row).collect_view();
    view! {
        <Card title=always(title)>
            <SummaryList>{rows}</SummaryList>
        </Card>
    }
}

/// The same list without ways to change, for bytes that are frozen.
#[component]
pub fn FrozenAnswers() -> impl IntoView {
    let visit = Visit::of_page();
    let parts = visit.read_draft_untracked(Draft::checked);
    let draw = |part: CheckedPart| {
        let title = say_words(move || part.title.clone());
        let row = |row: CheckedRow| {
            let CheckedRow { label, value, .. } = row;
            view! {
                <SummaryRow
                    label=say_posted(label)
                    value=say_posted(value)
                />
            }
        };
        let rows = part.rows.into_iter().map(row).collect_view();
        view! {
            <Card title=always(title)>
                <SummaryList>{rows}</SummaryList>
            </Card>
        }
    };
    parts.into_iter().map(draw).collect_view()
}
