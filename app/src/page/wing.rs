//! The wings of the citizen's pages: what is fetched together, because it is visited together.

use leptos::prelude::*;
use shared::hall::FollowToken;
use shared::ids::{ProcedureCode, SubmissionId, TicketId};
use shared::submission::SlipCode;

use super::door::Door;
use crate::journey::step::Step;
use crate::journey::ticket::TicketStep;

/// The doors to the wings, given by the bundle.
#[derive(Clone, Copy)]
pub struct PageDoors {
    /// To what the hall offers.
    pub hall: &'static Door<HallWing>,
    /// To writing an application.
    pub application: &'static Door<ApplicationWing>,
}

impl PageDoors {
    /// The doors of the bundle this page is in.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// Brings every wing here before anybody asks for one; one that does not come is asked for
    /// again then.
    pub async fn fetch_all(self) {
        drop((self.hall.fetch)().await);
        drop((self.application.fetch)().await);
    }
}

/// What the hall offers: procedures, numbers, and word of what was handed in.
#[derive(Clone)]
pub enum HallWing {
    /// What one procedure needs.
    Procedure(ProcedureCode),
    /// On the way to a ticket.
    TakeTicket(ProcedureCode, TicketStep),
    /// A ticket and its place in the queue.
    Ticket(TicketId),
    /// The live place of a ticket, for whoever holds its slip.
    Live(FollowToken),
    /// An application that was handed in.
    Submission(SubmissionId),
    /// Where an application is.
    FollowUp(Option<SlipCode>),
    /// How and where to give feedback.
    Feedback,
}

/// Writing an application.
#[derive(Clone)]
pub struct ApplicationWing {
    /// For this procedure.
    pub code: ProcedureCode,
    /// At this step.
    pub step: Step,
}
