//! The figures that are in view, those they are held against, and how both are fetched.

use std::time::Duration;

use chrono::Days;
use leptos::prelude::*;
use shared::figures::{HallFigures, Period};
use shared::time::ServiceDay;

use crate::api::{self, ApiError};
use crate::officer::presence::Officer;
use crate::{clock, ticks};

const ASK_AGAIN: Duration = Duration::from_secs(30);

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The running day.
    Today,
    /// A day that is over.
    Day(ServiceDay),
    /// The running day and the six before it.
    LastSeven,
}

/// What the hall said.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub figures: HallFigures,
    /// The same of the period before, once it is here.
    pub before: Option<HallFigures>,
}

/// The figures as this screen knows them.
#[derive(Clone, Copy)]
pub struct Asked {
    wanted: RwSignal<Wanted>,
    answer: RwSignal<Option<Answer>>,
    trouble: RwSignal<Option<ApiError>>,
    officer: Officer,
}

impl Asked {
    /// Asks for the running day, and again as it goes on.
    pub fn follow() -> Self {
        let asked = Self {
            wanted: RwSignal::new(Wanted::Today),
            answer: RwSignal::new(None),
            trouble: RwSignal::new(None),
            officer: Officer::of_page(),
        };
        Effect::new(move || {
            // Which day is running is known when the hall's clock was heard.
            clock::follow();
            asked.ask(asked.wanted.get());
        });
        ticks::repeat(ASK_AGAIN, move || asked.ask(asked.wanted.get_untracked()));
        asked
    }

    /// What is asked for.
    pub fn wanted(self) -> Signal<Wanted> {
        self.wanted.into()
    }

    /// Asks for something else.
    pub fn choose(self, wanted: Wanted) {
        self.wanted.set(wanted);
    }

    /// What the hall said.
    pub fn answer(self) -> Signal<Option<Answer>> {
        self.answer.into()
    }

    /// Reads the answer; what nothing makes of it while it is not here.
    pub fn read<T: Default>(self, read: impl FnOnce(&Answer) -> T) -> T {
        self.answer.with(|answer| answer.as_ref().map(read)).unwrap_or_default()
    }

    /// Why the last question was not answered.
    pub fn trouble(self) -> Signal<Option<ApiError>> {
        self.trouble.into()
    }

    fn ask(self, wanted: Wanted) {
        leptos::task::spawn_local(async move {
            let period = wanted.period();
            let figures = api::get::<HallFigures>(&address(period, "")).await;
            if let Ok(figures) = &figures {
                clock::set_by(figures.as_of);
            }
            self.hear(wanted, period, figures);
            let before = api::get::<HallFigures>(&address(period.before(), "")).await;
            if let (Ok(before), Some(true)) = (before, self.is_wanted(wanted, period)) {
                let _ = self.answer.try_update(|answer| {
                    if let Some(answer) = answer {
                        answer.before = Some(before);
                    }
                });
            }
        });
    }

    fn hear(self, wanted: Wanted, period: Period, figures: Result<HallFigures, ApiError>) {
        // Another choice, another day, or the way out may have come meanwhile.
        if self.is_wanted(wanted, period) != Some(true) {
            return;
        }
        match figures {
            Ok(figures) => {
                let known = self.answer.with_untracked(|answer| {
                    let answer = answer.as_ref()?;
                    let is_same = answer.figures.period == figures.period;
                    answer.before.clone().filter(|_| is_same)
                });
                self.answer.set(Some(Answer { figures, before: known }));
                self.trouble.set(None);
            }
            Err(error) if self.officer.heed(&error) => {}
            Err(error) => self.trouble.set(Some(error)),
        }
    }

    fn is_wanted(self, wanted: Wanted, period: Period) -> Option<bool> {
        self.wanted.try_with_untracked(|now| *now == wanted && wanted.period() == period)
    }
}

impl Wanted {
    /// The days of it.
    pub fn period(self) -> Period {
        let today = ServiceDay(clock::today());
        match self {
            Self::Today => Period::day(today),
            Self::Day(day) => Period::day(day),
            Self::LastSeven => Period::days_up_to(today, 7),
        }
    }

    /// The day before the one in view.
    pub fn day_before(self) -> Self {
        let last = self.period().to.0;
        last.checked_sub_days(Days::new(1)).map_or(self, |day| Self::Day(ServiceDay(day)))
    }

    /// The day after the one in view, unless it has not come.
    pub fn day_after(self) -> Option<Self> {
        let today = clock::today();
        let next = self.period().to.0.checked_add_days(Days::new(1))?;
        match next.cmp(&today) {
            std::cmp::Ordering::Less => Some(Self::Day(ServiceDay(next))),
            std::cmp::Ordering::Equal => Some(Self::Today),
            std::cmp::Ordering::Greater => None,
        }
    }
}

/// Where the figures of a period are, as a page or as a file.
pub fn address(period: Period, extension: &str) -> String {
    let Period { from, to } = period;
    format!("/api/figures{extension}?day={from}&until={to}")
}
