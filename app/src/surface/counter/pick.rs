//! Asks on which ground a ticket is called out of turn.

use leptos::prelude::*;
use shared::hall::{CounterTicket, NOTE_SIGNS_MAX, Verb};
use shared::queue::PickGround;
use shared::text::hall::counter as words;

use super::ask::{Ask, AskForm};
use super::desk::Desk;
use crate::ui::{Choice, ChoiceGroup, Need, TextField, TextKind, always, say, screen_lang};

/// The grounds to choose from, and a note.
#[component]
pub fn AskPick(desk: Desk, ask: Ask, ticket: CounterTicket) -> impl IntoView {
    let lang = screen_lang();
    let chosen = RwSignal::new(Some(code(PickGround::ALL[0]).to_owned()));
    let note = RwSignal::new(String::new());
    let choices = Signal::derive(move || {
        let lang = lang.get();
        let choice = |ground| Choice::new(code(ground), words::pick_ground(ground).get(lang));
        PickGround::ALL.into_iter().map(choice).collect::<Vec<_>>()
    });
    let pick = move |()| {
        let wanted = chosen.get_untracked();
        let is_it = |ground: &PickGround| wanted.as_deref() == Some(code(*ground));
        ask.leave();
        if let Some(ground) = PickGround::ALL.into_iter().find(is_it) {
            let note = Some(note.get_untracked()).filter(|note| !note.trim().is_empty());
            desk.act(Verb::Pick { ticket: ticket.ticket, ground, note });
        }
    };
    let hint = say(words::PICK_NOTE_HINT);
    view! {
        <AskForm ask act=say(words::PICK_DO) on_submit=pick>
            <ChoiceGroup
                id="pick-ground"
                label=say(words::PICK_GROUND)
                choices
                chosen
                on_choose=move |code| chosen.set(Some(code))
            />
            <TextField
                id="pick-note"
                kind=TextKind::Words
                label=say(words::PICK_NOTE)
                hint=always(hint)
                need=Need::Optional
                length_max=NOTE_SIGNS_MAX
                value=note
                on_input=move |typed| note.set(typed)
            />
        </AskForm>
    }
}

fn code(ground: PickGround) -> &'static str {
    match ground {
        PickGround::Unwell => "unwell",
        PickGround::PriorityUndeclared => "priority-undeclared",
        PickGround::ShortMatter => "short-matter",
        PickGround::WrongField => "wrong-field",
        PickGround::OurMistake => "our-mistake",
        PickGround::Other => "other",
    }
}
