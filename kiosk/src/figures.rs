//! The figures of the hall: read out of the journal, and kept for days that are over.

mod csv;
mod workbook;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use shared::figures::{DAYS_MAX, DayBook, HallFigures, Period};
use shared::time::{ServiceDay, Timestamp};

use crate::store::{JournalDay, Store, StoreError};

pub(crate) use csv::csv;
pub(crate) use workbook::workbook;

/// Days that are kept in memory: the longest period, and the one it is held against.
const KEPT_MAX: usize = 2 * DAYS_MAX as usize;

/// The books of the days.
pub(crate) struct Books {
    store: Store,
    kept: Mutex<BTreeMap<ServiceDay, Arc<DayBook>>>,
}

impl Books {
    pub(crate) fn of(store: Store) -> Self {
        Self { store, kept: Mutex::default() }
    }

    /// Adds a period up. Blocks.
    pub(crate) fn figures(
        &self,
        period: Period,
        now: Timestamp,
    ) -> Result<HallFigures, StoreError> {
        let (mut books, mut missing) = (Vec::new(), Vec::new());
        for day in period.days() {
            match self.book(day, now)? {
                Some(book) => books.push(book),
                None => missing.push(day),
            }
        }
        let books = books.iter().map(|book| &**book);
        let mut figures = HallFigures::of(period, missing, books, now);
        let mut names = self.store.officer_names()?;
        for one in &mut figures.officers {
            one.name = names.remove(&one.officer);
        }
        Ok(figures)
    }

    /// The book of a day; none when the journal does not hold it.
    fn book(&self, day: ServiceDay, now: Timestamp) -> Result<Option<Arc<DayBook>>, StoreError> {
        if let Some(book) = self.kept().get(&day) {
            return Ok(Some(Arc::clone(book)));
        }
        match self.store.journal_of(day)? {
            JournalDay::NotHeld => Ok(None),
            JournalDay::Running(entries) => Ok(Some(Arc::new(DayBook::of(day, &entries, now)))),
            JournalDay::Over(entries) => {
                let book = Arc::new(DayBook::of(day, &entries, now));
                self.keep(day, Arc::clone(&book));
                Ok(Some(book))
            }
        }
    }

    /// Keeps a book; the earliest day goes when there are too many.
    fn keep(&self, day: ServiceDay, book: Arc<DayBook>) {
        let mut kept = self.kept();
        kept.insert(day, book);
        while kept.len() > KEPT_MAX {
            kept.pop_first();
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, BTreeMap<ServiceDay, Arc<DayBook>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
