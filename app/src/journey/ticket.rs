//! Taking a number: the papers at hand, the class, and the wait to agree to.

use std::collections::BTreeSet;

use shared::allowance::TicketAsked;
use shared::hall::TicketView;
use shared::ids::{ComponentCode, ProcedureCode, TicketId};
use shared::lang::Words;
use shared::national_id::NationalId;
use shared::ticket::{PriorityGroup, TicketClass, TicketRequest, TicketState};

/// One screen on the way to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketStep {
    /// The papers, to tick those at hand.
    Papers,
    /// Ordinary, or one of the groups served before others.
    Class,
    /// The card, where the field asks for one.
    Card,
    /// How many wait and how long, and whether to go on.
    Confirm,
}

impl TicketStep {
    /// The name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Class => "class",
            Self::Card => "card",
            Self::Confirm => "confirm",
        }
    }
}

/// A ticket that is about to be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketDraft {
    /// The name it is asked for under, the same from try to try.
    pub id: TicketId,
    /// The procedure the person came for.
    pub procedure: ProcedureCode,
    /// The papers at hand.
    pub papers: BTreeSet<ComponentCode>,
    /// The class, once it was said.
    pub class: Option<TicketClass>,
    /// The number of the card that was scanned; it goes as soon as the ticket is there.
    pub card: Option<NationalId>,
    /// What became of asking.
    pub asking: Asking,
}

/// What became of asking for a ticket.
#[derive(Debug, Clone, PartialEq)]
pub enum Asking {
    /// Nothing was asked.
    Choosing,
    /// The request is on its way.
    Sending,
    /// Nobody answered; the same request can be made again.
    Unheard,
    /// The hall refused, and says what to do.
    Refused(Words),
    /// The ticket is there.
    Issued(Box<TicketView>),
}

impl TicketDraft {
    /// Begins.
    pub fn begin(id: TicketId, procedure: ProcedureCode) -> Self {
        let papers = BTreeSet::new();
        Self { id, procedure, papers, class: None, card: None, asking: Asking::Choosing }
    }

    /// The request; none while the class was not said, or while one is on its way.
    pub fn ask(&mut self) -> Option<TicketAsked> {
        match self.asking {
            Asking::Sending | Asking::Issued(_) => return None,
            Asking::Choosing | Asking::Unheard | Asking::Refused(_) => {}
        }
        let class = self.class?;
        self.asking = Asking::Sending;
        let papers = self.papers.iter().cloned().collect();
        let request = TicketRequest { procedure: self.procedure.clone(), class, papers };
        Some(TicketAsked::new(request, self.card.clone()))
    }

    /// Takes in what became of asking.
    pub fn hear(&mut self, asking: Asking) {
        if matches!(asking, Asking::Issued(_)) {
            self.card = None;
        }
        self.asking = asking;
    }

    /// The ticket, once it is there.
    pub fn issued(&self) -> Option<TicketId> {
        self.issued_as().map(|view| view.ticket.id)
    }

    /// The ticket as the hall told it, once it is there.
    pub fn issued_as(&self) -> Option<&TicketView> {
        match &self.asking {
            Asking::Issued(view) => Some(view),
            Asking::Choosing | Asking::Sending | Asking::Unheard | Asking::Refused(_) => None,
        }
    }

    /// Whether the choices may still change: after a lost answer only the same request is safe.
    pub fn is_open(&self) -> bool {
        match self.asking {
            Asking::Choosing | Asking::Refused(_) => true,
            Asking::Sending | Asking::Unheard | Asking::Issued(_) => false,
        }
    }
}

/// The value of a class in a choice.
pub fn class_code(class: TicketClass) -> &'static str {
    match class {
        TicketClass::Ordinary => "ordinary",
        TicketClass::Priority(PriorityGroup::Elderly) => "elderly",
        TicketClass::Priority(PriorityGroup::Pregnant) => "pregnant",
        TicketClass::Priority(PriorityGroup::Disabled) => "disabled",
        TicketClass::Priority(PriorityGroup::WithSmallChild) => "with-small-child",
        TicketClass::Priority(PriorityGroup::Merit) => "merit",
        TicketClass::Priority(PriorityGroup::SeverelyIll) => "severely-ill",
        TicketClass::Priority(PriorityGroup::FromAfar) => "from-afar",
        TicketClass::Appointment { .. } => "appointment",
    }
}

/// Every class that a citizen can declare, in the order of the screen.
pub fn classes() -> impl Iterator<Item = TicketClass> {
    let groups = PriorityGroup::ALL.into_iter().map(TicketClass::Priority);
    std::iter::once(TicketClass::Ordinary).chain(groups)
}

/// Reads the value of a choice.
pub fn class_of(code: &str) -> Option<TicketClass> {
    classes().find(|class| class_code(*class) == code)
}

/// What a phone that follows a ticket does about a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buzz {
    /// Nothing.
    Still,
    /// A short sign: the turn is near.
    Near,
    /// A long sign: the number is called.
    Called,
}

/// People before from which on the turn is near.
const NEAR: u32 = 2;

/// Decides whether the phone vibrates after a fresh look at the ticket.
pub fn buzz(before: &TicketView, after: &TicketView) -> Buzz {
    let called = |view: &TicketView| match view.ticket.state {
        TicketState::Called { calls, .. } => calls,
        TicketState::Waiting { .. }
        | TicketState::Serving { .. }
        | TicketState::Held { .. }
        | TicketState::Closed { .. } => 0,
    };
    if called(after) > called(before) {
        Buzz::Called
    } else if before.people_before > NEAR && after.people_before <= NEAR {
        Buzz::Near
    } else {
        Buzz::Still
    }
}
