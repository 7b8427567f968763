//! Puts a surface in the place of the page's shell.

use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use wasm_bindgen::JsCast;

/// Shows `view` in `#app`, instead of what the page showed before it was there.
pub fn mount<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) {
    let named = document().get_element_by_id("app");
    let place = named.and_then(|one| one.dyn_into::<HtmlElement>().ok()).unwrap_or_else(body);
    place.set_text_content(None);
    leptos::mount::mount_to(place, view).forget();
}

fn body() -> HtmlElement {
    document().body().expect("a page that runs scripts has a body")
}
