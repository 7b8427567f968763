//! The board of the hall: the newest call left, the last ones right, the hall's state at the foot.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::ticket_number::{NumberSize, TicketNumber};

/// Lays out the board.
#[component]
pub fn DisplayBoard(
    #[prop(into)] band: ViewFnOnce,
    #[prop(into)] now: ViewFnOnce,
    #[prop(into)] recent: ViewFnOnce,
    #[prop(into)] foot: ViewFnOnce,
) -> impl IntoView {
    view! {
        <div class="display-board">
            <div class="display-board__band">{band.run()}</div>
            <main class="display-board__now">{now.run()}</main>
            <aside class="display-board__recent">{recent.run()}</aside>
            <footer class="display-board__foot">{foot.run()}</footer>
        </div>
    }
}

/// One call as the hall reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardCall {
    /// Grows with every call, so that a recall grows in once more.
    pub sequence: u64,
    /// The number that is called.
    pub number: String,
    /// The counter in words.
    pub counter: String,
}

/// The newest call: it grows in once, then settles.
#[component]
pub fn BoardNow(
    /// What stands above the number.
    #[prop(into)]
    words: Signal<String>,
    #[prop(into)] call: Signal<BoardCall>,
) -> impl IntoView {
    view! {
        <h1 class="display-board__words">{words}</h1>
        {move || {
            let BoardCall { number, counter, .. } = call.get();
            view! {
                <div class="display-board__call">
                    <TicketNumber size=NumberSize::Board number attr:data-testid="display-number"/>
                    <p class="display-board__counter">
                        <Icon name=IconName::ArrowRight/>
                        <span data-testid="display-counter">{counter}</span>
                    </p>
                </div>
            }
        }}
    }
}

/// What stands there while nobody is called.
#[component]
pub fn BoardQuiet(
    icon: IconName,
    #[prop(into)] title: Signal<String>,
    /// What happens next.
    #[prop(into)]
    next: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="display-board__quiet">
            <Icon name=icon/>
            <h1 class="display-board__quiet-title" data-testid="quiet-title">{title}</h1>
            <p class="display-board__words">{next}</p>
        </div>
    }
}

/// The calls before it, newest first, in two columns.
#[component]
pub fn BoardRecent(
    #[prop(into)] number_head: Signal<String>,
    #[prop(into)] counter_head: Signal<String>,
    #[prop(into)] calls: Signal<Vec<BoardCall>>,
) -> impl IntoView {
    let row = |call: BoardCall| {
        view! {
            <tr>
                <td><TicketNumber size=NumberSize::Row number=call.number/></td>
                <td>{call.counter}</td>
            </tr>
        }
    };
    view! {
        <table class="display-board__table">
            <thead>
                <tr>
                    <th scope="col">{number_head}</th>
                    <th scope="col">{counter_head}</th>
                </tr>
            </thead>
            <tbody>{move || calls.get().into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// How many wait in one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldWaiting {
    /// The letter its numbers begin with.
    pub letter: String,
    /// The name of the field.
    pub field: String,
    /// How many wait, as words or a figure.
    pub waiting: String,
}

/// How many wait in each field.
#[component]
pub fn BoardWaiting(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] fields: Signal<Vec<FieldWaiting>>,
) -> impl IntoView {
    let item = |field: FieldWaiting| {
        view! {
            <div class="display-board__waiting-field">
                <dt>
                    <span class="display-board__letter">{field.letter}</span>
                    {field.field}
                </dt>
                <dd>{field.waiting}</dd>
            </div>
        }
    };
    view! {
        <p class="display-board__waiting-label">{label}</p>
        <dl class="display-board__waiting">
            {move || fields.get().into_iter().map(item).collect_view()}
        </dl>
    }
}
