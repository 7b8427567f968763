//! What the address of a display says: `/display?lang=en&voice=off`.

use leptos::prelude::window;
use shared::lang::Lang;

/// How this display was opened; it has no switches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opened {
    /// The language it shows and speaks.
    pub(super) lang: Lang,
    /// Whether it speaks; in a hall with several displays one does.
    pub(super) has_voice: bool,
}

impl Opened {
    /// Reads the address of the page.
    pub(super) fn of_page() -> Self {
        Self::of(&window().location().search().unwrap_or_default())
    }

    fn of(query: &str) -> Self {
        let says = |pair: &str| query.trim_start_matches('?').split('&').any(|one| one == pair);
        let lang = if says("lang=en") { Lang::En } else { Lang::Vi };
        Self { lang, has_voice: !says("voice=off") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_speaks_vietnamese_unless_its_address_says_otherwise() {
        let table = [
            ("", Lang::Vi, true),
            ("?lang=en", Lang::En, true),
            ("?voice=off", Lang::Vi, false),
            ("?voice=off&lang=en", Lang::En, false),
            ("?language=en&voice=offline", Lang::Vi, true),
        ];

        for (query, lang, has_voice) in table {
            assert_eq!(Opened::of(query), Opened { lang, has_voice }, "{query}");
        }
    }
}
