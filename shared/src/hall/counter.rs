//! The counter: its verbs, what its officer sees, and who sits there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{ActId, CounterId, OfficerId, ProcedureCode, SeriesCode, SubmissionId, TicketId};
use crate::queue::{PickGround, Reason};
use crate::submission::SlipCode;
use crate::ticket::{Ending, Ticket, TicketClass, TicketNumber, TicketState, Transfer};

/// A verb pressed at a counter. Its [`ActId`] makes a second press the same press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "verb", rename_all = "snake_case", deny_unknown_fields)]
pub enum Verb {
    /// Calls whoever is next in the series this counter serves.
    Next,
    /// Calls one who waits, out of turn.
    Pick {
        /// The ticket.
        ticket: TicketId,
        /// Why.
        ground: PickGround,
        /// What the ground does not say.
        #[serde(default)]
        note: Option<String>,
    },
    /// Calls the ticket at hand again.
    Recall,
    /// The citizen came forward.
    Serve,
    /// Goes on with another matter of the same visit.
    GoOn {
        /// The procedure of that matter.
        procedure: ProcedureCode,
    },
    /// Puts the ticket at hand aside.
    Hold {
        /// For so long at most.
        minutes: u16,
    },
    /// Puts a held ticket back, first in line of its class.
    Resume {
        /// The ticket.
        ticket: TicketId,
    },
    /// Puts a no-show who turned up back into the queue, once.
    Return {
        /// The ticket.
        ticket: TicketId,
    },
    /// Keeps a ticket that ended here for this counter: the citizen is back.
    Again {
        /// The ticket.
        ticket: TicketId,
    },
    /// Hands the ticket at hand over.
    Transfer {
        /// Where to.
        transfer: Transfer,
    },
    /// Ends the ticket at hand.
    Close {
        /// How.
        ending: Ending,
    },
}

/// The longest note of a pick.
pub const NOTE_SIGNS_MAX: u32 = 200;
/// The longest hold.
pub const HOLD_MINUTES_MAX: u16 = 120;
/// The most lines of each list of a counter.
pub const LINES_MAX: usize = 200;

/// The counter as its officer sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounterView {
    /// The hall's clock.
    pub now: DateTime<Utc>,
    /// The counter.
    pub counter: CounterId,
    /// The series it serves.
    pub series: Vec<SeriesCode>,
    /// The ticket at hand.
    pub at_hand: Option<Ticket>,
    /// The application that was filed with the ticket at hand.
    pub filed: Option<FiledApplication>,
    /// How many wait.
    pub waiting_count: u32,
    /// Who waits, in order of arrival; at most [`LINES_MAX`].
    pub waiting: Vec<CounterTicket>,
    /// Who was put aside, anywhere in these series.
    pub held: Vec<CounterTicket>,
    /// Who did not come and may still come back, and whose matter ended here; latest first.
    pub gone: Vec<CounterTicket>,
    /// What the officer has done on this day.
    pub today: DayFigures,
}

/// A line of a counter's lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounterTicket {
    /// The ticket.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// Its class.
    pub class: TicketClass,
    /// What the person came for.
    pub procedure: ProcedureCode,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// What has happened to it.
    pub state: TicketState,
}

/// An application that belongs to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FiledApplication {
    /// The submission.
    pub submission: SubmissionId,
    /// The code on its slip.
    pub slip_code: SlipCode,
}

/// What an officer has done on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DayFigures {
    /// Tickets called, each once for every time it left the queue.
    pub called: u32,
    /// Matters that ended at the desk.
    pub served: u32,
    /// Citizens who did not come forward.
    pub no_shows: u32,
    /// Tickets handed over.
    pub transferred: u32,
    /// Seconds of those matters.
    pub service_s: u32,
}

impl DayFigures {
    /// The mean length of a matter, once there was one.
    pub fn mean_service_s(&self) -> Option<u32> {
        self.service_s.checked_div(self.served)
    }
}

impl CounterTicket {
    /// The line of a ticket.
    pub fn of(ticket: Ticket) -> Self {
        let procedure = ticket.procedure().clone();
        let Ticket { id, number, request, issued_at, state, .. } = ticket;
        Self { ticket: id, number, class: request.class, procedure, issued_at, state }
    }
}

/// The answer to a verb; the same act gets the same answer for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActDone {
    /// The act.
    pub act: ActId,
    /// The ticket it moved, as it was right after.
    pub ticket: Option<Ticket>,
    /// The rule that chose it, when one was chosen.
    pub reason: Option<Reason>,
}

/// Signing in at a counter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CounterSignIn {
    /// The officer's sign-in name.
    pub name: String,
    /// The password.
    pub password: String,
    /// The counter.
    pub counter: CounterId,
    /// The series to serve; all when empty.
    #[serde(default)]
    pub series: Vec<SeriesCode>,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// The officer.
    pub officer: OfficerId,
    /// The sign-in name.
    pub name: String,
    /// The counter, at a hall.
    pub counter: Option<CounterId>,
}

/// A password chosen through a one-time set-up link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChoice {
    /// The token of the link.
    pub token: String,
    /// The password.
    pub password: String,
}
