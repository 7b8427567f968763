//! A question with exactly one answer.

use leptos::prelude::*;

use crate::ui::choice::{Choice, ChoiceWords, choice_id};
use crate::ui::field::{FieldGroup, LabelStyle, Need};

/// How the answers stand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum ChoiceLayout {
    /// Under each other.
    #[default]
    Column,
    /// Beside each other, for two or three short answers.
    Row,
    /// In two columns, for many answers.
    Grid,
}

impl ChoiceLayout {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Column => "choice-group",
            Self::Row => "choice-group choice-group--row",
            Self::Grid => "choice-group choice-group--grid",
        }
    }
}

/// Asks for one of several answers.
#[component]
pub fn ChoiceGroup(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] need: Need,
    #[prop(optional)] label_style: LabelStyle,
    #[prop(optional)] layout: ChoiceLayout,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] chosen: Signal<Option<String>>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    let name = id.clone();
    let rows = move || {
        let draw = |(index, choice): (usize, Choice)| {
            let id = choice_id(&name, index);
            view! { <ChoiceRow id name=name.clone() choice chosen on_choose/> }
        };
        choices.get().into_iter().enumerate().map(draw).collect_view()
    };
    view! {
        <FieldGroup id legend=label hint error need label_style>
            <div class=layout.class()>{rows}</div>
        </FieldGroup>
    }
}

#[component]
fn ChoiceRow(
    id: String,
    name: String,
    choice: Choice,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let Choice { code, label, hint } = choice;
    let is_chosen = {
        let code = code.clone();
        move || chosen.with(|chosen| chosen.as_deref() == Some(code.as_str()))
    };
    let for_id = id.clone();
    view! {
        <label class="choice" for=for_id>
            <input
                class="choice__control"
                type="radio"
                id=id
                name=name
                value=code.clone()
                prop:checked=is_chosen
                on:change=move |_| on_choose.run(code.clone())
            />
            <ChoiceWords label hint/>
        </label>
    }
}
