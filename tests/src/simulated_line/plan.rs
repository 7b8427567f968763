//! What a run is about: how many halls, what is handed in when, what goes wrong. Drawn from a seed.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use shared::delivery::Backoff;
use shared::ids::SubmissionId;
use shared::time::Timestamp;

use super::happening::Trouble;
use super::parcel::minted;
use super::weather::{DAY, Forecast, HOUR, MINUTE};

/// A Monday morning.
const MORNING: &str = "2026-11-23T02:00:00Z";

/// One application that is to be handed in.
#[derive(Debug, Clone)]
pub struct Errand {
    /// Its id.
    pub id: SubmissionId,
    /// Which form.
    pub form: u64,
    /// How many files go with it.
    pub files: usize,
}

/// A run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What it was drawn from.
    pub seed: u64,
    /// The line of each hall.
    pub lines: Vec<Forecast>,
    /// What is handed in.
    pub errands: Vec<Errand>,
    /// Where and when, together.
    pub visits: Vec<(u64, usize, Vec<usize>)>,
    /// What goes wrong in the halls.
    pub troubles: Vec<(u64, usize, Trouble)>,
    /// When the centre falls, and for how long.
    pub falls: Vec<(u64, u64)>,
    /// Errands that a proxy refuses until everything is calm.
    pub refused: Vec<usize>,
    /// When nothing goes wrong any more.
    pub calm_at: u64,
    /// How long everything may take from then on.
    pub patience: u64,
    /// The pauses between attempts.
    pub backoff: Backoff,
    /// Between two looks at the journal.
    pub journal_every: u64,
    /// The bytes that a hall's database holds in memory only.
    pub saving: u64,
}

impl Plan {
    /// A run drawn from a seed.
    pub fn of_seed(seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let random = &mut random;
        let outage = match random.random_range(0..10) {
            0 => random.random_range(DAY..=30 * DAY),
            _ => random.random_range(0..8 * HOUR),
        };
        let rest = random.random_range(2 * HOUR..12 * HOUR);
        let calm_at = outage + rest;
        let halls = random.random_range(1..=3);
        let line = |random: &mut StdRng| {
            let from = random.random_range(0..=rest);
            Forecast::changing(calm_at, random).with_outage(from, from + outage)
        };
        let lines = (0..halls).map(|_| line(random)).collect();
        let mut plan = Self {
            seed,
            lines,
            errands: Vec::new(),
            visits: Vec::new(),
            troubles: Vec::new(),
            falls: Vec::new(),
            refused: Vec::new(),
            calm_at,
            patience: HOUR,
            backoff: Backoff::default(),
            journal_every: if outage > DAY { 10 * MINUTE } else { MINUTE / 2 },
            saving: 12 * 1024,
        };
        (0..halls).for_each(|hall| plan.fill(hall, random));
        plan.falls = (0..random.random_range(0..3))
            .map(|_| (random.random_range(0..calm_at), random.random_range(1..HOUR)))
            .collect();
        plan
    }

    /// Some of many halls: an outage of 30 days in which everything is handed in, then a rough
    /// line, and nothing else.
    pub fn of_the_great_outage(seed: u64, halls: usize, errands: usize, chance: f64) -> Self {
        let random = &mut StdRng::seed_from_u64(seed);
        let outage = 30 * DAY;
        let mut plan = Self {
            lines: vec![Forecast::outage_then_rough(outage, 40 * DAY, chance); halls],
            calm_at: 40 * DAY,
            journal_every: HOUR,
            saving: 8 * 1024 * 1024,
            refused: Vec::new(),
            falls: Vec::new(),
            errands: Vec::new(),
            visits: Vec::new(),
            troubles: Vec::new(),
            patience: 5 * DAY,
            backoff: Backoff::default(),
            seed,
        };
        for hall in 0..halls {
            let numbers: Vec<usize> = (0..errands).map(|_| plan.errand(0, random)).collect();
            for (n, together) in numbers.chunks(50).enumerate() {
                let at = outage * (n as u64 * 50) / errands as u64;
                plan.visits.push((at, hall, together.to_vec()));
            }
        }
        plan
    }

    /// One hall on a line of its own, so many errands that nobody is sent on yet, and no trouble.
    pub fn quiet(line: Forecast, errands: usize) -> Self {
        let mut plan = Self::of_the_great_outage(1, 1, 0, 0.0);
        let random = &mut StdRng::seed_from_u64(1);
        plan.lines = vec![line];
        (plan.calm_at, plan.patience, plan.journal_every) = (0, 2 * HOUR, MINUTE);
        for _ in 0..errands {
            plan.errand(0, random);
        }
        plan
    }

    /// When the run begins.
    pub fn start() -> Timestamp {
        MORNING.parse().expect("a constant moment")
    }

    fn fill(&mut self, hall: usize, random: &mut StdRng) {
        for _ in 0..random.random_range(3..12) {
            let files = match random.random_range(0..20) {
                0 => 1,
                1 => random.random_range(2..7),
                _ => 0,
            };
            let is_shared = hall > 0 && random.random_bool(0.04);
            // An id that a screen used twice: another hall has it already.
            let number =
                if is_shared { self.any_errand(random) } else { self.errand(files, random) };
            let at = random.random_range(0..self.calm_at);
            self.visits.push((at, hall, vec![number]));
            if random.random_bool(0.05) {
                self.refused.push(number);
            }
        }
        for _ in 0..random.random_range(0..8) {
            let trouble = trouble(random);
            self.troubles.push((random.random_range(0..self.calm_at), hall, trouble));
        }
        let days = (1..=self.calm_at / DAY).map(|day| (day * DAY, hall, Trouble::KeepHouse));
        self.troubles.extend(days);
    }

    fn errand(&mut self, files: usize, random: &mut StdRng) -> usize {
        let id = SubmissionId(minted(Self::start(), random));
        let form = random.random_range(0..16);
        self.errands.push(Errand { id, form, files });
        self.errands.len() - 1
    }

    fn any_errand(&self, random: &mut StdRng) -> usize {
        let numbers: Vec<usize> = (0..self.errands.len()).collect();
        numbers.choose(random).copied().unwrap_or(0)
    }
}

fn trouble(random: &mut StdRng) -> Trouble {
    let span = i64::try_from(6 * HOUR).expect("it is small");
    match random.random_range(0..10) {
        0..=3 => Trouble::CutAt(random.random_range(0..60)),
        4 => Trouble::Cut,
        5 => Trouble::Kill,
        6 => Trouble::Stop,
        7 => Trouble::Unpark,
        _ => Trouble::Turn(random.random_range(-span..span)),
    }
}
