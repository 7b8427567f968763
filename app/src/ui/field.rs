//! A field ties a label, a hint and an error to the control inside it.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::words::say;
use shared::text::screen;

/// Whether an answer must be given.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Need {
    /// It must.
    #[default]
    Required,
    /// It may stay empty, and the label says so.
    Optional,
}

/// How the label of a field is set.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum LabelStyle {
    /// One of several fields on a page.
    #[default]
    Label,
    /// The only question of the page, which is then its heading.
    Question,
    /// Heard only, because the heading of the page asks already.
    Heard,
}

impl LabelStyle {
    fn class(self) -> &'static str {
        match self {
            Self::Label => "field__label",
            Self::Question => "field__label field__label--question",
            Self::Heard => "visually-hidden",
        }
    }
}

/// What stands around a control: label, hint, error. The control carries the id `id`.
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] need: Need,
    #[prop(optional)] label_style: LabelStyle,
    children: Children,
) -> impl IntoView {
    let label_view = view! {
        <label class=label_style.class() for=id.clone()>
            {label} <OptionalMark need/>
        </label>
    };
    view! {
        <div class="field" data-wrong=move || error.with(Option::is_some).then_some("true")>
            {match label_style {
                LabelStyle::Label | LabelStyle::Heard => label_view.into_any(),
                LabelStyle::Question => {
                    view! { <h1 class="field__heading">{label_view}</h1> }.into_any()
                }
            }}
            <FieldNotes id hint error/>
            {children()}
        </div>
    }
}

/// The same around several controls that answer one question.
#[component]
pub fn FieldGroup(
    #[prop(into)] id: String,
    #[prop(into)] legend: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] need: Need,
    #[prop(optional)] label_style: LabelStyle,
    children: Children,
) -> impl IntoView {
    let described_by = described_by(&id, hint, error);
    let words = view! {
        {legend}
        <OptionalMark need/>
    };
    view! {
        <fieldset
            class="field"
            data-wrong=move || error.with(Option::is_some).then_some("true")
            aria-describedby=described_by
        >
            <legend class=label_style.class()>
                {match label_style {
                    LabelStyle::Label | LabelStyle::Heard => words.into_any(),
                    LabelStyle::Question => {
                        view! { <h1 class="field__heading">{words}</h1> }.into_any()
                    }
                }}
            </legend>
            <FieldNotes id hint error/>
            {children()}
        </fieldset>
    }
}

/// The ids of the notes that are in view, for `aria-describedby`.
pub(crate) fn described_by(
    id: &str,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
) -> Signal<Option<String>> {
    let id = id.to_owned();
    Signal::derive(move || match (hint.with(Option::is_some), error.with(Option::is_some)) {
        (true, true) => Some(format!("{id}-hint {id}-error")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    })
}

#[component]
fn OptionalMark(need: Need) -> impl IntoView {
    match need {
        Need::Required => None,
        Need::Optional => {
            Some(view! { <span class="field__optional">{say(screen::OPTIONAL)}</span> })
        }
    }
}

#[component]
fn FieldNotes(
    id: String,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        {move || {
            let id = hint_id.clone();
            hint.get().map(|hint| view! { <p class="field__hint" id=id>{hint}</p> })
        }}
        {move || {
            let id = error_id.clone();
            error.get().map(|error| view! {
                <p class="field__error" id=id>
                    <Icon name=IconName::Error/>
                    <span>{error}</span>
                </p>
            })
        }}
    }
}
