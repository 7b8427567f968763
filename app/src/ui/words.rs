//! The language of the screen, known to every building block below it.

use leptos::prelude::*;
use shared::lang::{Lang, Text, Words};

/// The language as a context, so that nested parts need no prop for it.
#[derive(Clone, Copy)]
struct ScreenLang(Signal<Lang>);

/// Tells every part below which language the screen speaks.
pub fn provide_lang(lang: Signal<Lang>) {
    provide_context(ScreenLang(lang));
}

/// The language of the screen; Vietnamese where no surface has said otherwise.
pub fn screen_lang() -> Signal<Lang> {
    use_context::<ScreenLang>().map_or_else(|| Signal::stored(Lang::Vi), |found| found.0)
}

/// A fixed sentence that follows the language of the screen.
pub fn say(text: Text) -> Signal<String> {
    let lang = screen_lang();
    Signal::derive(move || text.get(lang.get()).to_owned())
}

/// Words of the catalogue that follow the language of the screen.
pub fn say_posted(words: Words) -> Signal<String> {
    let lang = screen_lang();
    Signal::derive(move || words.get(lang.get()).to_owned())
}

/// A sentence made at run time that follows the language of the screen.
pub fn say_words(words: impl Fn() -> Words + Send + Sync + 'static) -> Signal<String> {
    let lang = screen_lang();
    Signal::derive(move || words().get(lang.get()).to_owned())
}

/// The same sentence for a place that may also stay empty.
pub fn always(said: Signal<String>) -> Signal<Option<String>> {
    Signal::derive(move || Some(said.get()))
}
