//! What the desk asks before a verb that needs more than a press.

use leptos::prelude::*;
use shared::hall::CounterTicket;
use shared::lang::Words;
use shared::text::hall::counter as words;

use super::desk::Desk;
use super::ending::AskEnding;
use super::go_on::AskMatter;
use super::hold::AskHold;
use super::keys;
use super::pick::AskPick;
use super::transfer::AskTransfer;
use super::waive::AskWaiver;
use crate::hall::Posted;
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog, Form, SubmitButton, say, say_words};

/// A verb that is being asked about.
#[derive(Debug, Clone, PartialEq)]
pub enum Asking {
    /// How long to hold.
    Hold,
    /// Where to.
    Transfer,
    /// Which matter comes next.
    Matter,
    /// How it ended.
    Ending,
    /// What a further number is for, and why it is given.
    Waiver,
    /// Why this one out of turn.
    Pick(CounterTicket),
}

/// The question over the desk, if there is one.
#[derive(Clone, Copy)]
pub struct Ask(RwSignal<Option<Asking>>);

impl Ask {
    /// Asks nothing.
    pub fn nothing() -> Self {
        Self(RwSignal::new(None))
    }

    /// Asks.
    pub fn about(self, asking: Asking) {
        keys::let_go();
        self.0.set(Some(asking));
    }

    /// Leaves the question.
    pub fn leave(self) {
        self.0.set(None);
    }
}

/// The question, in a dialog.
#[component]
pub fn Asked(desk: Desk, posted: Posted, ask: Ask) -> impl IntoView {
    let title = say_words(move || ask.0.with(|asking| asking.as_ref().map_or(NO_WORDS, title)));
    view! {
        <Dialog
            open=Signal::derive(move || ask.0.with(Option::is_some))
            title
            on_leave=move |()| ask.leave()
        >
            {move || ask.0.get().map(|asking| match asking {
                Asking::Hold => view! { <AskHold desk ask/> }.into_any(),
                Asking::Transfer => view! { <AskTransfer desk posted ask/> }.into_any(),
                Asking::Matter => view! { <AskMatter desk posted ask/> }.into_any(),
                Asking::Ending => view! { <AskEnding desk ask/> }.into_any(),
                Asking::Waiver => view! { <AskWaiver posted ask/> }.into_any(),
                Asking::Pick(ticket) => view! { <AskPick desk ask ticket/> }.into_any(),
            })}
        </Dialog>
    }
}

/// A question that is answered by its form: Enter does it, Escape leaves.
#[component]
pub fn AskForm(
    ask: Ask,
    #[prop(into)] act: Signal<String>,
    #[prop(into)] on_submit: Callback<()>,
    /// Whether it was done already, so that there is nothing to leave undone.
    #[prop(optional, into)]
    is_done: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <Form on_submit>
            {children()}
            <ButtonRow>
                <SubmitButton attr:data-testid="asked">{act}</SubmitButton>
                {move || (!is_done.get()).then(|| view! {
                    <Button kind=ButtonKind::Quiet on_press=move |()| ask.leave()>
                        {say(words::LEAVE)}
                    </Button>
                })}
            </ButtonRow>
        </Form>
    }
}

const NO_WORDS: Words = Words { vi: String::new(), en: String::new() };

fn title(asking: &Asking) -> Words {
    match asking {
        Asking::Hold => words::HOLD_TITLE.into(),
        Asking::Transfer => words::TRANSFER_TITLE.into(),
        Asking::Matter => words::GO_ON_TITLE.into(),
        Asking::Ending => words::ENDING_TITLE.into(),
        Asking::Waiver => words::WAIVE_TITLE.into(),
        Asking::Pick(ticket) => words::pick_title(&ticket.number.to_string()),
    }
}
