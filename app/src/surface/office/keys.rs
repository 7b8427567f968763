//! Everything at the desk by keyboard: `/` searches, arrows move, Enter opens, Escape closes.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};
use shared::ids::SubmissionId;
use wasm_bindgen::JsCast;

use super::way::{Place, Way};

/// The id of the search box.
pub const SEARCH: &str = "search";
const ROW: &str = "dossier-row-";

/// The id of a row.
pub fn row_id(submission: SubmissionId) -> String {
    format!("{ROW}{submission}")
}

/// A key that the desk knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Search,
    Down,
    Up,
    Enter,
    Escape,
}

impl Key {
    fn of(name: &str) -> Option<Self> {
        match name {
            "/" => Some(Self::Search),
            "ArrowDown" => Some(Self::Down),
            "ArrowUp" => Some(Self::Up),
            "Enter" => Some(Self::Enter),
            "Escape" => Some(Self::Escape),
            _ => None,
        }
    }
}

/// Where the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Nowhere,
    Search,
    Row(usize),
    Elsewhere,
}

/// Listens for as long as the desk is in view.
pub fn listen(way: Way) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
        if let Some(key) = Key::of(&event.key()).filter(|_| is_plain) {
            press(way, key, &event);
        }
    });
    on_cleanup(move || handle.remove());
}

fn press(way: Way, key: Key, event: &KeyboardEvent) {
    let rows = rows();
    let focus = focus(&rows);
    match (key, focus) {
        (Key::Search, Focus::Nowhere | Focus::Row(_)) => go(event, by_id(SEARCH)),
        (Key::Down, Focus::Nowhere) => go(event, chosen(way).or_else(|| rows.first().cloned())),
        (Key::Down, Focus::Search) => go(event, rows.first().cloned()),
        (Key::Down, Focus::Row(place)) => go(event, rows.get(place + 1).cloned()),
        (Key::Up, Focus::Row(0)) => go(event, by_id(SEARCH)),
        (Key::Up, Focus::Row(place)) => go(event, rows.get(place - 1).cloned()),
        (Key::Enter, Focus::Search) => {
            if let Some(row) = rows.first() {
                event.prevent_default();
                row.click();
            }
        }
        (Key::Escape, _) => {
            let row = chosen(way);
            way.go(Place::List);
            go(event, row);
        }
        (Key::Search, Focus::Search | Focus::Elsewhere)
        | (Key::Down, Focus::Elsewhere)
        | (Key::Up, Focus::Nowhere | Focus::Search | Focus::Elsewhere)
        | (Key::Enter, Focus::Nowhere | Focus::Row(_) | Focus::Elsewhere) => {}
    }
}

/// Moves the focus, if there is where to.
fn go(event: &KeyboardEvent, to: Option<HtmlElement>) {
    if let Some(to) = to {
        event.prevent_default();
        // What refuses the focus leaves it where it was.
        let _ = to.focus();
    }
}

fn focus(rows: &[HtmlElement]) -> Focus {
    let Some(active) = document().active_element() else { return Focus::Nowhere };
    if active.id() == SEARCH {
        return Focus::Search;
    }
    let place = rows.iter().position(|row| row.is_same_node(Some(&active)));
    match (place, types(&active)) {
        (Some(place), _) => Focus::Row(place),
        (None, true) => Focus::Elsewhere,
        (None, false) => Focus::Nowhere,
    }
}

/// Whether an element has its own use for these keys.
fn types(element: &Element) -> bool {
    element.matches("input, textarea, select, button, a").unwrap_or(false)
}

fn rows() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(&format!("[id^=\"{ROW}\"]")) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|place| found.get(place)?.dyn_into::<HtmlElement>().ok())
        .collect()
}

fn chosen(way: Way) -> Option<HtmlElement> {
    match way.place_now() {
        Place::Dossier(id) => by_id(&row_id(id)),
        Place::List | Place::Incidents | Place::Setup => None,
    }
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
