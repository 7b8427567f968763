//! The field or fields of one question.

use leptos::prelude::*;
use shared::form::{Question, QuestionKind};
use shared::ids::QuestionCode;

use super::super::visit::Visit;
use super::choose::{AddressFields, OptionField, options_signal};
use crate::journey::draft::question_control;
use crate::journey::entry::{DateEntry, Entry};
use crate::ui::{
    DateField, DateParts, LabelStyle, Need, TextField, TextKind, Tick, TickGroup, say_posted,
    screen_lang,
};

/// What every kind of field is given.
#[derive(Clone)]
pub struct Asked {
    pub id: String,
    pub label: Signal<String>,
    pub hint: Signal<Option<String>>,
    pub error: Signal<Option<String>>,
    pub need: Need,
    pub label_style: LabelStyle,
    pub entry: Signal<Entry>,
    pub on_entry: Callback<Entry>,
}

/// Asks one question.
#[component]
pub fn QuestionField(question: Question, label_style: LabelStyle) -> impl IntoView {
    let asked = asked(&question, label_style);
    match question.kind {
        QuestionKind::Text { .. } => text(asked, TextKind::Words),
        QuestionKind::Name => text(asked, TextKind::Name),
        QuestionKind::LongText { .. } => text(asked, TextKind::Lines),
        QuestionKind::NationalId | QuestionKind::Year(_) => text(asked, TextKind::Digits),
        QuestionKind::Number { .. } | QuestionKind::Money { .. } => text(asked, TextKind::Amount),
        QuestionKind::Phone => text(asked, TextKind::Phone),
        QuestionKind::Email => text(asked, TextKind::Email),
        QuestionKind::Date(_) => date(asked),
        QuestionKind::Choice(options) => view! { <OptionField asked options/> }.into_any(),
        QuestionKind::Ticks(options) => ticks(asked, options),
        QuestionKind::Address { extent, provinces } => {
            view! { <AddressFields asked extent provinces/> }.into_any()
        }
    }
}

fn asked(question: &Question, label_style: LabelStyle) -> Asked {
    let visit = Visit::of_page();
    let lang = screen_lang();
    let code: QuestionCode = question.code.clone();
    let words = question.label.clone();
    let hint = question.hint.clone();
    let wrong = code.clone();
    let blank = Entry::blank(question);
    let read = {
        let code = code.clone();
        Memo::new(move |_| {
            let entry = visit.read_draft(|draft| draft.entries.get(&code).cloned());
            entry.unwrap_or_else(|| blank.clone())
        })
    };
    Asked {
        id: question_control(&code),
        label: say_posted(words),
        hint: Signal::derive(move || hint.as_ref().map(|hint| hint.get(lang.get()).to_owned())),
        error: Signal::derive(move || {
            let trouble = visit.read_draft(|draft| draft.trouble_of(&wrong).cloned());
            trouble.map(|trouble| trouble.words.get(lang.get()).to_owned())
        }),
        need: if question.required { Need::Required } else { Need::Optional },
        label_style,
        entry: read.into(),
        on_entry: Callback::new(move |entry| {
            let code = code.clone();
            visit.edit_draft(|draft| {
                draft.entries.insert(code, entry);
            });
        }),
    }
}

fn text(asked: Asked, kind: TextKind) -> AnyView {
    let Asked { id, label, hint, error, need, label_style, entry, on_entry } = asked;
    let value = Signal::derive(move || match entry.get() {
        Entry::Text(text) => text,
        Entry::Date(_) | Entry::Choice(_) | Entry::Ticks(_) | Entry::Address(_) => String::new(),
    });
    view! {
        <TextField
            id
            kind
            label
            hint
            error
            need
            label_style
            value
            on_input=move |typed| on_entry.run(Entry::Text(typed))
        />
    }
    .into_any()
}

fn date(asked: Asked) -> AnyView {
    let Asked { id, label, hint, error, need, label_style, entry, on_entry } = asked;
    let value = Signal::derive(move || match entry.get() {
        Entry::Date(DateEntry { day, month, year }) => DateParts { day, month, year },
        Entry::Text(_) | Entry::Choice(_) | Entry::Ticks(_) | Entry::Address(_) => {
            DateParts::default()
        }
    });
    let input = move |DateParts { day, month, year }| {
        on_entry.run(Entry::Date(DateEntry { day, month, year }));
    };
    view! { <DateField id label hint error need label_style value on_input=input/> }.into_any()
}

fn ticks(asked: Asked, options: shared::form::Options) -> AnyView {
    let Asked { id, label, hint, error, need, label_style, entry, on_entry } = asked;
    let choices = options_signal(options.options);
    let values = move || match entry.get() {
        Entry::Ticks(values) => values,
        Entry::Text(_) | Entry::Date(_) | Entry::Choice(_) | Entry::Address(_) => {
            std::collections::BTreeSet::new()
        }
    };
    let ticked = Signal::derive(move || values().into_iter().collect::<Vec<_>>());
    let tick = move |Tick { code, is_ticked }| {
        let mut after = untrack(values);
        if is_ticked {
            after.insert(code);
        } else {
            after.remove(&code);
        }
        on_entry.run(Entry::Ticks(after));
    };
    view! { <TickGroup id label hint error need label_style choices ticked on_tick=tick/> }
        .into_any()
}
