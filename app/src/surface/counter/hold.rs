//! Asks how long the ticket at hand is put aside.

use leptos::prelude::*;
use shared::hall::Verb;
use shared::text::hall::counter as words;

use super::ask::{Ask, AskForm};
use super::desk::Desk;
use crate::ui::{Choice, ChoiceGroup, ChoiceLayout, always, say, screen_lang};

/// The usual one first: it has the focus.
const MINUTES: [u16; 3] = [15, 30, 60];

/// The lengths to choose from.
#[component]
pub fn AskHold(desk: Desk, ask: Ask) -> impl IntoView {
    let lang = screen_lang();
    let chosen = RwSignal::new(Some(MINUTES[0].to_string()));
    let choices = Signal::derive(move || {
        let lang = lang.get();
        let choice =
            |minutes: u16| Choice::new(minutes.to_string(), words::minutes(minutes).get(lang));
        MINUTES.into_iter().map(choice).collect::<Vec<_>>()
    });
    let hold = move |()| {
        let minutes = chosen.with_untracked(|chosen| chosen.as_ref()?.parse().ok());
        ask.leave();
        desk.act(Verb::Hold { minutes: minutes.unwrap_or(MINUTES[0]) });
    };
    let hint = say(words::HOLD_HINT);
    view! {
        <AskForm ask act=say(words::HOLD_DO) on_submit=hold>
            <ChoiceGroup
                id="hold-minutes"
                label=say(words::HOLD_MINUTES)
                hint=always(hint)
                layout=ChoiceLayout::Row
                choices
                chosen
                on_choose=move |code| chosen.set(Some(code))
            />
        </AskForm>
    }
}
