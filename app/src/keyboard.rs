//! The keyboard on glass: which keys are shown, and what a key does to the field that has focus.

pub mod compose;
pub mod field;
pub mod layout;
pub mod marks;

use std::time::Duration;

use leptos::prelude::*;

use self::compose::Composer;
use self::field::Field;
use self::layout::{Layer, Script, rows};
use crate::ui::{Key, KeyPress, Keyboard, focus_on};

/// How Vietnamese letters are typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Method {
    /// Letters mark letters: `aa` is `â`, `s` is the sharp tone.
    #[default]
    Telex,
    /// Figures mark letters: `a6` is `â`, `1` is the sharp tone.
    Vni,
}

/// The keyboard of one visit: the field it writes into, the keys in view, the word being composed.
#[derive(Clone, Copy)]
pub struct GlassKeyboard {
    field: RwSignal<Option<String>>,
    script: RwSignal<Script>,
    layer: RwSignal<Layer>,
    method: RwSignal<Method>,
    is_shifted: RwSignal<bool>,
    composer: StoredValue<Composer>,
}

impl GlassKeyboard {
    /// A keyboard that is put away.
    pub fn new() -> Self {
        Self {
            field: RwSignal::new(None),
            script: RwSignal::new(Script::Vietnamese),
            layer: RwSignal::new(Layer::Letters),
            method: RwSignal::new(Method::Telex),
            is_shifted: RwSignal::new(false),
            composer: StoredValue::new(Composer::default()),
        }
    }

    /// Begins to write into the field with this id.
    pub fn open(self, id: String) {
        let Some(field) = Field::of(&id) else { return };
        let script = field.script();
        self.composer.update_value(Composer::forget);
        self.script.set(script);
        self.layer.set(Layer::first(script));
        self.is_shifted.set(script.begins_in_capitals(&field.text()));
        self.field.set(Some(id.clone()));
        // The keys take room, so the field may have gone out of view.
        set_timeout(move || Field::of(&id).iter().for_each(Field::bring_into_view), Duration::ZERO);
    }

    /// Puts the keyboard away.
    pub fn hide(self) {
        if let Some(field) = self.field.get_untracked().as_deref().and_then(Field::of) {
            field.leave();
        }
        self.field.set(None);
    }

    /// Puts the keyboard away once the focus has gone to something that is not written into.
    pub fn hide_when_left(self) {
        if self.field.get_untracked().is_none() {
            return;
        }
        set_timeout(
            move || {
                if self.field.try_get_untracked().flatten().is_some() && !Field::has_focus() {
                    self.field.set(None);
                }
            },
            Duration::ZERO,
        );
    }

    /// Whether keys are in view.
    pub fn is_open(self) -> bool {
        self.field.with(Option::is_some)
    }

    fn rows(self) -> Vec<Vec<Key>> {
        rows(self.script.get(), self.layer.get(), self.method.get(), self.is_shifted.get())
    }

    fn press(self, press: KeyPress) {
        match press {
            KeyPress::Shift => self.is_shifted.update(|is_shifted| *is_shifted = !*is_shifted),
            KeyPress::Layer(code) => self.switch(code),
            KeyPress::Hide => self.hide(),
            KeyPress::Enter => self.enter(),
            KeyPress::Character(letter) => self.write(letter),
            KeyPress::Space => self.write(' '),
            KeyPress::Backspace => self.take_away(),
        }
    }

    fn switch(self, code: u8) {
        match Layer::of(code) {
            Some(layer) => self.layer.set(layer),
            None => self.method.update(|method| {
                *method = match method {
                    Method::Telex => Method::Vni,
                    Method::Vni => Method::Telex,
                };
            }),
        }
        self.composer.update_value(Composer::forget);
    }

    fn write(self, letter: char) {
        let Some(field) = self.focused() else { return };
        let (before, after) = field.around_caret();
        let method = self.method.get_untracked();
        let composer = &self.composer;
        let before = match self.script.get_untracked().composes() {
            true => composer
                .try_update_value(|composer| composer.type_letter(&before, letter, method))
                .unwrap_or(before),
            false => format!("{before}{letter}"),
        };
        field.write(&before, &after);
        self.is_shifted.set(self.script.get_untracked().begins_in_capitals(&before));
    }

    fn take_away(self) {
        let Some(field) = self.focused() else { return };
        let (before, after) = field.around_caret();
        let method = self.method.get_untracked();
        let before = self
            .composer
            .try_update_value(|composer| composer.take_away(&before, method))
            .unwrap_or(before);
        field.write(&before, &after);
    }

    /// Goes to the next box of a date, else puts the keyboard away.
    fn enter(self) {
        let next = self.focused().and_then(|field| field.next_in_group());
        match next {
            Some(id) => focus_on(&id),
            None => self.hide(),
        }
    }

    /// The field, or nothing when its page has gone.
    fn focused(self) -> Option<Field> {
        let field = self.field.get_untracked().as_deref().and_then(Field::of);
        if field.is_none() {
            self.field.set(None);
        }
        field
    }
}

impl Default for GlassKeyboard {
    fn default() -> Self {
        Self::new()
    }
}

/// Draws the keys while a field is being written into.
#[component]
pub fn GlassKeys(keyboard: GlassKeyboard) -> impl IntoView {
    view! {
        <Show when=move || keyboard.is_open()>
            <Keyboard
                rows=Signal::derive(move || keyboard.rows())
                on_key=move |press| keyboard.press(press)
            />
        </Show>
    }
}
