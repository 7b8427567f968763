//! A slip: paper from the hall, laid out as a pure function of what it says.
//!
//! A citizen leaves with a slip, never with a receipt, and the paper says which of the three it is:
//! kept here, held by the centre, accepted by an officer.

mod flow;
mod layout;
mod submission;
mod test_page;
mod ticket;
mod wrap;

use serde::{Deserialize, Serialize};

use crate::queue::Estimate;
use crate::submission::{SlipCode, Standing};
use crate::ticket::TicketNumber;
use crate::time::Timestamp;

pub use layout::{
    Align, CODE_BYTES_MAX, Drawn, Element, Frame, Measure, PaperWidth, SIZE_MIN, SlipLayout,
    TextRun, Tone, Weight,
};
pub use test_page::TestPage;

/// A piece of paper that the hall hands out, in words already chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Slip {
    /// A place in a series.
    Ticket(TicketSlip),
    /// An application that was handed in.
    Submission(SubmissionSlip),
}

/// What a ticket slip says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketSlip {
    /// The name of the unit.
    pub unit: String,
    /// The address of the unit.
    pub address: String,
    /// The name of the field.
    pub field: String,
    /// The short name of the procedure.
    pub procedure: String,
    /// The number.
    pub number: TicketNumber,
    /// Whether the number carries the priority mark.
    pub is_priority: bool,
    /// Tickets that will be called before.
    pub people_before: u32,
    /// About how long the wait is, where it can be known.
    pub estimate: Option<Estimate>,
    /// Where to listen for the call, such as the counters of the field.
    pub counters: Option<String>,
    /// The address that follows the ticket on a phone.
    pub follow_url: String,
    /// When this paper was printed.
    pub printed_at: Timestamp,
    /// Whether an earlier paper may exist.
    pub is_reprint: bool,
}

/// What a submission slip says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionSlip {
    /// The name of the unit.
    pub unit: String,
    /// The address of the unit.
    pub address: String,
    /// The name of the procedure.
    pub procedure: String,
    /// The code of the slip.
    pub code: SlipCode,
    /// The second factor of a follow-up.
    pub follow_up_secret: String,
    /// When the hall accepted it.
    pub accepted_at: Timestamp,
    /// Where the submission is.
    pub standing: Standing,
    /// How many files are attached.
    pub files: u32,
    /// The papers to bring to the counter.
    pub bring: Vec<String>,
    /// The address that follows the submission on a phone.
    pub follow_url: String,
    /// When this paper was printed.
    pub printed_at: Timestamp,
    /// Whether an earlier paper may exist.
    pub is_reprint: bool,
}

impl std::fmt::Debug for SubmissionSlip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SubmissionSlip")
            .field("standing", &self.standing)
            .field("files", &self.files)
            .field("is_reprint", &self.is_reprint)
            .finish_non_exhaustive()
    }
}

/// Lays a slip out on paper of this width.
pub fn layout(slip: &Slip, paper: PaperWidth, measure: &dyn Measure) -> SlipLayout {
    let mut flow = flow::Flow::new(paper, measure);
    match slip {
        Slip::Ticket(ticket) => ticket::compose(ticket, &mut flow),
        Slip::Submission(submission) => submission::compose(submission, &mut flow),
    }
    flow.finish()
}

/// Lays a test page out on paper of this width.
pub fn layout_test_page(page: &TestPage, paper: PaperWidth, measure: &dyn Measure) -> SlipLayout {
    let mut flow = flow::Flow::new(paper, measure);
    test_page::compose(page, &mut flow);
    flow.finish()
}
