//! The kiosk's session: it begins with a touch, asks after a silence, and ends with a wipe.

use gloo::timers::callback::Interval;
use leptos::prelude::*;
use shared::device::IdleSettings;

/// How long a finished page stays without a touch.
pub const CLOSE_FINISHED_AFTER_S: u32 = 45;

/// Where a session is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Presence {
    /// Nobody is at the screen.
    #[default]
    Away,
    /// Someone is.
    Here,
    /// Nothing was touched for long; the screen is covered and counts down.
    Asked {
        /// Until the wipe.
        seconds_left: u32,
    },
}

/// What a silence means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Patience {
    /// The person is in the middle of something: ask first.
    #[default]
    Asking,
    /// The matter is finished: close.
    Finished,
}

/// Decides where a session is after so many seconds of silence.
pub fn presence_after(silence_s: u32, patience: Patience, idle: IdleSettings) -> Presence {
    let IdleSettings { idle_seconds, countdown_seconds } = idle;
    match patience {
        Patience::Asking if silence_s < idle_seconds => Presence::Here,
        Patience::Asking => match (idle_seconds + countdown_seconds).checked_sub(silence_s) {
            None | Some(0) => Presence::Away,
            Some(seconds_left) => Presence::Asked { seconds_left },
        },
        Patience::Finished if silence_s < CLOSE_FINISHED_AFTER_S => Presence::Here,
        Patience::Finished => Presence::Away,
    }
}

/// One person's time at the kiosk. Each begins with a new number, so that nothing of the one
/// before is shown again.
#[derive(Clone, Copy)]
pub struct Session {
    presence: RwSignal<Presence>,
    person: RwSignal<u32>,
    silence_s: RwSignal<u32>,
    patience: RwSignal<Patience>,
    idle: RwSignal<IdleSettings>,
}

impl Session {
    /// A kiosk nobody stands at, with a clock that counts the silence.
    pub fn provide() -> Self {
        let session = Self {
            presence: RwSignal::new(Presence::Away),
            person: RwSignal::new(0),
            silence_s: RwSignal::new(0),
            patience: RwSignal::new(Patience::Asking),
            idle: RwSignal::new(IdleSettings::default()),
        };
        let ticking = StoredValue::new_local(Interval::new(1_000, move || session.tick()));
        on_cleanup(move || ticking.dispose());
        provide_context(session);
        session
    }

    /// Someone touched the idle screen.
    pub fn begin(self) {
        self.patience.set(Patience::Asking);
        self.silence_s.set(0);
        self.person.update(|person| *person = person.wrapping_add(1));
        self.presence.set(Presence::Here);
    }

    /// Someone touched something.
    pub fn touch(self) {
        if self.presence.get_untracked() == Presence::Here {
            self.silence_s.set(0);
        }
    }

    /// The person answered that they are still here.
    pub fn stay(self) {
        self.silence_s.set(0);
        self.presence.set(Presence::Here);
    }

    /// The person leaves; everything of the session goes.
    pub fn end(self) {
        self.presence.set(Presence::Away);
    }

    /// Says what a silence means from here on.
    pub fn set_patience(self, patience: Patience) {
        self.patience.set(patience);
        self.silence_s.set(0);
    }

    /// Says how long a silence may be at this screen.
    pub fn set_idle(self, idle: IdleSettings) {
        self.idle.set(idle);
    }

    /// Where the session is.
    pub fn presence(self) -> Signal<Presence> {
        self.presence.into()
    }

    /// The number of the person, which changes with every session.
    pub fn person(self) -> Signal<u32> {
        self.person.into()
    }

    /// Seconds until a finished page closes.
    pub fn closes_in_s(self) -> u32 {
        CLOSE_FINISHED_AFTER_S.saturating_sub(self.silence_s.get())
    }

    fn tick(self) {
        if self.presence.get_untracked() == Presence::Away {
            return;
        }
        self.silence_s.update(|silence_s| *silence_s += 1);
        let (patience, idle) = (self.patience.get_untracked(), self.idle.get_untracked());
        let after = presence_after(self.silence_s.get_untracked(), patience, idle);
        if after != self.presence.get_untracked() {
            self.presence.set(after);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_of_silence_asks_and_half_a_minute_more_wipes() {
        let after =
            |silence_s| presence_after(silence_s, Patience::Asking, IdleSettings::default());

        assert_eq!(after(59), Presence::Here);
        assert_eq!(after(60), Presence::Asked { seconds_left: 30 });
        assert_eq!(after(89), Presence::Asked { seconds_left: 1 });
        assert_eq!(after(90), Presence::Away);
    }

    #[test]
    fn a_finished_page_closes_without_asking() {
        let after =
            |silence_s| presence_after(silence_s, Patience::Finished, IdleSettings::default());

        assert_eq!(after(44), Presence::Here);
        assert_eq!(after(45), Presence::Away);
    }
}
