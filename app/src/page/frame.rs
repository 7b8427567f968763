//! The frame of every page: one call draws it for the kiosk or for the phone.

use std::time::Duration;

use leptos::children::ViewFnOnce;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use shared::submission::Surface;
use wasm_bindgen::JsCast;

use super::visit::Visit;
use crate::journey::step::Part;
use crate::ui::{
    BackLink, KioskAct, KioskLayout, KioskPage, PageHeading, PhonePage, Steps, say_posted,
};

/// What a surface puts around every page.
#[derive(Clone)]
pub struct Surroundings {
    /// The band with the unit's name.
    pub band: ViewFn,
    /// The keyboard on glass, where there is one.
    pub dock: ViewFn,
    /// The bar of helps, where there is one.
    pub foot: ViewFn,
    /// A line under the content, where the surface has something to say.
    pub note: ViewFn,
}

/// How a page shares its height on the kiosk.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// A question above, its answer below.
    #[default]
    Calm,
    /// A short heading over something long.
    List,
}

/// Which way leads back.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum WayBack {
    /// To the page before.
    #[default]
    Before,
    /// None: the page ends something.
    None,
}

/// Frames one page: heading, way back, progress, content, and the one act.
#[component]
pub fn Screen(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] lead: Signal<Option<String>>,
    #[prop(optional)] layout: Layout,
    #[prop(optional)] way_back: WayBack,
    #[prop(default = None)] part: Option<Part>,
    #[prop(optional, into)] act: Option<ViewFnOnce>,
    /// What Enter in a field does.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let visit = Visit::of_page();
    let Surroundings { band, dock, foot, note } = expect_context();
    let on_back = (way_back == WayBack::Before).then(|| Callback::new(move |()| visit.back()));
    let steps = part.map(|part| view! { <Progress part/> });
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && is_line(&event) {
            event.prevent_default();
            if let Some(on_enter) = on_enter {
                on_enter.run(());
            }
        }
    };
    match visit.surface {
        Surface::Kiosk => {
            let reading = move || {
                view! {
                    {on_back.map(|on_press| view! { <BackLink on_press/> })}
                    {steps}
                    <PageHeading title lead/>
                }
            };
            let layout = match layout {
                Layout::Calm => KioskLayout::Calm,
                Layout::List => KioskLayout::List,
            };
            view! {
                <KioskPage
                    layout
                    band=move || band.run()
                    reading
                    dock=move || dock.run()
                    foot=move || foot.run()
                    on:keydown=enter
                >
                    {children()}
                    {note.run()}
                    {act.map(|act| view! { <KioskAct>{act.run()}</KioskAct> })}
                </KioskPage>
            }
            .into_any()
        }
        Surface::Portal => {
            let act = move || act.map(ViewFnOnce::run);
            let way = move || {
                view! {
                    {on_back.map(|on_press| view! { <BackLink on_press/> })}
                    {steps}
                }
            };
            view! {
                <PhonePage band=move || band.run() steps=way act on:keydown=enter>
                    <PageHeading title lead/>
                    {children()}
                </PhonePage>
            }
            .into_any()
        }
    }
}

#[component]
fn Progress(part: Part) -> impl IntoView {
    let Part { part, parts, title } = part;
    let title = say_posted(title);
    view! { <Steps part=Signal::stored(part) parts=Signal::stored(parts) title/> }
}

/// Enter on a button presses it and Enter in lines breaks the line; only a line sends.
fn is_line(event: &leptos::ev::KeyboardEvent) -> bool {
    event.target().is_some_and(|target| target.has_type::<leptos::web_sys::HtmlInputElement>())
}

/// Brings a page that has just come into view to its beginning, and the focus to its heading.
pub fn arrive() {
    set_timeout(
        || {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            let heading = document().query_selector("h1[tabindex]").ok().flatten();
            if let Some(heading) = heading.and_then(|one| one.dyn_into::<HtmlElement>().ok()) {
                // A heading that refuses the focus is still in view.
                let _ = heading.focus();
            }
        },
        Duration::ZERO,
    );
}
