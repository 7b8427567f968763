//! The place of a ticket on the phone that follows it: the number, huge, and what to do now.

use leptos::prelude::*;

use crate::ui::queue_ahead::QueueAhead;

/// How loud the place speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LiveTone {
    /// Time to wait.
    #[default]
    Calm,
    /// The turn is near.
    Near,
    /// The number is called.
    Called,
    /// Nothing more happens, or the holder must act first.
    Over,
}

impl LiveTone {
    fn name(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Near => "near",
            Self::Called => "called",
            Self::Over => "over",
        }
    }
}

/// Draws the place; the sentence says what the dots and the colour say.
#[component]
pub fn LivePlace(
    #[prop(into)] tone: Signal<LiveTone>,
    #[prop(into)] field: Signal<String>,
    #[prop(into)] number: Signal<String>,
    /// Where the ticket stands, in one sentence.
    #[prop(into)]
    standing: Signal<String>,
    /// What the holder does now.
    #[prop(into)]
    to_do: Signal<String>,
    /// People before, while that means something.
    #[prop(into)]
    people: Signal<u32>,
    /// When this was heard.
    #[prop(into)]
    heard: Signal<String>,
) -> impl IntoView {
    let dots = move || (people.get() > 0).then(|| view! { <QueueAhead people/> });
    view! {
        <article class="live-place" data-tone=move || tone.get().name() data-testid="live-place">
            <p class="live-place__field">{field}</p>
            <p class="live-place__number" data-testid="live-number">{number}</p>
            <p class="live-place__standing" data-testid="live-standing">{standing}</p>
            {dots}
            <p class="live-place__do">{to_do}</p>
            <p class="live-place__heard">{heard}</p>
        </article>
    }
}
