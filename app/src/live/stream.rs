//! The browser's `EventSource` on `/api/events`, and what it can say.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::web_sys::{Event, EventSource, MessageEvent};
use shared::hall::{HallSnapshot, Heartbeat, StreamEvent};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use crate::json;

const EVENTS: &str = "/api/events";

/// What came out of the stream.
pub(super) enum Heard {
    /// The whole state.
    Snapshot(Box<HallSnapshot>),
    /// One change.
    Change(Box<StreamEvent>),
    /// A sign of life.
    Beat(Heartbeat),
    /// Something of another version.
    Unreadable,
    /// The stream broke; the browser tries again by itself.
    Broken,
}

type Listener = Closure<dyn FnMut(Event)>;

/// One stream at a time; opening anew closes the one before.
#[derive(Default)]
pub(super) struct Stream {
    open: RefCell<Option<Open>>,
}

struct Open {
    source: EventSource,
    /// Closures live as long as the browser may call them.
    _listeners: Vec<Listener>,
}

impl Stream {
    /// Opens the stream after the last number that is known.
    pub(super) fn open(&self, after: Option<u64>, hear: impl Fn(Heard) + 'static) {
        self.close();
        let address = match after {
            Some(number) => format!("{EVENTS}?after={number}"),
            None => EVENTS.to_owned(),
        };
        let Ok(source) = EventSource::new(&address) else { return };
        let hear = Rc::new(hear);
        let listeners = vec![
            listen(&source, "snapshot", &hear, |event| {
                read(event).map_or(Heard::Unreadable, |it| Heard::Snapshot(Box::new(it)))
            }),
            listen(&source, "change", &hear, |event| {
                read(event).map_or(Heard::Unreadable, |it| Heard::Change(Box::new(it)))
            }),
            listen(&source, "heartbeat", &hear, |event| {
                read(event).map_or(Heard::Unreadable, Heard::Beat)
            }),
            listen(&source, "error", &hear, |_| Heard::Broken),
        ];
        *self.open.borrow_mut() = Some(Open { source, _listeners: listeners });
    }

    pub(super) fn close(&self) {
        // A closure must not be dropped while it runs, so it goes with the next task.
        if let Some(open) = self.open.borrow_mut().take() {
            open.source.close();
            leptos::task::spawn_local(async move { drop(open) });
        }
    }
}

fn listen<F: Fn(Heard) + 'static>(
    source: &EventSource,
    name: &str,
    hear: &Rc<F>,
    tell: fn(&Event) -> Heard,
) -> Listener {
    let hear = Rc::clone(hear);
    let listener = Listener::new(move |event: Event| hear(tell(&event)));
    let call = listener.as_ref().unchecked_ref();
    source.add_event_listener_with_callback(name, call).expect("a name and a function fit");
    listener
}

fn read<T: serde::de::DeserializeOwned>(event: &Event) -> Option<T> {
    let text = event.dyn_ref::<MessageEvent>()?.data().as_string()?;
    json::read(&text)
}
