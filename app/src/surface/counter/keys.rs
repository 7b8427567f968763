//! The keys of the desk: which belong to a verb, which lead into the lists, which are somebody
//! else's.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

/// The first row of the waiting list, and of those who are away.
const LISTS: [(&str, &str); 2] =
    [("KeyL", "[data-row=\"waiting\"]"), ("KeyQ", "[data-row=\"away\"]")];

/// Listens to the keys; `press` hears the place of a key and says whether it was used. The place is
/// read since a Vietnamese input method changes what a key writes.
pub fn listen(press: impl Fn(&str) -> bool + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
        if !is_plain || event.repeat() || has_own_use(&event) {
            return;
        }
        let code = event.code();
        if press(&code) || enter_list(&code) || walk(&event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// A field keeps every key; a button or a link the two that press it; an open dialog all of them.
fn has_own_use(event: &KeyboardEvent) -> bool {
    let focused = focused(event);
    let is_in = |own: &str| {
        let found = focused.as_ref().map(|element| element.closest(own));
        matches!(found, Some(Ok(Some(_))))
    };
    let is_press = matches!(event.code().as_str(), "Space" | "Enter" | "NumpadEnter");
    is_in("input, select, textarea")
        || (is_press && is_in("a, button"))
        || document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

/// Takes the focus away from a row that was pressed, so that the keys are those of the desk again.
pub fn let_go() {
    let focused = document().active_element().and_then(|one| one.dyn_into::<HtmlElement>().ok());
    if let Some(row) = focused.filter(|one| one.has_attribute("data-row")) {
        // An element that cannot lose the focus has gone already.
        let _ = row.blur();
    }
}

/// Gives the focus to what answers the open question, so that Enter goes on.
pub fn to_the_act() {
    let act = document().query_selector("dialog[open] [type=\"submit\"]");
    // Without it the question is left by Escape.
    let _ = focus(act.ok().flatten());
}

fn enter_list(code: &str) -> bool {
    let list = LISTS.iter().find(|(key, _)| *key == code);
    let row = list.and_then(|(_, row)| document().query_selector(row).ok().flatten());
    focus(row)
}

/// Goes up and down in the list that has the focus, and out of it by Escape.
fn walk(event: &KeyboardEvent) -> bool {
    let Some(row) = focused(event).filter(|one| one.has_attribute("data-row")) else {
        return false;
    };
    let line = row.closest("li").ok().flatten();
    let sibling = match event.code().as_str() {
        "ArrowDown" => line.and_then(|line| line.next_element_sibling()),
        "ArrowUp" => line.and_then(|line| line.previous_element_sibling()),
        "Escape" => {
            return row.dyn_into::<HtmlElement>().is_ok_and(|row| row.blur().is_ok());
        }
        _ => return false,
    };
    focus(sibling.and_then(|line| line.query_selector("[data-row]").ok().flatten()))
}

fn focus(element: Option<Element>) -> bool {
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

fn focused(event: &KeyboardEvent) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into::<Element>().ok())
}
