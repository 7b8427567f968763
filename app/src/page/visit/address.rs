//! The phone's address bar and its way back, kept in step with the visit.

use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::History;
use shared::submission::Surface;
use wasm_bindgen::JsValue;

use super::Visit;
use crate::clock;
use crate::journey::place::Place;

thread_local! {
    /// Tells the entries of this page load from those of an earlier one.
    static LIFE: String = clock::now().timestamp_millis().to_string();
}

/// The place that the address names.
pub(super) fn place() -> Place {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    Place::of_path(&format!("{path}{}", location.search().unwrap_or_default()))
}

/// Follows the browser's own way back and forth.
pub(super) fn follow(visit: Visit) {
    debug_assert!(visit.surface == Surface::Portal, "a kiosk has no addresses");
    replace(1, &place());
    let listener = window_event_listener(ev::popstate, move |event| {
        let length = event.state().as_string().as_deref().and_then(length_of);
        let known = visit.trail.with_untracked(Vec::len);
        match length {
            Some(length) if (1..=known).contains(&length) => visit.return_to(length),
            Some(_) | None => visit.land(place()),
        }
    });
    on_cleanup(move || listener.remove());
}

pub(super) fn push(length: usize, place: &Place) {
    if let Some(history) = history() {
        // A browser that refuses an entry still shows the page.
        let _ = history.push_state_with_url(&state(length), "", Some(&place.path()));
    }
}

pub(super) fn replace(length: usize, place: &Place) {
    if let Some(history) = history() {
        let _ = history.replace_state_with_url(&state(length), "", Some(&place.path()));
    }
}

pub(super) fn back() {
    if let Some(history) = history() {
        let _ = history.back();
    }
}

fn history() -> Option<History> {
    window().history().ok()
}

fn state(length: usize) -> JsValue {
    LIFE.with(|life| JsValue::from_str(&format!("{life} {length}")))
}

fn length_of(state: &str) -> Option<usize> {
    let (life, length) = state.split_once(' ')?;
    LIFE.with(|own| life == own).then(|| length.parse().ok())?
}
