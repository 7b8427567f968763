//! Puts a surface in the place of the page's shell.

use std::time::Duration;

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

/// How soon a page that broke begins anew; long enough not to burden a node that is ill.
const BEGIN_ANEW_AFTER: Duration = Duration::from_secs(10);

/// Lets a page that nobody attends begin anew after a fault of its own.
pub fn begin_anew_after_a_fault() {
    std::panic::set_hook(Box::new(|fault| {
        leptos::logging::error!("{fault}");
        begin_anew_soon();
    }));
}

/// Loads the page again after a pause.
pub fn begin_anew_soon() {
    // A page that cannot be loaded anew stays as it is.
    set_timeout(|| drop(window().location().reload()), BEGIN_ANEW_AFTER);
}

fn body() -> HtmlElement {
    document().body().expect("a page that runs scripts has a body")
}
