//! The card, where a field asks for it: held to the scanner, read once, kept nowhere.

use leptos::ev;
use leptos::prelude::*;
use shared::ids::ProcedureCode;
use shared::text::citizen::card as words;

use super::super::find::optional;
use super::super::frame::Screen;
use super::super::visit::Visit;
use super::edit;
use crate::journey::place::Place;
use crate::journey::scan::{Scan, Scanned};
use crate::journey::ticket::TicketStep;
use crate::ui::{
    Button, ButtonKind, ButtonWidth, CardReader, IconName, Notice, NoticeKind, QuietLine, always,
    say,
};

/// Waits for a card, and says what to do without one.
#[component]
pub fn CardPage(code: ProcedureCode) -> impl IntoView {
    let visit = Visit::of_page();
    let is_unread = RwSignal::new(false);
    listen(move |scanned| match scanned {
        Scanned::More => {}
        Scanned::NoCard => is_unread.set(true),
        Scanned::Card(number) => {
            edit(visit, |draft| draft.card = Some(number));
            visit.go(Place::TakeTicket(code.clone(), TicketStep::Confirm));
        }
    });
    let unread = say(words::UNREAD);
    let without = say(words::WITHOUT_TITLE);
    view! {
        <Screen
            title=say(words::TITLE)
            lead=optional(words::LEAD)
            act=move || view! {
                <Button
                    kind=ButtonKind::Quiet
                    width=ButtonWidth::Full
                    on_press=move |()| visit.go(Place::Home)
                    attr:data-testid="without-card"
                >
                    {say(words::LEAVE)}
                </Button>
            }
        >
            {move || is_unread.get().then(|| view! {
                <Notice kind=NoticeKind::Error><p data-testid="card-unread">{unread}</p></Notice>
            })}
            <CardReader/>
            <QuietLine icon=IconName::IdCard>{say(words::KEPT_NOWHERE)}</QuietLine>
            <Notice kind=NoticeKind::Info title=always(without)>{say(words::WITHOUT)}</Notice>
        </Screen>
    }
}

/// Hears the keys of a scanner, which types as a keyboard does; no key reaches a button meanwhile.
fn listen(hear: impl Fn(Scanned) + 'static) {
    let scan = StoredValue::new_local(Scan::default());
    let listener = window_event_listener(ev::keydown, move |event| {
        let key = event.key();
        let heard = scan.try_update_value(|scan| scan.key(&key, event.time_stamp()));
        match heard {
            Some(Scanned::More) | None => {}
            Some(scanned @ (Scanned::Card(_) | Scanned::NoCard)) => {
                event.prevent_default();
                hear(scanned);
            }
        }
    });
    on_cleanup(move || listener.remove());
}
