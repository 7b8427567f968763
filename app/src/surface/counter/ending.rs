//! Asks how the ticket at hand ended, when it was not simply served.

use leptos::prelude::*;
use shared::hall::Verb;
use shared::text::hall::counter as words;
use shared::ticket::Ending;

use super::ask::{Ask, AskForm};
use super::desk::Desk;
use crate::ui::{Choice, ChoiceGroup, say, screen_lang};

const ENDINGS: [(&str, Ending); 3] = [
    ("incomplete", Ending::Incomplete),
    ("withdrawn", Ending::Withdrawn),
    ("served", Ending::Served),
];

/// The endings to choose from.
#[component]
pub fn AskEnding(desk: Desk, ask: Ask) -> impl IntoView {
    let lang = screen_lang();
    let chosen = RwSignal::new(Some(ENDINGS[0].0.to_owned()));
    let choices = Signal::derive(move || {
        let lang = lang.get();
        let choice =
            |(code, ending): (&str, Ending)| Choice::new(code, words::ending(ending).get(lang));
        ENDINGS.into_iter().map(choice).collect::<Vec<_>>()
    });
    let end = move |()| {
        let code = chosen.get_untracked();
        let found = ENDINGS.into_iter().find(|(own, _)| code.as_deref() == Some(*own));
        ask.leave();
        if let Some((_, ending)) = found {
            desk.act(Verb::Close { ending });
        }
    };
    view! {
        <AskForm ask act=say(words::CLOSE) on_submit=end>
            <ChoiceGroup
                id="ending"
                label=say(words::ENDING)
                choices
                chosen
                on_choose=move |code| chosen.set(Some(code))
            />
        </AskForm>
    }
}
