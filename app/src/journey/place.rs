//! Where a person is, and the address of that place on a phone.

use shared::hall::FollowToken;
use shared::ids::{ProcedureCode, SubmissionId, TicketId};
use shared::submission::SlipCode;

use super::step::Step;
use super::ticket::TicketStep;

/// What a person looks for in the list of procedures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Errand {
    /// To read about one.
    #[default]
    Read,
    /// To take a number for one.
    Ticket,
    /// To file one.
    Application,
}

/// One place of the citizen's screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The doors.
    Home,
    /// The list of procedures.
    Find(Errand),
    /// What one procedure needs.
    Procedure(ProcedureCode),
    /// On the way to a ticket.
    TakeTicket(ProcedureCode, TicketStep),
    /// A ticket and its place in the queue.
    Ticket(TicketId),
    /// The live place of a ticket, for whoever holds its slip.
    Live(FollowToken),
    /// Writing an application.
    Apply(ProcedureCode, Step),
    /// An application that was handed in.
    Submission(SubmissionId),
    /// Asking where an application is, perhaps with the code of its slip.
    FollowUp(Option<SlipCode>),
    /// How and where to give feedback.
    Feedback,
}

impl Place {
    /// The address. It names procedures and minted ids, never a person or an answer.
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Find(Errand::Read) => "/procedures".to_owned(),
            Self::Find(Errand::Ticket) => "/procedures?for=ticket".to_owned(),
            Self::Find(Errand::Application) => "/procedures?for=application".to_owned(),
            Self::Procedure(code) => format!("/procedures/{code}"),
            Self::TakeTicket(code, _) => format!("/procedures/{code}/ticket"),
            Self::Ticket(id) => format!("/ticket/{id}"),
            Self::Live(token) => format!("/t/{}", token.reveal()),
            Self::Apply(code, _) => format!("/procedures/{code}/application"),
            Self::Submission(id) => format!("/s/{id}"),
            Self::FollowUp(None) => "/follow-up".to_owned(),
            Self::FollowUp(Some(code)) => format!("/f/{code}"),
            Self::Feedback => "/feedback".to_owned(),
        }
    }

    /// Reads an address; one that leads nowhere leads home.
    pub fn of_path(path: &str) -> Self {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            ["procedures"] => Self::Find(match query {
                "for=ticket" => Errand::Ticket,
                "for=application" => Errand::Application,
                _ => Errand::Read,
            }),
            ["procedures", code] => Self::Procedure((*code).into()),
            ["procedures", code, "ticket"] => Self::TakeTicket((*code).into(), TicketStep::Papers),
            ["procedures", code, "application"] => Self::Apply((*code).into(), Step::Start),
            ["ticket", id] => id.parse().map_or(Self::Home, Self::Ticket),
            // What is no token opens nothing, and the page says so.
            ["t", token] => Self::Live(FollowToken::received(token)),
            ["s", id] => id.parse().map_or(Self::Home, Self::Submission),
            ["follow-up"] => Self::FollowUp(None),
            ["f", code] => Self::FollowUp(SlipCode::read(code)),
            ["feedback"] => Self::Feedback,
            _ => Self::Home,
        }
    }
}
