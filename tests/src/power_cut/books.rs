//! A hall that is asked one thing after the other, beside the books of what it promised.

use std::time::{Duration, Instant};

use kiosk::store::{Health, Promise, StoreError};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::journal::Link;

use super::breach::{Breach, BreachKind};
use super::cache::Wear;
use super::compare::compare;
use super::disk::Disk;
use super::ledger::Ledger;
use super::premises::{BEGINNING, Opened, Premises};
use super::request::{Answer, Request};
use super::trouble::Plan;

/// A hall and what it promised.
pub(super) struct Books<'a> {
    premises: &'a Premises,
    pub(super) hall: Opened,
    ledger: Ledger,
    links: Vec<Link>,
}

impl<'a> Books<'a> {
    /// Opens a hall that has promised this.
    pub(super) fn open(premises: &'a Premises, disk: Disk, ledger: Ledger) -> Result<Self, Breach> {
        let hall = premises.open(disk, Promise::AfterCommit);
        let hall = hall.map_err(BreachKind::Unopenable.because())?;
        Ok(Self { premises, hall, ledger, links: Vec::new() })
    }

    /// Asks, and writes nothing down.
    pub(super) fn try_ask(&self, request: &Request) -> Result<Answer, StoreError> {
        self.hall.answer(request.ask(&self.hall.store, self.premises))
    }

    /// Asks, and writes down what was promised. Asked again, it must be the same.
    pub(super) fn ask(&mut self, request: &Request) -> Result<(), Breach> {
        let store = &self.hall.store;
        let answer = self.try_ask(request).map_err(BreachKind::Stuck.because())?;
        let sealed = self.hall.sealed().map_err(BreachKind::Stuck.because())?;
        let before = self.ledger.clone();
        self.ledger.note(request, &answer, self.premises, &sealed);
        self.links =
            store.journal_after(BEGINNING, usize::MAX).map_err(BreachKind::Stuck.because())?;
        self.ledger.entries = self.links.len();
        for (id, kept) in &before.submissions {
            let again = &self.ledger.submissions[id].answer;
            BreachKind::Altered.unless(kept.answer == *again, || format!("the answer to {id}"))?;
        }
        let mut numbers: Vec<_> =
            self.ledger.tickets.values().map(|one| &one.first.ticket.number).collect();
        numbers.sort_by_key(|number| number.sequence);
        let is_gapless = numbers.iter().zip(1..).all(|(number, n)| number.sequence == n);
        BreachKind::Doubled.unless(is_gapless, || format!("{numbers:?} were given out"))
    }

    /// Cuts the power, opens what is left, and asks once more: what was promised before is there
    /// and the request is there once.
    pub(super) fn survive_a_cut(&self, request: &Request) -> Result<(), Breach> {
        let mut random = StdRng::seed_from_u64(self.hall.disk.acts());
        let left = self.hall.disk.left(Wear::Whole, &mut random);
        let disk = Disk::over(left, Plan::default());
        let mut after = Self::open(self.premises, disk, self.ledger.clone().reopened())?;
        let links = after
            .hall
            .store
            .journal_after(BEGINNING, usize::MAX)
            .map_err(BreachKind::Stuck.because())?;
        let is_longer = links.starts_with(&self.links);
        BreachKind::Lost.unless(is_longer, || "the journal is shorter or differs".to_owned())?;
        after.ask(request)?;
        compare(&after.hall.store, &after.ledger, &after.links, &[])?;
        after.hall.drop_dead();
        Ok(())
    }

    /// How long it takes until something is accepted again.
    pub(super) fn wait_until_open(&self) -> Duration {
        let begun = Instant::now();
        let mut health = self.hall.store.health();
        let open = self.hall.answer(health.wait_for(|health| *health == Health::Open));
        drop(open.expect("the store lives"));
        begun.elapsed()
    }
}
