//! The numbers being served, counter by counter.

use leptos::prelude::*;

use crate::ui::ticket_number::{NumberSize, TicketNumber};

/// What one counter serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterServing {
    /// The counter in words.
    pub counter: String,
    /// What it receives.
    pub field: String,
    /// The number, or a dash.
    pub number: String,
}

/// Shows the number at each counter.
#[component]
pub fn NowServing(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] counters: Signal<Vec<CounterServing>>,
) -> impl IntoView {
    let item = |serving: CounterServing| {
        view! {
            <li class="now-serving__counter">
                <span class="now-serving__name">{serving.counter}</span>
                <TicketNumber size=NumberSize::Row number=serving.number/>
                <span class="now-serving__field">{serving.field}</span>
            </li>
        }
    };
    view! {
        <section class="now-serving">
            <h2 class="now-serving__title">{title}</h2>
            <ul class="now-serving__counters">
                {move || counters.get().into_iter().map(item).collect_view()}
            </ul>
        </section>
    }
}
