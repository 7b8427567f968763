//! The keys of the keyboard on glass. It draws and reports; what a key does to a text is decided
//! elsewhere.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::words::say;
use shared::lang::Text;
use shared::text::screen;

/// What a key reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPress {
    /// A letter, figure, sign or tone mark.
    Character(char),
    /// Takes the last letter away.
    Backspace,
    /// Capital letters.
    Shift,
    /// A blank.
    Space,
    /// Goes on.
    Enter,
    /// Another set of keys, by its place among the sets.
    Layer(u8),
    /// Puts the keyboard away.
    Hide,
}

/// How wide a key is, in keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeyWidth {
    /// One key.
    #[default]
    One,
    /// One and a half.
    Wide,
    /// Two.
    Double,
    /// All that is left in the row.
    Rest,
}

impl KeyWidth {
    fn class(self) -> &'static str {
        match self {
            Self::One => "keyboard__key",
            Self::Wide => "keyboard__key keyboard__key--wide",
            Self::Double => "keyboard__key keyboard__key--double",
            Self::Rest => "keyboard__key keyboard__key--rest",
        }
    }
}

/// One key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What it reports.
    pub press: KeyPress,
    /// What stands on it; the special keys bring their own drawing.
    pub label: String,
    /// How wide it is.
    pub width: KeyWidth,
    /// Whether it is held down, as Shift is.
    pub is_held: bool,
}

impl Key {
    /// A key for one character.
    pub fn character(character: char) -> Self {
        let press = KeyPress::Character(character);
        Self { press, label: character.to_string(), width: KeyWidth::One, is_held: false }
    }

    /// A key that does something else.
    pub fn special(press: KeyPress, label: impl Into<String>, width: KeyWidth) -> Self {
        Self { press, label: label.into(), width, is_held: false }
    }
}

impl KeyPress {
    fn face(self) -> Option<(IconName, Text)> {
        match self {
            Self::Backspace => Some((IconName::KeyBackspace, screen::KEY_BACKSPACE)),
            Self::Shift => Some((IconName::KeyShift, screen::KEY_SHIFT)),
            Self::Hide => Some((IconName::KeyboardHide, screen::KEY_HIDE)),
            Self::Enter => Some((IconName::Check, screen::KEY_ENTER)),
            Self::Space => Some((IconName::KeySpace, screen::KEY_SPACE)),
            Self::Character(_) | Self::Layer(_) => None,
        }
    }
}

/// Draws rows of keys and reports each press; the focus stays in the field.
#[component]
pub fn Keyboard(
    #[prop(into)] rows: Signal<Vec<Vec<Key>>>,
    #[prop(into)] on_key: Callback<KeyPress>,
) -> impl IntoView {
    let draw_row = move |row: Vec<Key>| {
        let keys = row.into_iter().map(|key| view! { <KeyFace key on_key/> }).collect_view();
        view! { <div class="keyboard__row">{keys}</div> }
    };
    view! {
        <div
            class="keyboard"
            role="group"
            aria-label=say(screen::KEYBOARD)
            on:mousedown=|event| event.prevent_default()
        >
            {move || rows.get().into_iter().map(draw_row).collect_view()}
        </div>
    }
}

#[component]
fn KeyFace(key: Key, on_key: Callback<KeyPress>) -> impl IntoView {
    let Key { press, label, width, is_held } = key;
    let face = press.face();
    let name = face.map(|(_, name)| say(name));
    let held = (press == KeyPress::Shift).then_some(if is_held { "true" } else { "false" });
    let words = match face {
        Some((icon, _)) if label.is_empty() => view! { <Icon name=icon/> }.into_any(),
        Some(_) | None => view! { <span>{label}</span> }.into_any(),
    };
    view! {
        <button
            type="button"
            class=width.class()
            data-special=face.is_some().then_some("true")
            tabindex="-1"
            aria-label=name
            aria-pressed=held
            on:click=move |_| on_key.run(press)
        >
            {words}
        </button>
    }
}
