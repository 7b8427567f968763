//! What can happen, and when: a queue in simulated time.

use std::collections::BTreeMap;

use kiosk::centre_client::Reply;

use super::centre::Work;
use super::fate::Back;
use super::request::Sent;

/// Where an answer goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// The hall.
    pub hall: usize,
    /// Which of its lives.
    pub life: u32,
    /// The question.
    pub exchange: u64,
}

/// What a hall meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The power goes while it writes, so many acts from now.
    CutAt(u64),
    /// The power goes now.
    Cut,
    /// The process is killed; the disk keeps what it took.
    Kill,
    /// It is stopped in order.
    Stop,
    /// Its clock is turned by so many milliseconds.
    Turn(i64),
    /// It removes what has had its time.
    KeepHouse,
    /// A person asks for another try of everything that waits for one.
    Unpark,
}

impl Trouble {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::CutAt(_) => "about to be cut",
            Self::Cut => "cut at rest",
            Self::Kill => "killed",
            Self::Stop => "stopped",
            Self::Turn(by) if by < 0 => "clock turned back",
            Self::Turn(_) => "clock turned forward",
            Self::KeepHouse => "kept house",
            Self::Unpark => "looked at by a person",
        }
    }
}

/// What happens.
pub enum Happening {
    /// A hall's lane wakes.
    Wakes(usize, u32),
    /// A hall looks at its journal.
    Journal(usize, u32),
    /// A request arrives at the centre.
    Arrives(Box<Sent>, Address, Back),
    /// The centre has worked on a request, in this life of its own.
    Worked(Box<Work>, u32, Address, Back),
    /// A hall hears an answer, or that there will be none.
    Hears(Address, Option<Reply>),
    /// Citizens hand in.
    HandIn(usize, Vec<usize>),
    /// A hall meets trouble.
    Meets(usize, Trouble),
    /// A hall is started.
    Opens(usize),
    /// The centre falls, for so long.
    CentreFalls(u64),
    /// The centre is started.
    CentreRises,
}

/// Everything that is to happen, in order.
#[derive(Default)]
pub struct Agenda {
    waiting: BTreeMap<(u64, u64), Happening>,
    number: u64,
}

impl Agenda {
    /// Puts something down.
    pub fn put(&mut self, at: u64, what: Happening) {
        self.number += 1;
        self.waiting.insert((at, self.number), what);
    }

    /// The next thing, if it comes before a moment.
    pub fn next(&mut self, before: u64) -> Option<(u64, Happening)> {
        let first = self.waiting.first_entry()?;
        let at = first.key().0;
        (at < before).then(|| (at, first.remove()))
    }
}
