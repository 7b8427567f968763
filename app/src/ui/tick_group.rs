//! A question with any number of answers.

use leptos::prelude::*;

use crate::ui::choice::{Choice, ChoiceWords, choice_id};
use crate::ui::choice_group::ChoiceLayout;
use crate::ui::field::{FieldGroup, LabelStyle, Need};

/// One touch on one box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Which answer was touched.
    pub code: String,
    /// Whether it is ticked from here on.
    pub is_ticked: bool,
}

/// Asks for any number of answers.
#[component]
pub fn TickGroup(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] need: Need,
    #[prop(optional)] label_style: LabelStyle,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] ticked: Signal<Vec<String>>,
    #[prop(into)] on_tick: Callback<Tick>,
) -> impl IntoView {
    let name = id.clone();
    let rows = move || {
        let draw = |(index, choice): (usize, Choice)| {
            view! { <TickRow id=choice_id(&name, index) choice ticked on_tick/> }
        };
        choices.get().into_iter().enumerate().map(draw).collect_view()
    };
    view! {
        <FieldGroup id legend=label hint error need label_style>
            <div class=ChoiceLayout::Column.class()>{rows}</div>
        </FieldGroup>
    }
}

#[component]
fn TickRow(
    id: String,
    choice: Choice,
    ticked: Signal<Vec<String>>,
    on_tick: Callback<Tick>,
) -> impl IntoView {
    let Choice { code, label, hint } = choice;
    let is_ticked = {
        let code = code.clone();
        move || ticked.with(|ticked| ticked.contains(&code))
    };
    let for_id = id.clone();
    view! {
        <label class="choice" for=for_id>
            <input
                class="choice__control choice__control--tick"
                type="checkbox"
                id=id
                prop:checked=is_ticked
                on:change=move |event| {
                    let is_ticked = event_target_checked(&event);
                    on_tick.run(Tick { code: code.clone(), is_ticked });
                }
            />
            <ChoiceWords label hint/>
        </label>
    }
}
