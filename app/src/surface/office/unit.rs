//! The unit that this office belongs to: its name, and the hours its clocks count.

use std::time::Duration;

use leptos::prelude::*;
use shared::lang::Words;
use shared::office::OfficeUnit;
use shared::text::office as words;

use crate::{api, ticks};

const TRY_AGAIN: Duration = Duration::from_secs(5);

/// The unit, once it is here.
#[derive(Clone, Copy)]
pub struct PostedUnit(RwSignal<Option<OfficeUnit>>);

impl PostedUnit {
    /// Fetches the unit and tries until it is here.
    pub fn follow() -> Self {
        let posted = Self(RwSignal::new(None));
        posted.fetch();
        ticks::repeat(TRY_AGAIN, move || {
            if posted.0.with_untracked(Option::is_none) {
                posted.fetch();
            }
        });
        posted
    }

    /// Its name.
    pub fn name(self) -> Words {
        self.read(|unit| unit.name.clone()).unwrap_or_else(|| words::UNIT.into())
    }

    /// Reads it, if it is here.
    pub fn read<T>(self, read: impl FnOnce(&OfficeUnit) -> T) -> Option<T> {
        self.0.with(|unit| unit.as_ref().map(read))
    }

    fn fetch(self) {
        leptos::task::spawn_local(async move {
            if let Ok(unit) = api::get("/api/unit").await {
                let _ = self.0.try_set(Some(unit));
            }
        });
    }
}
