//! How the screen speaks and looks for this person: language, size of text, contrast, voice.

mod voice;

use leptos::prelude::*;
use shared::lang::Lang;

use crate::ui::provide_lang;

pub use self::voice::{Voice, read_aloud, silence};

/// How large text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As designed.
    #[default]
    Plain,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Larger,
}

impl TextSize {
    /// The next size; after the largest comes the first.
    pub fn next(self) -> Self {
        match self {
            Self::Plain => Self::Large,
            Self::Large => Self::Larger,
            Self::Larger => Self::Plain,
        }
    }

    fn mark(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Large => Some("large"),
            Self::Larger => Some("larger"),
        }
    }
}

/// How strongly things stand out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Contrast {
    /// As designed.
    #[default]
    Plain,
    /// Black, white and yellow.
    High,
}

impl Contrast {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Plain => Self::High,
            Self::High => Self::Plain,
        }
    }

    fn mark(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::High => Some("high"),
        }
    }
}

/// The modes of this screen, kept in memory only.
#[derive(Clone, Copy)]
pub struct Mode {
    /// The language.
    pub lang: RwSignal<Lang>,
    /// The size of text.
    pub text_size: RwSignal<TextSize>,
    /// The contrast.
    pub contrast: RwSignal<Contrast>,
}

impl Mode {
    /// Begins in Vietnamese as designed, and keeps the page's marks in step.
    pub fn provide() -> Self {
        let mode = Self {
            lang: RwSignal::new(Lang::Vi),
            text_size: RwSignal::new(TextSize::Plain),
            contrast: RwSignal::new(Contrast::Plain),
        };
        provide_lang(mode.lang.into());
        provide_context(mode);
        Effect::new(move || mark_page("lang", Some(mode.lang.get().tag())));
        Effect::new(move || mark_page("data-text", mode.text_size.get().mark()));
        Effect::new(move || mark_page("data-contrast", mode.contrast.get().mark()));
        mode
    }

    /// Forgets what the last person chose.
    pub fn reset(self) {
        silence();
        self.lang.set(Lang::Vi);
        self.text_size.set(TextSize::Plain);
        self.contrast.set(Contrast::Plain);
    }
}

fn mark_page(name: &str, value: Option<&str>) {
    let Some(page) = document().document_element() else { return };
    match value {
        // Both only fail for names that are not valid, and these are.
        Some(value) => drop(page.set_attribute(name, value)),
        None => drop(page.remove_attribute(name)),
    }
}
