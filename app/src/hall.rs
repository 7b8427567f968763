//! What the hall's own screens keep in view: the posted catalogue and the hall's clock.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use serde::Deserialize;
use shared::catalogue::NewsItem;
use shared::ids::{CounterId, ProcedureCode, SeriesCode};
use shared::lang::Words;
use shared::text::hall as words;
use shared::time::Timestamp;

use crate::{api, clock, ticks};

const TRY_AGAIN: Duration = Duration::from_secs(5);
const ASK_AGAIN: Duration = Duration::from_secs(600);

/// The part of [`shared::catalogue::CatalogueIndex`] that the hall's screens need; reading no
/// more than that keeps their bundles small.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PostedIndex {
    /// The unit.
    pub unit: PostedUnit,
    /// Fields in the order of their letters.
    pub fields: Vec<PostedField>,
    /// The procedures.
    pub procedures: Vec<PostedProcedure>,
    /// What the unit tells people in the hall.
    #[serde(default)]
    pub news: Vec<NewsItem>,
}

/// The unit and its counters.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PostedUnit {
    /// Its name.
    pub name: Words,
    /// Its counters.
    pub counters: Vec<PostedCounter>,
}

/// A counter.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PostedCounter {
    /// The number above it.
    pub number: CounterId,
    /// What it does.
    pub name: Words,
    /// The series it serves.
    pub series: Vec<SeriesCode>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PostedField {
    /// The letter of its tickets.
    pub series: SeriesCode,
    /// Its name.
    pub name: Words,
}

/// A procedure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PostedProcedure {
    /// The national code.
    pub code: ProcedureCode,
    /// The name for lists.
    pub short_name: Words,
    /// The published name.
    pub name: Words,
    /// The fee in one line.
    pub fee_line: Words,
    /// The time limit in one line.
    pub limit_line: Words,
}

/// The posted catalogue, once it is here.
#[derive(Clone, Copy)]
pub struct Posted(RwSignal<Option<Arc<PostedIndex>>>);

/// The part of [`shared::hall::HallView`] that a clock needs.
#[derive(Deserialize)]
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
        let named = |index: &PostedIndex| {
            let card = index.procedures.iter().find(|card| card.code == *code);
            card.map(|card| card.short_name.clone())
        };
        self.read(named).flatten().unwrap_or_else(|| same(code.as_str()))
    }

    /// Reads the catalogue, if it is here.
    pub fn read<T>(self, read: impl FnOnce(&PostedIndex) -> T) -> Option<T> {
        self.0.with(|index| index.as_deref().map(read))
    }

    fn fetch(self) {
        leptos::task::spawn_local(async move {
            if let Ok(HallClock { now }) = api::get("/api/hall").await {
                clock::set_by(now);
            }
            if let Ok(index) = api::get::<PostedIndex>("/api/catalogue").await {
                // The screen may have gone meanwhile.
                let _ = self.0.try_set(Some(Arc::new(index)));
            }
        });
    }
}

fn same(text: &str) -> Words {
    Words { vi: text.to_owned(), en: text.to_owned() }
}
