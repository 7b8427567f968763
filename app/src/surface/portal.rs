//! The portal: the same journey on the citizen's own phone or computer.

pub mod home;

use leptos::prelude::*;
use shared::submission::Surface;

use self::home::Home;
use crate::mode::Mode;
use crate::page::PageInView;
use crate::page::frame::Surroundings;
use crate::page::posted::Posted;
use crate::page::visit::Visit;
use crate::ui::{LangSwitch, TopBand, say_words};

const SERVICE_WORKER: &str = "/service_worker.js";

/// Shows the place that the address names.
#[component]
pub fn Portal() -> impl IntoView {
    let mode = Mode::provide();
    Posted::provide();
    Visit::provide(Surface::Portal);
    provide_context(Surroundings {
        band: ViewFn::from(move || view! { <Band mode/> }),
        dock: ViewFn::default(),
        foot: ViewFn::default(),
        note: ViewFn::default(),
    });
    install();
    view! { <PageInView home=|| view! { <Home/> }/> }
}

#[component]
fn Band(mode: Mode) -> impl IntoView {
    let posted = Posted::of_page();
    view! {
        <TopBand unit=say_words(move || posted.unit_name())>
            <LangSwitch on_choose=move |lang| mode.lang.set(lang)/>
        </TopBand>
    }
}

/// Lets the shell and the catalogue work offline, where the browser allows it.
fn install() {
    let navigator = window().navigator();
    let is_able = js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
    if is_able {
        // A browser that refuses the worker shows the same pages online.
        drop(navigator.service_worker().register(SERVICE_WORKER));
    }
}
