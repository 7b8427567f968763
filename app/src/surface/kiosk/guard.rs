//! Guards what is on the screen: asks after a silence, and before wiping what was not sent.

use leptos::prelude::*;
use shared::text::citizen::kiosk as words;

use crate::session::{Presence, Session};
use crate::ui::{Button, ButtonKind, ButtonRow, ButtonWidth, Countdown, Dialog, DialogKind, say};

/// Whether the person was asked to confirm leaving.
#[derive(Clone, Copy)]
pub struct Leaving(pub RwSignal<bool>);

/// Asks both questions.
#[component]
pub fn IdleGuard(leaving: Leaving) -> impl IntoView {
    let session: Session = expect_context();
    let presence = session.presence();
    let is_asked = Memo::new(move |_| matches!(presence.get(), Presence::Asked { .. }));
    let seconds_left = Signal::derive(move || match presence.get() {
        Presence::Asked { seconds_left } => seconds_left,
        Presence::Away | Presence::Here => 0,
    });
    let Leaving(is_leaving) = leaving;
    view! {
        <Dialog
            kind=DialogKind::Cover
            open=is_asked
            title=say(words::STILL_THERE)
            on_leave=move |()| session.stay()
        >
            <Countdown seconds=seconds_left words=say(words::UNTIL_WIPED)/>
            <ButtonRow>
                <Button width=ButtonWidth::Full on_press=move |()| session.stay()>
                    {say(words::STAY)}
                </Button>
                <Button
                    kind=ButtonKind::Second
                    width=ButtonWidth::Full
                    on_press=move |()| session.begin()
                >
                    {say(words::NEW_PERSON)}
                </Button>
            </ButtonRow>
        </Dialog>
        <Dialog
            open=is_leaving
            title=say(words::LEAVE_TITLE)
            on_leave=move |()| is_leaving.set(false)
        >
            <p>{say(words::LEAVE)}</p>
            <ButtonRow>
                <Button
                    width=ButtonWidth::Full
                    on_press=move |()| session.end()
                    attr:data-testid="leave"
                >
                    {say(words::LEAVE_YES)}
                </Button>
                <Button
                    kind=ButtonKind::Second
                    width=ButtonWidth::Full
                    on_press=move |()| is_leaving.set(false)
                >
                    {say(words::LEAVE_NO)}
                </Button>
            </ButtonRow>
        </Dialog>
    }
}
