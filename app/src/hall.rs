//! What the hall's own screens keep in view: the posted catalogue and the hall's clock.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use shared::catalogue::CatalogueIndex;
use shared::ids::ProcedureCode;
use shared::lang::Words;
use shared::text::hall as words;
use shared::time::Timestamp;

use crate::{api, clock, ticks};

const TRY_AGAIN: Duration = Duration::from_secs(5);
const ASK_AGAIN: Duration = Duration::from_secs(600);

/// The posted catalogue, once it is here.
#[derive(Clone, Copy)]
pub struct Posted(RwSignal<Option<Arc<CatalogueIndex>>>);

/// The part of [`shared::hall::HallView`] that a clock needs.
#[derive(serde::Deserialize)]
struct HallClock {
    now: Timestamp,
}

impl Posted {
    /// Fetches the catalogue and the hall's clock, tries until both are here, and keeps them fresh.
    pub fn follow() -> Self {
        let posted = Self(RwSignal::new(None));
        posted.fetch();
        ticks::repeat(TRY_AGAIN, move || {
            if posted.0.with_untracked(Option::is_none) {
                posted.fetch();
            }
        });
        ticks::repeat(ASK_AGAIN, move || posted.fetch());
        posted
    }

    /// The name of the unit.
    pub fn unit(self) -> Words {
        self.read(|index| index.unit.name.clone()).unwrap_or_else(|| words::UNIT.into())
    }

    /// The name of a procedure for lists; its code until the catalogue is here.
    pub fn procedure(self, code: &ProcedureCode) -> Words {
        let named = |index: &CatalogueIndex| {
            let card = index.procedures.iter().find(|card| card.code == *code);
            card.map(|card| card.short_name.clone())
        };
        self.read(named).flatten().unwrap_or_else(|| same(code.as_str()))
    }

    /// Reads the catalogue, if it is here.
    pub fn read<T>(self, read: impl FnOnce(&CatalogueIndex) -> T) -> Option<T> {
        self.0.with(|index| index.as_deref().map(read))
    }

    fn fetch(self) {
        leptos::task::spawn_local(async move {
            if let Ok(HallClock { now }) = api::get("/api/hall").await {
                clock::set_by(now);
            }
            if let Ok(index) = api::get::<CatalogueIndex>("/api/catalogue").await {
                // The screen may have gone meanwhile.
                let _ = self.0.try_set(Some(Arc::new(index)));
            }
        });
    }
}

fn same(text: &str) -> Words {
    Words { vi: text.to_owned(), en: text.to_owned() }
}
