//! The verbs at the foot: which are lawful, which is the main one, and the keys that press them.

use leptos::prelude::*;
use shared::hall::Verb;
use shared::lang::Text;
use shared::text::hall::counter as words;
use shared::ticket::Ending;

use super::ask::{Ask, Asking};
use super::desk::Desk;
use super::keys;
use super::press::Press;
use super::stage::Stage;
use super::waive;
use crate::ui::{Button, ButtonKind, IconName, say};

/// A verb of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Next,
    Serve,
    Close,
    Recall,
    NoShow,
    Hold,
    Transfer,
    GoOn,
    EndOtherwise,
}

/// What pressing an act does.
enum Does {
    Verb(Verb),
    Asks(Asking),
}

impl Act {
    pub(super) const ALL: [Self; 9] = [
        Self::Next,
        Self::Serve,
        Self::Close,
        Self::Recall,
        Self::NoShow,
        Self::Hold,
        Self::Transfer,
        Self::GoOn,
        Self::EndOtherwise,
    ];
    /// Those that keep their place beside the main one.
    const BESIDE: [Self; 6] =
        [Self::Recall, Self::NoShow, Self::Hold, Self::Transfer, Self::GoOn, Self::EndOtherwise];

    fn does(self) -> Does {
        match self {
            Self::Next => Does::Verb(Verb::Next),
            Self::Serve => Does::Verb(Verb::Serve),
            Self::Close => Does::Verb(Verb::Close { ending: Ending::Served }),
            Self::Recall => Does::Verb(Verb::Recall),
            Self::NoShow => Does::Verb(Verb::Close { ending: Ending::NoShow }),
            Self::Hold => Does::Asks(Asking::Hold),
            Self::Transfer => Does::Asks(Asking::Transfer),
            Self::GoOn => Does::Asks(Asking::Matter),
            Self::EndOtherwise => Does::Asks(Asking::Ending),
        }
    }

    /// The act that a verb under way belongs to.
    fn of_verb(verb: &Verb) -> Option<Self> {
        match verb {
            Verb::Next | Verb::Pick { .. } => Some(Self::Next),
            Verb::Serve => Some(Self::Serve),
            Verb::Recall => Some(Self::Recall),
            Verb::GoOn { .. } => Some(Self::GoOn),
            Verb::Hold { .. } => Some(Self::Hold),
            Verb::Transfer { .. } => Some(Self::Transfer),
            Verb::Close { ending: Ending::Served } => Some(Self::Close),
            Verb::Close { ending: Ending::NoShow } => Some(Self::NoShow),
            Verb::Close { ending: Ending::Incomplete | Ending::Withdrawn } => {
                Some(Self::EndOtherwise)
            }
            Verb::Resume { .. } | Verb::Return { .. } | Verb::Again { .. } => None,
        }
    }

    fn words(self) -> Text {
        match self {
            Self::Next => words::NEXT,
            Self::Serve => words::SERVE,
            Self::Close => words::CLOSE,
            Self::Recall => words::RECALL,
            Self::NoShow => words::NO_SHOW,
            Self::Hold => words::HOLD,
            Self::Transfer => words::TRANSFER,
            Self::GoOn => words::GO_ON,
            Self::EndOtherwise => words::END_OTHERWISE,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Next => "Space",
            Self::Serve => "B",
            Self::Close => "Enter",
            Self::Recall => "R",
            Self::NoShow => "V",
            Self::Hold => "G",
            Self::Transfer => "C",
            Self::GoOn => "T",
            Self::EndOtherwise => "K",
        }
    }

    fn of_key(code: &str) -> Option<Self> {
        let is_it = |act: &Self| match (act.key(), code) {
            ("Enter", "NumpadEnter") => true,
            (key, code) => code == key || code.strip_prefix("Key") == Some(key),
        };
        Self::ALL.into_iter().find(is_it)
    }

    fn icon(self) -> IconName {
        match self {
            Self::Next => IconName::Megaphone,
            Self::Serve => IconName::User,
            Self::Close => IconName::Check,
            Self::Recall => IconName::Bell,
            Self::NoShow => IconName::NoShow,
            Self::Hold => IconName::Held,
            Self::Transfer => IconName::Transfer,
            Self::GoOn => IconName::Plus,
            Self::EndOtherwise => IconName::More,
        }
    }

    fn test_id(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Serve => "serve",
            Self::Close => "close",
            Self::Recall => "recall",
            Self::NoShow => "no-show",
            Self::Hold => "hold",
            Self::Transfer => "transfer",
            Self::GoOn => "go-on",
            Self::EndOtherwise => "end-otherwise",
        }
    }
}

/// The row of verbs: the main one first, then those that keep their place, lawful or not.
#[component]
pub fn Verbs(desk: Desk, ask: Ask) -> impl IntoView {
    let stage = Memo::new(move |_| desk.with_ticket(Stage::of));
    let press = move |act: Act| match act.does() {
        Does::Verb(verb) => desk.act(verb),
        Does::Asks(asking) => {
            if !desk.press().with_untracked(Press::is_under_way) {
                ask.about(asking);
            }
        }
    };
    keys::listen(move |code| {
        if code == waive::KEY_CODE {
            ask.about(Asking::Waiver);
            return true;
        }
        let Some(act) = Act::of_key(code) else { return false };
        if stage.get_untracked().allows(act) {
            press(act);
        }
        true
    });
    let button = move |act: Act, kind: ButtonKind| {
        let under_way = move || desk.press().with(|press| press.verb().and_then(Act::of_verb));
        let is_waiting = move || desk.press().with(Press::is_held_up) && under_way() != Some(act);
        view! {
            <Button
                kind
                icon=act.icon()
                key=act.key()
                busy=Signal::derive(move || under_way() == Some(act))
                off=Signal::derive(move || !stage.get().allows(act) || is_waiting())
                on_press=move |()| press(act)
                attr:data-testid=act.test_id()
            >
                {say(act.words())}
            </Button>
        }
    };
    let main = Memo::new(move |_| stage.get().main());
    view! {
        <div class="counter-zones__main-verb">{move || button(main.get(), ButtonKind::Main)}</div>
        {Act::BESIDE.into_iter().map(|act| button(act, ButtonKind::Second)).collect_view()}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_has_a_key_of_its_own() {
        for act in Act::ALL {
            let code = match act.key() {
                long @ ("Space" | "Enter") => long.to_owned(),
                letter => format!("Key{letter}"),
            };

            assert_eq!(Act::of_key(&code), Some(act));
        }
        assert_eq!(Act::of_key("NumpadEnter"), Some(Act::Close));
        for elsewhere in ["KeyL", "KeyQ", waive::KEY_CODE] {
            assert_eq!(Act::of_key(elsewhere), None, "{elsewhere}");
        }
    }
}
