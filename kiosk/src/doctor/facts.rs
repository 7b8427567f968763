//! What there is to see of a hall.

use chrono::TimeDelta;
use shared::printer::PrinterCondition;
use shared::time::Timestamp;

use crate::store::StoreFacts;

/// Everything that was seen, at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// When it was looked at, by the hall's clock.
    pub now: Timestamp,
    /// Whether a node runs.
    pub is_running: bool,
    /// The disk; none where nobody tells.
    pub disk: Option<DiskFacts>,
    /// The hall's own key.
    pub key: KeyFacts,
    /// The store.
    pub store: StoreFacts,
    /// The clock of the centre.
    pub clock: ClockFacts,
    /// The way to the centre.
    pub line: LineFacts,
    /// The printers.
    pub printers: Vec<PrinterFacts>,
}

/// The disk under the hall's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiskFacts {
    /// All of its bytes.
    pub total: u64,
    /// Those that may still be written.
    pub free: u64,
    /// Whether nothing can be written at all.
    pub is_read_only: bool,
}

/// The hall's own key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFacts {
    /// There is none.
    Missing,
    /// It cannot be read, or is no key.
    Unreadable,
    /// People other than the hall's account may read it.
    Open,
    /// It is there.
    Kept,
}

/// How far the hall's clock is ahead of the centre's; none where that was not heard.
pub type ClockFacts = Option<TimeDelta>;

/// The way to the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFacts {
    /// The hall works alone.
    NoCentre,
    /// The address or the encryption cannot be used.
    CannotBeSetUp,
    /// Nobody answered.
    Silent,
    /// Somebody else answered: a captive portal, a proxy.
    NotTheCentre,
    /// The centre answered; the hall is not enrolled there.
    NotEnrolled,
    /// The centre answered and does not accept the hall's key.
    Refused,
    /// The centre answered and accepts the hall's key.
    Accepted,
}

/// A printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterFacts {
    /// Its name.
    pub name: String,
    /// How it is; none where it cannot be asked.
    pub condition: Option<PrinterCondition>,
}
