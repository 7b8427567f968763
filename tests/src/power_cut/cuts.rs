//! Cuts of one record: the power goes at every act, and of each cut several remains come back.

use std::panic::{AssertUnwindSafe, catch_unwind};

use kiosk::store::Promise;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::act::Platter;
use super::breach::{Breach, BreachKind};
use super::cache::{Cache, Honesty, Wear};
use super::check::{Newcomer, check, check_again};
use super::disk::Disk;
use super::premises::{Opened, Premises};
use super::record::Record;
use super::tally::{Failure, Tally};
use super::trouble::Plan;

/// How often the power goes once more while the hall comes back. More than half, because some of
/// these cuts come when the hall is already open.
const NESTED: f64 = 0.6;
/// How often it goes once more when the hall has come back and has accepted something.
const AGAIN: f64 = 0.1;
/// What a ticket does to a disk, and a little more.
const TICKET_ACTS: u64 = 10;

/// How a record is cut.
#[derive(Debug, Clone, Copy)]
pub struct Cuts {
    /// How many remains come back of each cut.
    pub remains: u64,
    /// Whether the disk is honest.
    pub honesty: Honesty,
    /// Whether a sector may hold garbage.
    pub wear: Wear,
}

impl Cuts {
    /// Cuts of an honest disk.
    pub fn honest(remains: u64) -> Self {
        Self { remains, honesty: Honesty::Honest, wear: Wear::Whole }
    }

    /// Cuts a record at every act.
    pub fn of(self, record: &Record, premises: &Premises) -> Tally {
        let mut tally = Tally::default();
        let mut cache = Cache::over(record.start.clone());
        for at in 0..=record.tape.len() {
            for remain in 0..self.remains {
                let mut random = dice(record.seed, at as u64, remain);
                let left = cache.cut(record.tape.get(at), self.wear, &mut random);
                let promised = record.promised(at as u64);
                let nested_before = tally.nested;
                let come_back =
                    || self.come_back(left, record, promised, premises, &mut random, &mut tally);
                let outcome = catch_unwind(AssertUnwindSafe(come_back))
                    .unwrap_or_else(|_| Err(BreachKind::Unopenable.found("the hall panicked")));
                tally.cuts += 1;
                if let Err(breach) = outcome {
                    let nested = tally.nested - nested_before;
                    tally.fail(Failure { seed: record.seed, at, remain, nested, breach });
                }
            }
            if let Some(act) = record.tape.get(at) {
                cache.take(act.clone(), self.honesty);
            }
        }
        tally
    }

    /// Opens the hall on what is left, perhaps with cuts in between, and checks it.
    fn come_back(
        self,
        mut left: Platter,
        record: &Record,
        promised: usize,
        premises: &Premises,
        random: &mut StdRng,
        tally: &mut Tally,
    ) -> Result<(), Breach> {
        let mut is_nested = random.random_bool(NESTED);
        loop {
            let cut_at = is_nested.then(|| random.random_range(0..premises.recovery));
            let plan = Plan { cut_at, honesty: self.honesty, ..Plan::default() };
            let disk = Disk::over(left, plan);
            match premises.open(disk.clone(), Promise::AfterCommit) {
                Ok(hall) => {
                    disk.plan(Plan::default());
                    let newcomer = check(&hall, record, promised, premises, random)?;
                    if random.random_bool(AGAIN) {
                        tally.later += 1;
                        return self.cut_again(hall, record, promised, &newcomer, premises, random);
                    }
                    hall.drop_dead();
                    return Ok(());
                }
                Err(error) if disk.has_power() => {
                    return Err(BreachKind::Unopenable.found(error.to_string()));
                }
                Err(_) => {
                    tally.nested += 1;
                    left = disk.left(self.wear, random);
                    // Now and then the power goes a third time.
                    is_nested = random.random_bool(0.1);
                }
            }
        }
    }

    /// Cuts a hall that came back while it answers the next one, or after that.
    fn cut_again(
        self,
        hall: Opened,
        record: &Record,
        promised: usize,
        newcomer: &Newcomer,
        premises: &Premises,
        random: &mut StdRng,
    ) -> Result<(), Breach> {
        let cut_at = Some(random.random_range(0..TICKET_ACTS));
        hall.disk.plan(Plan { cut_at, honesty: self.honesty, ..Plan::default() });
        let next = newcomer.next(random);
        let answer = hall.answer(next.ask(&hall.store, premises)).ok();
        let left = hall.disk.left(self.wear, random);
        hall.drop_dead();
        let hall = premises.open(Disk::over(left, Plan::default()), Promise::AfterCommit);
        let hall = hall.map_err(BreachKind::Unopenable.because())?;
        check_again(&hall, record, promised, newcomer, &(next, answer), premises)?;
        hall.drop_dead();
        Ok(())
    }
}

/// What is drawn for one cut.
fn dice(seed: u64, at: u64, remain: u64) -> StdRng {
    let mut bytes = [0; 32];
    for (part, number) in bytes.chunks_mut(8).zip([seed, at, remain]) {
        part.copy_from_slice(&number.to_le_bytes());
    }
    StdRng::from_seed(bytes)
}
