//! The citizen bundle: the kiosk on `/kiosk`, the portal everywhere else.

mod doors;

use app::mount::{begin_anew_soon, mount};
use app::surface::portal::Portal;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

fn main() {
    if is_kiosk() {
        spawn_local(open_kiosk());
    } else {
        mount(|| {
            provide_context(doors::PAGES);
            view! { <Portal/> }
        });
    }
}

/// The page shell says which surface it is.
fn is_kiosk() -> bool {
    let page = document().document_element();
    page.and_then(|page| page.get_attribute("data-surface")).as_deref() == Some("kiosk")
}

async fn open_kiosk() {
    if (doors::KIOSK.fetch)().await.is_err() {
        begin_anew_soon();
        return;
    }
    mount(|| {
        provide_context(doors::PAGES);
        doors::KIOSK.enter(())
    });
}
