//! Who is next. A pure choice that returns the ticket and the rule that chose it.

mod candidate;
mod choice;
mod estimate;
mod reason;
mod rules;
mod series_queue;

pub use candidate::{Candidate, Wait};
pub use choice::{Choice, Turns, next};
pub use estimate::{
    Estimate, SERVICE_TIMES_ENOUGH, SERVICE_TIMES_KEPT, ServiceTimes, estimate, people_before,
};
pub use reason::{PickGround, Reason};
pub use rules::QueueRules;
pub use series_queue::{Queued, SeriesQueue, Waiting};
