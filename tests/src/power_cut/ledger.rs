//! What a hall has promised so far: pure bookkeeping, apart from the store that is checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use kiosk::store::OutboxItem;
use shared::hall::{ActDone, PrintState, TicketView};
use shared::ids::{ActId, SubmissionId, TicketId};
use shared::submission::{Standing, SubmissionKept, SubmissionView, Surface};
use shared::ticket::{Ticket, TicketState};
use uuid::Uuid;

use super::premises::{Premises, now};
use super::request::{Answer, Line, Request};

/// Everything that was promised, and how it stands.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// Submissions.
    pub submissions: BTreeMap<SubmissionId, Kept>,
    /// Tickets.
    pub tickets: BTreeMap<TicketId, Given>,
    /// Verbs that were pressed.
    pub acts: BTreeMap<ActId, (Request, ActDone)>,
    /// Slips on paper.
    pub slips: BTreeMap<Uuid, PrintState>,
    /// Entries of the journal.
    pub entries: usize,
}

/// A submission that was promised to be kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The promise.
    pub answer: SubmissionKept,
    /// What its holder may be told.
    pub view: SubmissionView,
    /// The sealed bytes.
    pub envelope: Arc<[u8]>,
    /// What is sent to the centre while it is owed.
    pub item: OutboxItem,
}

/// A ticket that was given out.
#[derive(Debug, Clone)]
pub struct Given {
    /// The first answer.
    pub first: TicketView,
    /// How it stands.
    pub ticket: Ticket,
}

/// What the store holds of a new submission.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The sealed bytes.
    pub envelope: Arc<[u8]>,
    /// What is sent to the centre.
    pub item: OutboxItem,
}

impl Ledger {
    /// The ledger of a hall that has promised nothing; its journal may have begun.
    pub fn of_journal(entries: usize) -> Self {
        Self { entries, ..Self::default() }
    }

    /// Writes down what was answered.
    pub fn note(
        &mut self,
        request: &Request,
        answer: &Answer,
        premises: &Premises,
        sealed: &[Sealed],
    ) {
        match (request, answer) {
            (Request::Submit(id, form), Answer::Kept(kept)) => {
                let sealed = sealed.iter().find(|sealed| sealed.item.submission == *id);
                let sealed = sealed.cloned().expect("the store holds what it has answered");
                let application = &premises.forms[*form].application;
                let view = SubmissionView {
                    slip_code: kept.slip_code.clone(),
                    procedure: application.procedure.clone(),
                    accepted_at: kept.accepted_at,
                    standing: Standing::Pending,
                };
                if application.surface == Surface::Kiosk {
                    self.slips.insert(id.0, PrintState::Queued);
                }
                let Sealed { envelope, item } = sealed;
                let kept = Kept { answer: kept.clone(), view, envelope, item };
                self.submissions.insert(*id, kept);
            }
            (Request::Ticket(id, _), Answer::Given(view)) => {
                if view.slip == PrintState::Queued {
                    self.slips.insert(id.0, PrintState::Queued);
                }
                let (first, ticket) = ((**view).clone(), view.ticket.clone());
                self.tickets.insert(*id, Given { first, ticket });
            }
            (Request::Press(act, _), Answer::Done(done)) => {
                self.acts.insert(*act, (request.clone(), (**done).clone()));
                if let Some(ticket) = &done.ticket {
                    let given = self.tickets.get_mut(&ticket.id);
                    given.expect("only given tickets are called").ticket = ticket.clone();
                }
            }
            (Request::Retry(id, _, attempts), _) => self.kept(*id).item.attempts = *attempts,
            (Request::Settle(id, _), _) => {
                self.kept(*id).view.standing = Standing::Settled { received_at: now() };
            }
            (Request::Park(id), _) => self.kept(*id).view.standing = Standing::Parked,
            (Request::Unpark(id), _) => {
                let kept = self.kept(*id);
                (kept.view.standing, kept.item.attempts) = (Standing::Pending, 0);
            }
            (Request::Print(id), _) => drop(self.slips.insert(*id, PrintState::Sent)),
            (Request::Printed(id), _) => drop(self.slips.insert(*id, PrintState::Confirmed)),
            (Request::Submit(..) | Request::Ticket(..) | Request::Press(..), answer) => {
                panic!("{request:?} was answered with {answer:?}")
            }
        }
    }

    /// Submissions that stand so.
    pub fn standing<'a>(
        &'a self,
        is_so: impl Fn(&Standing) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a SubmissionId, &'a Kept)> {
        self.submissions.iter().filter(move |(_, kept)| is_so(&kept.view.standing))
    }

    /// The ticket at the counter.
    pub fn at_hand(&self) -> Option<&Ticket> {
        self.tickets.values().map(|given| &given.ticket).find(|ticket| match ticket.state {
            TicketState::Called { .. } | TicketState::Serving { .. } => true,
            TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. } => {
                false
            }
        })
    }

    /// What opening anew makes of it: nobody knows whether a slip on its way came out.
    #[must_use]
    pub fn reopened(mut self) -> Self {
        for state in self.slips.values_mut().filter(|state| **state == PrintState::Sent) {
            *state = PrintState::Unknown;
        }
        self
    }

    /// How many numbers of a line were given out.
    pub fn issued(&self, line: Line) -> usize {
        let procedure = line.request().procedure;
        let given = self.tickets.values();
        given.filter(|given| given.ticket.request.procedure == procedure).count()
    }

    fn kept(&mut self, id: SubmissionId) -> &mut Kept {
        self.submissions.get_mut(&id).expect("only kept submissions move")
    }
}
