//! What the hall's own screens keep in view: the posted catalogue and the hall's clock.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
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
}

/// The part of the index that the display needs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct BoardIndex {
    /// The unit.
    pub unit: BoardUnit,
    /// Fields in the order of their letters.
    pub fields: Vec<PostedField>,
    /// What the unit tells people in the hall.
    #[serde(default)]
    pub news: Vec<NewsItem>,
}

/// The unit as the display names it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct BoardUnit {
    /// Its name.
    pub name: Words,
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

/// What a screen needs of the posted catalogue, once it is here.
pub struct Posted<Index: Part = PostedIndex>(RwSignal<Option<Arc<Index>>>);

impl<Index: Part> Clone for Posted<Index> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Index: Part> Copy for Posted<Index> {}

/// A part of the index that a screen reads.
pub trait Part: DeserializeOwned + Send + Sync + 'static {
    /// The name of the unit.
    fn unit(&self) -> &Words;
}

impl Part for PostedIndex {
    fn unit(&self) -> &Words {
        &self.unit.name
    }
}

impl Part for BoardIndex {
    fn unit(&self) -> &Words {
        &self.unit.name
    }
}

/// The part of [`shared::hall::HallView`] that a clock needs.
#[derive(Deserialize)]
struct HallClock {
    now: Timestamp,
}

impl<Index: Part> Posted<Index> {
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
        self.read(|index| index.unit().clone()).unwrap_or_else(|| words::UNIT.into())
    }

    /// Reads it, if it is here.
    pub fn read<T>(self, read: impl FnOnce(&Index) -> T) -> Option<T> {
        self.0.with(|index| index.as_deref().map(read))
    }

    /// Reads it as it is now, if it is here.
    pub fn read_untracked<T>(self, read: impl FnOnce(&Index) -> T) -> Option<T> {
        self.0.with_untracked(|index| index.as_deref().map(read))
    }

    fn fetch(self) {
        leptos::task::spawn_local(async move {
            if let Ok(HallClock { now }) = api::get("/api/hall").await {
                clock::set_by(now);
            }
            if let Ok(index) = api::get::<Index>("/api/catalogue").await {
                // The screen may have gone meanwhile.
                let _ = self.0.try_set(Some(Arc::new(index)));
            }
        });
    }
}

impl Posted {
    /// The name of a procedure for lists; its code until the catalogue is here.
    pub fn procedure(self, code: &ProcedureCode) -> Words {
        let named = |index: &PostedIndex| {
            let card = index.procedures.iter().find(|card| card.code == *code);
            card.map(|card| card.short_name.clone())
        };
        self.read(named).flatten().unwrap_or_else(|| same(code.as_str()))
    }
}

fn same(text: &str) -> Words {
    Words { vi: text.to_owned(), en: text.to_owned() }
}
