//! What a hall waits for and sends, and what it works with at a moment.

use kiosk::forwarder::Ask;
use rand::rngs::StdRng;
use shared::ids::SubmissionId;
use shared::journal::Position;

use super::request::Request;
use super::trace::Trace;

/// Whether a hall believes only the centre's word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Faith {
    /// It does.
    #[default]
    Verified,
    /// Wrongly, any word will do: a proof shows that it would notice.
    Blind,
}

/// What a hall works with at a moment.
pub struct Context<'a> {
    /// Milliseconds since the beginning.
    pub now: u64,
    /// Everything random.
    pub random: &'a mut StdRng,
    /// What happened.
    pub trace: &'a mut Trace,
}

/// The power is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Died;

/// What is waited for.
#[derive(Debug, Clone)]
pub enum Asking {
    /// The answer to a probe.
    Probe(String),
    /// The answer to a step of a trip.
    Trip(SubmissionId, Ask),
    /// The answer to a run of the journal.
    Journal(Position, Position),
}

/// A request that goes out.
#[derive(Debug)]
pub struct Departing {
    /// The question it is.
    pub exchange: u64,
    /// What is asked.
    pub request: Request,
    /// How long an answer is waited for.
    pub patience: u64,
}
