//! How many tickets of a field one person may take on a day, told by the card that was scanned.

use serde::{Deserialize, Serialize};

use crate::ids::{ComponentCode, ProcedureCode};
use crate::national_id::NationalId;
use crate::ticket::{TicketClass, TicketNumber, TicketRequest};

/// How many tickets of a field one person may take on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Allowance {
    /// Whether nobody takes a ticket without a card.
    pub card_required: bool,
    /// The most tickets of one card; a person without one is not counted.
    pub tickets_per_person: u8,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { card_required: false, tickets_per_person: 2 }
    }
}

/// A ticket that a card took earlier on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its number.
    pub number: TicketNumber,
    /// Whether it still waits to be called.
    pub is_waiting: bool,
}

/// Why no further ticket is given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllowanceSpent {
    /// The field asks for a card and none was scanned.
    NoCard,
    /// The card has taken what it may.
    Spent {
        /// The most tickets of one card.
        tickets_max: u8,
        /// The first of them that still waits.
        holds: Option<TicketNumber>,
    },
}

impl Allowance {
    /// Decides whether one more ticket is given out; `taken` is what the scanned card took before,
    /// in order.
    pub fn allow(&self, taken: Option<&[Taken]>) -> Result<(), AllowanceSpent> {
        let Some(taken) = taken else {
            return if self.card_required { Err(AllowanceSpent::NoCard) } else { Ok(()) };
        };
        if taken.len() < usize::from(self.tickets_per_person) {
            return Ok(());
        }
        let holds = taken.iter().find(|one| one.is_waiting).map(|one| one.number.clone());
        Err(AllowanceSpent::Spent { tickets_max: self.tickets_per_person, holds })
    }
}

/// What a touchscreen sends: the request, and the number of the card that was scanned for it.
///
/// The number is asked for in the hall only and is not part of what is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketAsked {
    /// The procedure the citizen came for.
    pub procedure: ProcedureCode,
    /// The class the citizen declares.
    pub class: TicketClass,
    /// The papers the citizen says are at hand.
    #[serde(default)]
    pub papers: Vec<ComponentCode>,
    /// The number on the card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub card: Option<NationalId>,
}

impl TicketAsked {
    /// Asks for a ticket, with the card that was scanned for it.
    pub fn new(request: TicketRequest, card: Option<NationalId>) -> Self {
        let TicketRequest { procedure, class, papers } = request;
        Self { procedure, class, papers, card }
    }

    /// Takes the number of the card apart from what is kept.
    pub fn split(self) -> (TicketRequest, Option<NationalId>) {
        let Self { procedure, class, papers, card } = self;
        (TicketRequest { procedure, class, papers }, card)
    }
}

/// What an officer gives a person at the counter: a ticket beyond the allowance of the card and
/// beyond the numbers of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The procedure the person came for.
    pub procedure: ProcedureCode,
    /// The class.
    pub class: TicketClass,
    /// Why.
    pub ground: WaiverGround,
}

/// Why an officer gives a ticket beyond the allowance. There is no free text: it would hold names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WaiverGround {
    /// The person has no card at hand.
    NoCard,
    /// The person hands in for several people who sent for it lawfully.
    ForOthers,
    /// The person needs priority or came a long way, and the numbers of the day are spent.
    Hardship,
    /// The number was lost by a mistake of a machine or of an officer.
    OurMistake,
}

impl WaiverGround {
    /// Every ground, in the order the screen offers them.
    pub const ALL: [Self; 4] = [Self::NoCard, Self::ForOthers, Self::Hardship, Self::OurMistake];
}

impl Waiver {
    /// What is asked for, and why it is given.
    pub fn split(self) -> (TicketRequest, WaiverGround) {
        let Self { procedure, class, ground } = self;
        (TicketRequest { procedure, class, papers: Vec::new() }, ground)
    }
}
