//! The citizen bundle: the kiosk on `/kiosk`, the portal everywhere else.

use app::device::gate::DeviceGate;
use app::mount::mount;
use app::surface::kiosk::Kiosk;
use app::surface::portal::Portal;
use leptos::prelude::*;

fn main() {
    if is_kiosk() {
        mount(|| view! { <DeviceGate><Kiosk/></DeviceGate> });
    } else {
        mount(|| view! { <Portal/> });
    }
}

/// The page shell says which surface it is.
fn is_kiosk() -> bool {
    let page = document().document_element();
    page.and_then(|page| page.get_attribute("data-surface")).as_deref() == Some("kiosk")
}
