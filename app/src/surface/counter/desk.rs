//! The desk as this screen knows it, and the one way in which acts leave it.

use std::time::Duration;

use leptos::prelude::*;
use shared::hall::{ActDone, CounterView, Verb};
use shared::ids::ActId;
use shared::ticket::{Ticket, TicketState};

use super::press::Press;
use crate::api::{self, ApiError};
use crate::live::{Link, LiveState};
use crate::officer::presence::Officer;
use crate::ui::Connection;
use crate::{clock, mint, ticks};

const ASK_AGAIN: Duration = Duration::from_secs(20);
const SEND_AGAIN: Duration = Duration::from_secs(2);
const SLOW_AFTER: Duration = Duration::from_secs(2);

/// Whether the desk is being asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Rest,
    Asked,
    /// Something changed meanwhile, so it is asked for once more.
    AskedAgain,
}

/// The desk: what the hall last said of it, and the press that is under way.
#[derive(Clone, Copy)]
pub struct Desk {
    view: RwSignal<Option<CounterView>>,
    trouble: RwSignal<Option<ApiError>>,
    press: RwSignal<Press>,
    asking: StoredValue<Asking>,
    live: Signal<LiveState>,
    officer: Officer,
}

impl Desk {
    /// Follows the desk: it is asked for again whenever something changes in the hall.
    pub fn follow(live: Signal<LiveState>) -> Self {
        let desk = Self {
            view: RwSignal::new(None),
            trouble: RwSignal::new(None),
            press: RwSignal::new(Press::Rest),
            asking: StoredValue::new(Asking::Rest),
            live,
            officer: Officer::of_page(),
        };
        let number = Memo::new(move |_| {
            live.with(|live| live.snapshot.as_ref().map(|snapshot| snapshot.number))
        });
        Effect::new(move || {
            // Read rather than tracked: a memo that nobody reads follows nothing.
            let _ = number.get();
            desk.refresh();
        });
        ticks::repeat(ASK_AGAIN, move || desk.refresh());
        desk
    }

    /// What the hall last said.
    pub fn view(self) -> Signal<Option<CounterView>> {
        self.view.into()
    }

    /// Why the desk could not be asked for.
    pub fn trouble(self) -> Signal<Option<ApiError>> {
        self.trouble.into()
    }

    /// The press that is under way, or what became of the last one.
    pub fn press(self) -> Signal<Press> {
        self.press.into()
    }

    /// Reads the ticket at hand.
    pub fn with_ticket<T>(self, read: impl FnOnce(Option<&Ticket>) -> T) -> T {
        self.view.with(|view| read(view.as_ref().and_then(|view| view.at_hand.as_ref())))
    }

    /// How the line to the hall is.
    pub fn connection(self) -> Connection {
        let is_lost = self.live.with(|live| live.link == Link::Lost)
            || self.trouble.with(|trouble| *trouble == Some(ApiError::Offline));
        self.press.with(|press| match press {
            Press::Unanswered { .. } => Connection::Lost,
            Press::Sent { is_slow: true, .. } if !is_lost => Connection::Slow,
            Press::Rest
            | Press::Sent { .. }
            | Press::FoundNobody
            | Press::Refused(_)
            | Press::Failed => {
                if is_lost {
                    Connection::Lost
                } else {
                    Connection::Live
                }
            }
        })
    }

    /// Presses a verb, unless another one is under way.
    pub fn act(self, verb: Verb) {
        if !self.press.with_untracked(Press::is_under_way) {
            self.send(mint::act_id(), verb);
        }
    }

    /// Sends one act until an answer is heard; every try is the same request.
    fn send(self, act: ActId, verb: Verb) {
        let sent = Press::Sent { act, verb: verb.clone(), is_slow: false };
        if self.press.try_set(sent).is_some() {
            // The desk was left; what was pressed was pressed.
            return;
        }
        set_timeout(move || self.slow(act), SLOW_AFTER);
        leptos::task::spawn_local(async move {
            let path = format!("/api/counter/acts/{act}");
            match api::put::<Verb, ActDone>(&path, &verb).await {
                Ok(done) => self.take_over(&verb, done),
                Err(ApiError::Offline) => {
                    let _ = self.press.try_set(Press::Unanswered { act, verb: verb.clone() });
                    set_timeout(move || self.send(act, verb), SEND_AGAIN);
                    return;
                }
                Err(error) => self.refuse(error),
            }
            self.refresh();
        });
    }

    fn slow(self, act: ActId) {
        let _ = self.press.try_update(|press| *press = std::mem::take(press).slowed(act));
    }

    fn take_over(self, verb: &Verb, done: ActDone) {
        let after = match (verb, &done.ticket) {
            (Verb::Next, None) => Press::FoundNobody,
            (_, None | Some(_)) => Press::Rest,
        };
        if is_at_hand(verb) {
            let _ = self.view.try_update(|view| {
                if let Some(view) = view {
                    view.at_hand = done.ticket.filter(is_open);
                }
            });
        }
        let _ = self.press.try_set(after);
    }

    fn refuse(self, error: ApiError) {
        if self.officer.heed(&error) {
            return;
        }
        let after = match error {
            ApiError::Refused(refused) => Press::Refused(refused.words),
            ApiError::Offline | ApiError::Failed => Press::Failed,
        };
        let _ = self.press.try_set(after);
    }

    /// Asks how the desk is, once at a time.
    pub fn refresh(self) {
        let before = self.asking.try_update_value(|asking| {
            let before = *asking;
            *asking = match before {
                Asking::Rest => Asking::Asked,
                Asking::Asked | Asking::AskedAgain => Asking::AskedAgain,
            };
            before
        });
        if before == Some(Asking::Rest) {
            leptos::task::spawn_local(self.ask());
        }
    }

    async fn ask(self) {
        loop {
            let answer = api::get::<CounterView>("/api/counter").await;
            self.hear(answer);
            let is_stale = self.asking.try_update_value(|asking| {
                let is_stale = *asking == Asking::AskedAgain;
                *asking = if is_stale { Asking::Asked } else { Asking::Rest };
                is_stale
            });
            if is_stale != Some(true) {
                return;
            }
        }
    }

    fn hear(self, answer: Result<CounterView, ApiError>) {
        match answer {
            Ok(view) => {
                clock::set_by(view.now);
                let _ = self.trouble.try_set(None);
                if !view.waiting.is_empty() {
                    let _ = self.press.try_update(|press| *press = std::mem::take(press).met());
                }
                let _ = self.view.try_set(Some(view));
            }
            Err(error) => {
                if !self.officer.heed(&error) {
                    let _ = self.trouble.try_set(Some(error));
                }
            }
        }
    }
}

/// Whether a verb leaves its ticket at hand or takes it away; the others are about those elsewhere.
fn is_at_hand(verb: &Verb) -> bool {
    match verb {
        Verb::Next
        | Verb::Pick { .. }
        | Verb::Recall
        | Verb::Serve
        | Verb::GoOn { .. }
        | Verb::Hold { .. }
        | Verb::Transfer { .. }
        | Verb::Close { .. } => true,
        Verb::Resume { .. } | Verb::Return { .. } | Verb::Again { .. } => false,
    }
}

fn is_open(ticket: &Ticket) -> bool {
    match ticket.state {
        TicketState::Called { .. } | TicketState::Serving { .. } => true,
        TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. } => {
            false
        }
    }
}
