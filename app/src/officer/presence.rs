//! Whether an officer is signed in, as the node says.

use std::time::Duration;

use leptos::prelude::*;
use shared::hall::SignedIn;
use shared::lang::{Text, Words};
use shared::refusal::Refusal;
use shared::text::officer as words;

use super::words_of;
use crate::api::{self, ApiError};

const CURRENT: &str = "/api/sessions/current";
const ASK_AGAIN: Duration = Duration::from_secs(3);

/// Who is at this screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// The node is being asked.
    Asking,
    /// The node does not answer; it is asked again.
    Unheard,
    /// Nobody is signed in, and this is why, when it happened by itself.
    Out(Option<Text>),
    /// An officer is.
    In(SignedIn),
}

/// The officer at this screen, known to everything below it.
#[derive(Clone, Copy)]
pub struct Officer {
    presence: RwSignal<Presence>,
    trouble: RwSignal<Option<Words>>,
}

impl Officer {
    /// Asks who is signed in.
    pub fn provide() -> Self {
        let officer =
            Self { presence: RwSignal::new(Presence::Asking), trouble: RwSignal::new(None) };
        provide_context(officer);
        officer.ask();
        officer
    }

    /// The officer at this screen.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// Who is at this screen.
    pub fn presence(self) -> Signal<Presence> {
        self.presence.into()
    }

    /// Why signing out did not work.
    pub fn trouble(self) -> Signal<Option<Words>> {
        self.trouble.into()
    }

    /// The sign-in name, empty while nobody is signed in.
    pub fn name(self) -> String {
        self.presence.with(|presence| match presence {
            Presence::In(signed_in) => signed_in.name.clone(),
            Presence::Asking | Presence::Unheard | Presence::Out(_) => String::new(),
        })
    }

    /// An officer has signed in.
    pub fn enter(self, signed_in: SignedIn) {
        self.trouble.set(None);
        self.presence.set(Presence::In(signed_in));
    }

    /// Notices that the node no longer knows the session; says whether it was that.
    pub fn heed(self, error: &ApiError) -> bool {
        let is_over =
            matches!(error, ApiError::Refused(one) if one.refusal == Refusal::NotSignedIn);
        if is_over {
            // The screen may be gone when a late answer comes.
            let _ = self.presence.try_set(Presence::Out(Some(words::SESSION_OVER)));
        }
        is_over
    }

    /// Signs out; while the node is not heard the officer stays signed in and is told so.
    pub fn sign_out(self) {
        leptos::task::spawn_local(async move {
            match api::delete(CURRENT).await {
                Ok(()) => self.presence.set(Presence::Out(None)),
                Err(error) if self.heed(&error) => self.presence.set(Presence::Out(None)),
                Err(error) => self.trouble.set(Some(words_of(&error))),
            }
        });
    }

    fn ask(self) {
        leptos::task::spawn_local(async move {
            match api::get::<SignedIn>(CURRENT).await {
                Ok(signed_in) => self.enter(signed_in),
                Err(ApiError::Refused(_)) => self.presence.set(Presence::Out(None)),
                Err(ApiError::Offline | ApiError::Failed) => {
                    self.presence.set(Presence::Unheard);
                    set_timeout(move || self.ask(), ASK_AGAIN);
                }
            }
        });
    }
}
