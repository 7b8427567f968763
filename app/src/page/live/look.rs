//! Looks at a ticket again and again: often when the turn is near, less and less while nobody
//! answers, and at once when the person comes back to the page.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use shared::hall::{FollowToken, LiveTicket};
use shared::refusal::Refusal;

use super::super::ticket::vibrate;
use crate::api::{self, ApiError};
use crate::journey::live::{buzz, look_again, try_again};

/// What was heard of a ticket so far.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// The first look is on its way.
    NothingYet,
    /// Nobody has answered yet.
    Nobody,
    /// No ticket belongs to the token.
    Unknown,
    /// The last place that was heard of.
    Ticket(LiveTicket),
}

impl Heard {
    /// The ticket, once it was heard of.
    pub fn ticket(self) -> Option<LiveTicket> {
        match self {
            Self::Ticket(ticket) => Some(ticket),
            Self::NothingYet | Self::Nobody | Self::Unknown => None,
        }
    }
}

/// The looks of one page; they end with its owner.
#[derive(Clone, Copy)]
pub struct Look {
    heard: RwSignal<Heard>,
    unanswered: RwSignal<u32>,
    path: StoredValue<String>,
    is_looking: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Look {
    /// Looks at once, and then again.
    pub fn begin(token: FollowToken) -> Self {
        let look = Self {
            heard: RwSignal::new(Heard::NothingYet),
            unanswered: RwSignal::new(0),
            path: StoredValue::new(format!("/api/live-tickets/{}", token.reveal())),
            is_looking: StoredValue::new(false),
            timer: StoredValue::new(None),
        };
        let back = window_event_listener(ev::visibilitychange, move |_| look.now());
        let online = window_event_listener(ev::online, move |_| look.now());
        on_cleanup(move || {
            back.remove();
            online.remove();
            look.stop_waiting();
        });
        look.now();
        look
    }

    /// What was heard so far.
    pub fn heard(self) -> RwSignal<Heard> {
        self.heard
    }

    /// Whether the last look was not answered.
    pub fn is_lost(self) -> bool {
        self.unanswered.get() > 0
    }

    /// Looks now, unless a look is on its way.
    pub fn now(self) {
        if document().hidden() || self.is_looking.try_get_value() != Some(false) {
            return;
        }
        self.stop_waiting();
        self.is_looking.set_value(true);
        leptos::task::spawn_local(async move {
            let Some(path) = self.path.try_get_value() else { return };
            let answer = api::get::<LiveTicket>(&path).await;
            // The page may have gone while the request was on its way.
            if self.is_looking.try_set_value(false).is_none() {
                self.hear(answer);
            }
        });
    }

    fn hear(self, answer: Result<LiveTicket, ApiError>) {
        match answer {
            Ok(ticket) => {
                self.unanswered.set(0);
                if let Some(before) = self.heard.get_untracked().ticket() {
                    vibrate(buzz(before.standing, ticket.standing));
                }
                let pause = look_again(ticket.standing);
                self.heard.set(Heard::Ticket(ticket));
                if let Some(pause) = pause {
                    self.wait(pause);
                }
            }
            Err(ApiError::Refused(refused)) if refused.refusal == Refusal::NotFound => {
                self.heard.set(Heard::Unknown);
            }
            Err(ApiError::Refused(_) | ApiError::Offline | ApiError::Failed) => {
                let unanswered = self.unanswered.get_untracked().saturating_add(1);
                self.unanswered.set(unanswered);
                if self.heard.with_untracked(|heard| *heard == Heard::NothingYet) {
                    self.heard.set(Heard::Nobody);
                }
                self.wait(try_again(unanswered));
            }
        }
    }

    fn wait(self, pause: Duration) {
        // A browser without timers looks again when the person comes back to the page.
        self.timer.set_value(set_timeout_with_handle(move || self.now(), pause).ok());
    }

    fn stop_waiting(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }
}
