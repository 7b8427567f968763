//! The counter: who is served, what the person came for, who waits, and the verbs at the foot.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use crate::ui::status::{Status, StatusKind};
use crate::ui::ticket_card::TicketMark;
use crate::ui::ticket_number::{NumberSize, TicketNumber};
use crate::ui::words::say;
use shared::text::screen;

/// Lays out the counter in three zones over a row of verbs.
#[component]
pub fn CounterZones(
    /// What a screen reader calls the page.
    #[prop(into)]
    title: Signal<String>,
    #[prop(into)] band: ViewFnOnce,
    #[prop(into)] serving: ViewFnOnce,
    #[prop(into)] matter: ViewFnOnce,
    #[prop(into)] waiting: ViewFnOnce,
    /// Buttons with their keys; the main verb is the only filled one.
    #[prop(into)]
    verbs: ViewFnOnce,
    /// What a screen reader calls that row.
    #[prop(into)]
    verbs_label: Signal<String>,
) -> impl IntoView {
    // A verb pressed by the mouse leaves the focus, and so the keys of the desk, where they are.
    let keep_focus = |event: leptos::ev::MouseEvent| event.prevent_default();
    view! {
        <div class="counter-zones">
            <div class="counter-zones__band">{band.run()}</div>
            <main class="counter-zones__main">
                <h1 class="visually-hidden">{title}</h1>
                <section class="counter-zones__serving">{serving.run()}</section>
                <section class="counter-zones__matter">{matter.run()}</section>
            </main>
            <aside class="counter-zones__waiting">{waiting.run()}</aside>
            <footer class="counter-zones__foot">
                <div
                    class="counter-zones__verbs"
                    role="toolbar"
                    aria-label=verbs_label
                    on:mousedown=keep_focus
                >
                    {verbs.run()}
                </div>
            </footer>
        </div>
    }
}

/// Who is being served.
#[component]
pub fn ServingNow(
    #[prop(into)] number: Signal<String>,
    #[prop(optional, into)] mark: Signal<TicketMark>,
    /// Why this one was chosen.
    #[prop(into)]
    reason: Signal<String>,
    /// The running time, such as `04:12`.
    #[prop(into)]
    running: Signal<String>,
    /// What the running time counts.
    #[prop(into)]
    running_words: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="serving-now">
            <TicketNumber size=NumberSize::Desk number attr:data-testid="at-hand"/>
            {move || priority_status(mark.get())}
            <p class="serving-now__reason" data-testid="reason">{reason}</p>
            <p class="serving-now__running">
                <span class="serving-now__time">{running}</span>
                <span class="serving-now__words">{running_words}</span>
            </p>
        </div>
    }
}

/// Holds [`WaitingRow`]s in the order in which they would be called.
#[component]
pub fn WaitingList(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! { <ol class="waiting-list" aria-label=label>{children()}</ol> }
}

/// One ticket that waits; pressing it asks to call it out of turn.
#[component]
pub fn WaitingRow(
    #[prop(into)] number: Signal<String>,
    #[prop(optional, into)] mark: Signal<TicketMark>,
    /// What the person came for.
    #[prop(into)]
    matter: Signal<String>,
    /// What else there is to know.
    #[prop(into)]
    note: Option<Signal<String>>,
    /// How long the ticket has waited.
    #[prop(into)]
    waited: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let note = note.map(|words| view! { <Status kind=StatusKind::Waiting words/> });
    view! {
        <li class="waiting-list__line">
            <button
                type="button"
                class="waiting-list__row"
                data-row="waiting"
                on:click=move |_| on_press.run(())
            >
                <TicketNumber size=NumberSize::Row number/>
                <span class="waiting-list__matter">{matter}</span>
                {move || priority_status(mark.get())}
                {note}
                <span class="waiting-list__waited">{waited}</span>
            </button>
        </li>
    }
}

/// One ticket that is away; pressing it brings it back.
#[component]
pub fn AwayRow(
    #[prop(into)] number: Signal<String>,
    /// What the person came for.
    #[prop(into)]
    matter: Signal<String>,
    /// How and since when it is away.
    #[prop(into)]
    since: Signal<String>,
    /// What pressing it does.
    #[prop(into)]
    act: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <li class="waiting-list__line">
            <button
                type="button"
                class="waiting-list__row"
                data-row="away"
                on:click=move |_| on_press.run(())
            >
                <TicketNumber size=NumberSize::Row number/>
                <span class="waiting-list__matter">{matter}</span>
                <span class="waiting-list__act">{act}</span>
                <span class="waiting-list__waited">{since}</span>
            </button>
        </li>
    }
}

fn priority_status(mark: TicketMark) -> impl IntoView {
    match mark {
        TicketMark::Ordinary => None,
        TicketMark::Priority => {
            Some(view! { <Status kind=StatusKind::Priority words=say(screen::PRIORITY)/> })
        }
    }
}
