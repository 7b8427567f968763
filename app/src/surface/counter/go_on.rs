//! Asks with which procedure the visit goes on.

use leptos::prelude::*;
use shared::fold::fold;
use shared::hall::Verb;
use shared::lang::Lang;
use shared::text::hall::counter as words;

use super::ask::{Ask, AskForm};
use super::desk::Desk;
use crate::hall::{Posted, PostedIndex};
use crate::ui::{Choice, ChoiceGroup, TextField, TextKind, say, screen_lang};

/// Procedures shown at once.
const SHOWN_MAX: usize = 6;

/// A search, and the procedures that match.
#[component]
pub fn AskMatter(desk: Desk, posted: Posted, ask: Ask) -> impl IntoView {
    let lang = screen_lang();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<String>);
    let choices = Memo::new(move |_| {
        let (lang, typed) = (lang.get(), typed.get());
        posted.read(|index| found(index, &typed, lang, SHOWN_MAX)).unwrap_or_default()
    });
    // What Enter takes is always in view: the chosen one, or else the first.
    let taken = Signal::derive(move || {
        choices.with(|choices| {
            let is_chosen = |one: &&Choice| chosen.with(|code| code.as_ref() == Some(&one.code));
            choices.iter().find(is_chosen).or(choices.first()).map(|one| one.code.clone())
        })
    });
    let go_on = move |()| {
        let Some(procedure) = taken.get_untracked() else { return };
        ask.leave();
        desk.act(Verb::GoOn { procedure: procedure.as_str().into() });
    };
    view! {
        <AskForm ask act=say(words::GO_ON) on_submit=go_on>
            <TextField
                id="go-on-search"
                kind=TextKind::Words
                label=say(words::GO_ON_SEARCH)
                value=typed
                on_input=move |text| typed.set(text)
            />
            {move || choices.with(Vec::is_empty).then(|| view! {
                <p class="counter-zones__hint">{say(words::GO_ON_NONE)}</p>
            })}
            <ChoiceGroup
                id="go-on-procedure"
                label=say(words::GO_ON_HINT)
                choices
                chosen=taken
                on_choose=move |code| chosen.set(Some(code))
            />
        </AskForm>
    }
}

/// The first procedures whose name or code holds what was typed.
pub(super) fn found(index: &PostedIndex, typed: &str, lang: Lang, shown_max: usize) -> Vec<Choice> {
    let wanted = fold(typed);
    let matching = index.procedures.iter().filter(|one| {
        fold(one.short_name.get(lang)).contains(&wanted) || one.code.as_str().contains(&wanted)
    });
    let choice = matching.map(|one| Choice::new(one.code.as_str(), one.short_name.get(lang)));
    choice.take(shown_max).collect()
}
