//! A door to a part of the bundle that the browser fetches when somebody goes there.

use std::pin::Pin;

use futures_util::FutureExt as _;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::dialogue::{FailedPage, WaitingPage};
use super::frame;
use crate::api::ApiError;

/// What is behind the door did not arrive: the line is down, or the site has changed since the
/// page was opened.
pub type NotHere = SplitLoaderError;

/// Something on its way.
pub type Coming<T> = Pin<Box<dyn Future<Output = Result<T, NotHere>>>>;

/// A door to the places `W`.
pub struct Door<W: 'static> {
    /// Brings what is behind it here, once.
    pub fetch: fn() -> Coming<()>,
    /// Opens it; it opens at once when what is behind it is here.
    pub open: fn(W) -> Coming<AnyView>,
}

impl<W> Door<W> {
    /// Shows a place after [`Door::fetch`] has brought it.
    pub fn enter(&self, place: W) -> AnyView {
        let view = (self.open)(place).now_or_never().and_then(Result::ok);
        view.expect("a door opens at once when what is behind it is here")
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrival {
    Coming,
    Here,
    Missed,
}

impl From<Result<(), NotHere>> for Arrival {
    fn from(came: Result<(), NotHere>) -> Self {
        if came.is_ok() { Self::Here } else { Self::Missed }
    }
}

/// Shows a page behind a door, at once when it is here.
pub(super) fn behind<W: Clone + Send + 'static>(door: &'static Door<W>, place: W) -> AnyView {
    let arrival = RwSignal::new(Arrival::Coming);
    fetch(door.fetch, arrival);
    (move || match arrival.get() {
        Arrival::Coming => view! { <WaitingPage/> }.into_any(),
        Arrival::Here => door.enter(place.clone()),
        Arrival::Missed => {
            view! { <FailedPage error=ApiError::Offline on_retry=|()| load_anew()/> }.into_any()
        }
    })
    .into_any()
}

fn fetch(fetch: fn() -> Coming<()>, arrival: RwSignal<Arrival>) {
    let mut fetching = fetch();
    match fetching.as_mut().now_or_never() {
        Some(came) => arrival.set(came.into()),
        None => spawn_local(async move {
            let came = fetching.await;
            // The person may have gone elsewhere meanwhile.
            if arrival.try_set(came.into()).is_none() {
                frame::arrive();
            }
        }),
    }
}

/// The address says where the person is; a site that has changed since has other files.
fn load_anew() {
    // A browser that does not load anew leaves the sentence in view.
    drop(window().location().reload());
}
