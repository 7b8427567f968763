//! The plan of a day: who comes when, with what, and how it will go. Drawn from a seed alone.

use chrono::TimeDelta;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use shared::catalogue::Catalogue;
use shared::ids::{CounterId, ProcedureCode, TicketId};
use shared::ticket::{Ending, Keeps, PriorityGroup, TicketClass, TicketRequest, Transfer};
use shared::time::Timestamp;
use uuid::Uuid;

use super::script::{Person, Script, Then, Turn};

/// What kind of day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayPlan {
    /// Who comes.
    pub visitors: u32,
    /// How many of them in the first quarter of an hour.
    pub rush: u32,
    /// Counters that are open.
    pub counters: u16,
    /// How many times as fast the clock goes.
    pub speed: u32,
    /// What everything is drawn from.
    pub seed: u64,
    /// When the last ones come, in minutes after the opening.
    pub minutes: u32,
}

/// A field by one of its procedures, and how many of a hundred come for it.
const MATTERS: [(&str, u32); 6] = [
    ("2.000815", 35),
    ("1.004222", 20),
    ("1.001612", 10),
    ("1.012783", 14),
    ("1.013225", 6),
    ("3.000333", 15),
];
/// Nobody comes while the hall rests at noon, in minutes after the opening.
const REST: std::ops::Range<u32> = 260..390;

impl DayPlan {
    /// A day of a large hall.
    pub const LARGE: Self =
        Self { visitors: 1_200, rush: 300, counters: 70, speed: 240, seed: 1, minutes: 560 };
    /// A morning of a small one.
    pub const SMALL: Self =
        Self { visitors: 120, rush: 30, counters: 7, speed: 1_200, seed: 1, minutes: 240 };

    /// Everybody who comes.
    pub(super) fn people(&self, catalogue: &Catalogue, opening: Timestamp) -> Vec<Person> {
        let mut dice = Dice(StdRng::seed_from_u64(self.seed));
        (0..self.visitors).map(|n| self.person(n, catalogue, opening, &mut dice)).collect()
    }

    fn person(&self, n: u32, catalogue: &Catalogue, opening: Timestamp, dice: &mut Dice) -> Person {
        let comes_after = self.arrival(n, dice);
        let procedure = dice.matter();
        let class = dice.class(opening + comes_after);
        let minutes = matter_minutes(catalogue, &procedure);
        let script = self.script(minutes, dice);
        Person {
            // Of version 7, as a screen would mint it.
            ticket: TicketId(Uuid::new_v7(uuid::Timestamp::from_unix_time(u64::from(n), 0, 0, 0))),
            comes_after,
            request: TicketRequest { procedure, class, papers: Vec::new() },
            script,
        }
    }

    fn arrival(&self, n: u32, dice: &mut Dice) -> TimeDelta {
        if n < self.rush {
            return dice.seconds(0..15 * 60);
        }
        loop {
            // More come early than late.
            let share = dice.0.random_range(0.0..1.0_f64).powf(1.3);
            let after = 15.0 + share * (f64::from(self.minutes) - 15.0);
            let after = TimeDelta::seconds(rounded(after * 60.0));
            let minute = u32::try_from(after.num_minutes()).unwrap_or(0);
            if !REST.contains(&minute) {
                return after;
            }
        }
    }

    /// How it goes: mostly plainly, and each other way now and then.
    fn script(&self, minutes: u32, dice: &mut Dice) -> Script {
        let serving = dice.serving(minutes);
        let plain = |dice: &mut Dice| Turn::Present {
            recalls: u8::from(dice.is_one_in(8)),
            walks: dice.seconds(10..70),
            serving,
            then: Then::Ends(dice.ending()),
        };
        let mut turns = Vec::new();
        let mut then = None;
        match dice.0.random_range(0..100_u32) {
            0..5 => return Script::of([Turn::Absent { turns_up_after: None }]),
            5..8 => {
                let turns_up_after = Some(dice.seconds(240..900));
                turns.push(Turn::Absent { turns_up_after });
            }
            8..12 => {
                let back_after = dice.is_one_in(2).then(|| dice.seconds(180..500));
                then = Some(Then::IsHeld { minutes: 10, back_after });
            }
            12..16 => then = Some(Then::IsTransferred(self.transfer(dice))),
            16..20 => {
                let procedure = dice.matter();
                let serving = dice.serving(minutes);
                turns.push(Turn::Present {
                    recalls: 0,
                    walks: dice.seconds(10..70),
                    serving,
                    then: Then::GoesOn { procedure, serving },
                });
                return Script::of(turns);
            }
            20..22 => then = Some(Then::ComesAgain { after: dice.seconds(300..900) }),
            _ => {}
        }
        if let Some(then) = then {
            let walks = dice.seconds(10..70);
            turns.push(Turn::Present { recalls: 0, walks, serving: serving / 2, then });
        }
        turns.push(plain(dice));
        Script::of(turns)
    }

    fn transfer(&self, dice: &mut Dice) -> Transfer {
        if dice.is_one_in(4) {
            let counter = CounterId(dice.0.random_range(1..=self.counters));
            return Transfer::Counter { counter };
        }
        let series = ["A", "B", "C", "D", "E", "F"][dice.0.random_range(0..6_usize)].into();
        let keeps = if dice.is_one_in(2) { Keeps::Arrival } else { Keeps::FirstInLine };
        Transfer::Series { series, keeps }
    }
}

/// Draws.
struct Dice(StdRng);

impl Dice {
    fn is_one_in(&mut self, n: u32) -> bool {
        self.0.random_range(0..n) == 0
    }

    fn seconds(&mut self, range: std::ops::Range<i64>) -> TimeDelta {
        TimeDelta::seconds(self.0.random_range(range))
    }

    fn matter(&mut self) -> ProcedureCode {
        let mut drawn = self.0.random_range(0..100_u32);
        for (procedure, share) in MATTERS {
            if drawn < share {
                return procedure.into();
            }
            drawn -= share;
        }
        MATTERS[0].0.into()
    }

    fn class(&mut self, comes_at: Timestamp) -> TicketClass {
        match self.0.random_range(0..100_u32) {
            0..16 => {
                let groups = PriorityGroup::ALL;
                TicketClass::Priority(groups[self.0.random_range(0..groups.len())])
            }
            16..22 => {
                let booked_for = comes_at + self.seconds(-900..1_500);
                TicketClass::Appointment { booked_for }
            }
            _ => TicketClass::Ordinary,
        }
    }

    /// Around the posted length: few are done at once, and some take long.
    fn serving(&mut self, minutes: u32) -> TimeDelta {
        let share = 0.35 + self.0.random_range(0.0..1.0_f64).powi(2) * 2.0;
        TimeDelta::seconds(rounded(share * f64::from(minutes) * 60.0))
    }

    fn ending(&mut self) -> Ending {
        match self.0.random_range(0..20_u32) {
            0 | 1 => Ending::Incomplete,
            2 => Ending::Withdrawn,
            _ => Ending::Served,
        }
    }
}

fn matter_minutes(catalogue: &Catalogue, procedure: &ProcedureCode) -> u32 {
    let field = catalogue.procedure(procedure).and_then(|one| catalogue.field(&one.series));
    field.map_or(10, |field| field.matter_minutes.into())
}

#[expect(clippy::cast_possible_truncation, reason = "a day has few seconds")]
fn rounded(seconds: f64) -> i64 {
    seconds.round() as i64
}
