//! The hall's voice: it hears of the calls, lets the speaker decide and the loudspeaker play.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use shared::announcement::{Arrived, Clip, Heard, Speaker, Tested, VoiceReport, VoiceState};
use shared::hall::{Change, StreamEvent};
use shared::lang::Lang;

use super::loudspeaker::{Loudspeaker, Tester};
use crate::{clock, ticks};

/// How often clips that failed are tried again.
const TEST_AGAIN: Duration = Duration::from_secs(60);

/// The voice of one display.
pub(super) struct Voice {
    lang: Lang,
    speaker: RefCell<Speaker>,
    loudspeaker: OnceCell<Option<Loudspeaker>>,
    tester: Option<Tester>,
    report: RwSignal<VoiceReport>,
}

impl Voice {
    /// Tests every clip, sounds the chime, and speaks from then on.
    pub(super) fn open(lang: Lang) -> Rc<Self> {
        let speaker = Speaker::new(lang);
        let voice = Rc::new(Self {
            lang,
            report: RwSignal::new(speaker.report()),
            speaker: RefCell::new(speaker),
            loudspeaker: OnceCell::new(),
            tester: Tester::new(),
        });
        let told = Rc::downgrade(&voice);
        let loudspeaker = Loudspeaker::new(lang, move |turn, played| {
            if let Some(voice) = told.upgrade() {
                voice.hear(Heard::Played { turn, played });
            }
        });
        // The cell was made above and is set once.
        let _ = voice.loudspeaker.set(loudspeaker);
        voice.listen_to_touches();
        voice.test_all();
        let tested = Rc::clone(&voice);
        ticks::repeat(TEST_AGAIN, move || tested.test_again());
        voice
    }

    /// How it is.
    pub(super) fn state(&self) -> Signal<VoiceState> {
        let report = self.report;
        Memo::new(move |_| report.with(|report| report.state)).into()
    }

    /// How it is, and the first clip that cannot be played.
    pub(super) fn report(&self) -> Signal<VoiceReport> {
        self.report.into()
    }

    /// Hears of a change in the hall.
    pub(super) fn change(&self, event: &StreamEvent, arrived: Arrived) {
        match &event.change {
            Change::Called { call, .. } => self.hear(Heard::Called(call.clone(), arrived)),
            Change::Served { number }
            | Change::Held { number }
            | Change::Waits { number, .. }
            | Change::Closed { number, .. } => {
                self.hear(Heard::Came(number.clone()));
            }
            Change::Issued { .. } | Change::Line { .. } | Change::NewDay { .. } => {}
        }
    }

    fn hear(&self, heard: Heard) {
        let order = self.speaker.borrow_mut().hear(heard, clock::now());
        let report = self.speaker.borrow().report();
        // The screen may have gone between two sounds.
        if self.report.try_with_untracked(|known| *known != report) == Some(true) {
            let _ = self.report.try_set(report);
        }
        if let (Some(order), Some(Some(loudspeaker))) = (order, self.loudspeaker.get()) {
            loudspeaker.play(order);
        }
    }

    /// A browser lets a page play from the first touch or key on.
    fn listen_to_touches(self: &Rc<Self>) {
        let (touched, pressed) = (Rc::clone(self), Rc::clone(self));
        let touch = window_event_listener(leptos::ev::pointerdown, move |_| {
            touched.hear(Heard::Touched);
        });
        let press = window_event_listener(leptos::ev::keydown, move |_| {
            pressed.hear(Heard::Touched);
        });
        on_cleanup(move || {
            touch.remove();
            press.remove();
        });
    }

    fn test_all(self: &Rc<Self>) {
        let voice = Rc::clone(self);
        leptos::task::spawn_local(async move {
            voice.test(Clip::all(voice.lang)).await;
            voice.hear(Heard::Opened);
        });
    }

    fn test_again(self: &Rc<Self>) {
        let silent = self.speaker.borrow().silent().to_vec();
        let voice = Rc::clone(self);
        leptos::task::spawn_local(async move { voice.test(silent).await });
    }

    async fn test(&self, clips: Vec<Clip>) {
        for clip in clips {
            let tested = match &self.tester {
                Some(tester) => tester.test(&clip.address(self.lang)).await,
                None => Tested::Silent,
            };
            self.hear(Heard::Tested(clip, tested));
        }
    }
}
