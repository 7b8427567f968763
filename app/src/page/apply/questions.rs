//! One page of the form: one question, or a few that are answered in one breath.

use leptos::prelude::*;
use shared::form::Question;
use shared::ids::QuestionCode;
use shared::lang::Words;

use super::super::frame::{Layout, Screen};
use super::super::visit::Visit;
use super::question::QuestionField;
use super::{ContinueButton, Troubles, proceed};
use crate::journey::draft::Draft;
use crate::journey::step::Step;
use crate::ui::{LabelStyle, say_posted};

#[component]
pub fn QuestionsPage(first: QuestionCode) -> impl IntoView {
    let visit = Visit::of_page();
    let step = Step::Questions(first.clone());
    let part =
        visit.draft.with_untracked(|draft| draft.as_ref().and_then(|draft| draft.part_of(&step)));
    let heading =
        visit.draft.with_untracked(|draft| draft.as_ref().and_then(|draft| heading(draft, &first)));
    let asked = {
        let first = first.clone();
        Memo::new(move |_| visit.read_draft(|draft| asked(draft, &first)))
    };
    let is_single = heading.as_ref().is_none_or(|heading| heading.is_single);
    let label_style = if is_single { LabelStyle::Heard } else { LabelStyle::Label };
    let title = heading.map_or(NO_WORDS, |heading| heading.title);
    let enter = {
        let step = step.clone();
        Callback::new(move |()| proceed(visit, &step))
    };
    view! {
        <Screen
            title=say_posted(title)
            layout=if is_single { Layout::Calm } else { Layout::List }
            part
            act=move || view! { <ContinueButton step/> }
            on_enter=enter
        >
            <Troubles/>
            <For each=move || asked.get() key=|question| question.code.clone() let:question>
                <QuestionField question label_style/>
            </For>
        </Screen>
    }
}

const NO_WORDS: Words = Words { vi: String::new(), en: String::new() };

struct Heading {
    title: Words,
    is_single: bool,
}

fn heading(draft: &Draft, first: &QuestionCode) -> Option<Heading> {
    let answers = draft.answers();
    let page = draft.page(first, &answers)?;
    let is_single = page.page.questions.len() == 1;
    let own = page.page.title.clone();
    let title = match (own, page.questions.as_slice()) {
        (_, [only]) if is_single => only.label.clone(),
        (Some(title), _) => title,
        (None, _) => page.section.title.clone(),
    };
    Some(Heading { title, is_single })
}

fn asked(draft: &Draft, first: &QuestionCode) -> Vec<Question> {
    let answers = draft.answers();
    let page = draft.page(first, &answers);
    page.into_iter().flat_map(|page| page.questions).cloned().collect()
}
