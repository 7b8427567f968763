//! The verbs at the foot: which are lawful, which is the main one, and the keys that press them.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::web_sys::Element;
use shared::hall::Verb;
use shared::lang::Text;
use shared::text::hall::counter as words;
use shared::ticket::{CALLS_MAX, Ending, Ticket, TicketState};
use wasm_bindgen::JsCast;

use super::desk::Desk;
use super::press::Press;
use crate::ui::{Button, ButtonKind, IconName, say};

/// A verb of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Next,
    Recall,
    Serve,
    Close,
    NoShow,
}

/// Where the counter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Free,
    Called { calls: u8 },
    Serving,
}

impl Stage {
    fn of(at_hand: Option<&Ticket>) -> Self {
        match at_hand.map(|ticket| &ticket.state) {
            Some(TicketState::Called { calls, .. }) => Self::Called { calls: *calls },
            Some(TicketState::Serving { .. }) => Self::Serving,
            Some(
                TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. },
            )
            | None => Self::Free,
        }
    }

    fn main(self) -> Act {
        match self {
            Self::Free => Act::Next,
            Self::Called { .. } => Act::Serve,
            Self::Serving => Act::Close,
        }
    }

    fn allows(self, act: Act) -> bool {
        match (self, act) {
            (Self::Free, Act::Next) | (Self::Serving, Act::Close) => true,
            (Self::Called { calls }, Act::Recall) => calls < CALLS_MAX,
            (Self::Called { .. }, Act::Serve | Act::Close | Act::NoShow) => true,
            (Self::Free, Act::Recall | Act::Serve | Act::Close | Act::NoShow)
            | (Self::Called { .. }, Act::Next)
            | (Self::Serving, Act::Next | Act::Recall | Act::Serve | Act::NoShow) => false,
        }
    }
}

impl Act {
    const ALL: [Self; 5] = [Self::Next, Self::Recall, Self::Serve, Self::Close, Self::NoShow];

    fn verb(self) -> Verb {
        match self {
            Self::Next => Verb::Next,
            Self::Recall => Verb::Recall,
            Self::Serve => Verb::Serve,
            Self::Close => Verb::Close { ending: Ending::Served },
            Self::NoShow => Verb::Close { ending: Ending::NoShow },
        }
    }

    fn words(self) -> Text {
        match self {
            Self::Next => words::NEXT,
            Self::Recall => words::RECALL,
            Self::Serve => words::SERVE,
            Self::Close => words::CLOSE,
            Self::NoShow => words::NO_SHOW,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Next => "Space",
            Self::Recall => "R",
            Self::Serve => "B",
            Self::Close => "Enter",
            Self::NoShow => "V",
        }
    }

    /// Reads the place of a key, since a Vietnamese input method changes what it writes.
    fn of_key(code: &str) -> Option<Self> {
        match code {
            "Space" => Some(Self::Next),
            "KeyR" => Some(Self::Recall),
            "KeyB" => Some(Self::Serve),
            "Enter" | "NumpadEnter" => Some(Self::Close),
            "KeyV" => Some(Self::NoShow),
            _ => None,
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Next => IconName::Megaphone,
            Self::Recall => IconName::Bell,
            Self::Serve => IconName::User,
            Self::Close => IconName::Check,
            Self::NoShow => IconName::NoShow,
        }
    }

    fn test_id(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Recall => "recall",
            Self::Serve => "serve",
            Self::Close => "close",
            Self::NoShow => "no-show",
        }
    }
}

/// The row of verbs; those that are not lawful keep their place.
#[component]
pub fn Verbs(desk: Desk) -> impl IntoView {
    let stage = Memo::new(move |_| desk.with_ticket(Stage::of));
    listen(desk, stage);
    let button = move |stage: Stage, act: Act| {
        let kind = if stage.main() == act { ButtonKind::Main } else { ButtonKind::Second };
        let is_under_way = move || desk.press().with(|press| press.verb() == Some(&act.verb()));
        let is_waiting = move || desk.press().with(Press::is_held_up) && !is_under_way();
        view! {
            <Button
                kind
                icon=act.icon()
                key=act.key()
                busy=Signal::derive(is_under_way)
                off=Signal::derive(move || !stage.allows(act) || is_waiting())
                on_press=move |()| desk.act(act.verb())
                attr:data-testid=act.test_id()
            >
                {say(act.words())}
            </Button>
        }
    };
    move || {
        let stage = stage.get();
        Act::ALL.into_iter().map(|act| button(stage, act)).collect_view()
    }
}

/// Presses a lawful verb by its key, unless the key belongs to what has the focus.
fn listen(desk: Desk, stage: Memo<Stage>) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
        if !is_plain || event.repeat() || has_own_use(&event) {
            return;
        }
        let Some(act) = Act::of_key(&event.code()) else { return };
        event.prevent_default();
        if stage.get_untracked().allows(act) {
            desk.act(act.verb());
        }
    });
    on_cleanup(move || handle.remove());
}

/// A field keeps every key; a button or a link the two that press it; an open dialog all of them.
fn has_own_use(event: &KeyboardEvent) -> bool {
    let focused = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_in = |own: &str| {
        let found = focused.as_ref().map(|element| element.closest(own));
        matches!(found, Some(Ok(Some(_))))
    };
    let is_press = matches!(event.code().as_str(), "Space" | "Enter" | "NumpadEnter");
    is_in("input, select, textarea")
        || (is_press && is_in("a, button"))
        || document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lawful_verbs_can_be_pressed() {
        let table = [
            (Stage::Free, vec![Act::Next]),
            (Stage::Called { calls: 1 }, vec![Act::Recall, Act::Serve, Act::Close, Act::NoShow]),
            (Stage::Called { calls: CALLS_MAX }, vec![Act::Serve, Act::Close, Act::NoShow]),
            (Stage::Serving, vec![Act::Close]),
        ];

        for (stage, lawful) in table {
            let allowed: Vec<_> = Act::ALL.into_iter().filter(|act| stage.allows(*act)).collect();

            assert_eq!(allowed, lawful, "{stage:?}");
        }
    }

    #[test]
    fn the_main_verb_is_always_lawful() {
        let stages = [Stage::Free, Stage::Called { calls: CALLS_MAX }, Stage::Serving];

        for stage in stages {
            assert!(stage.allows(stage.main()), "{stage:?}");
        }
    }
}
