//! A dossier at the centre: its published states.

use serde::{Deserialize, Serialize};

/// The states that provincial systems exchange with the National portal, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DossierState {
    /// 1: a submission arrived; an officer has 8 working hours to accept it.
    AwaitingReception,
    /// 2: an officer accepted it and issued the receipt.
    Received,
    /// 3: an officer refused it.
    NotReceived,
    /// 4: the agency works on it.
    InProgress,
    /// 5: the citizen is asked for a supplement.
    AwaitingSupplement,
    /// 6: the citizen is asked to pay.
    AwaitingPayment,
    /// 7: the citizen withdrew it.
    Withdrawn,
    /// 8: it was stopped.
    Stopped,
    /// 9: the result is ready.
    Settled,
    /// 10: the result was handed over.
    Returned,
}

impl DossierState {
    /// Every state, in the order of its number.
    pub const ALL: [Self; 10] = [
        Self::AwaitingReception,
        Self::Received,
        Self::NotReceived,
        Self::InProgress,
        Self::AwaitingSupplement,
        Self::AwaitingPayment,
        Self::Withdrawn,
        Self::Stopped,
        Self::Settled,
        Self::Returned,
    ];

    /// The number used in exchange with the National portal.
    pub fn national_number(self) -> i16 {
        self as i16 + 1
    }

    /// Reads the national number.
    pub fn from_national_number(number: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.national_number() == number)
    }
}
