//! What is true: the types and rules of the hall. No I/O, no clock, no randomness.
//!
//! The same code runs in the browser, in the hall's node and at the centre, so a rule is written
//! once. Time and random bytes come in as arguments.

#![warn(missing_docs)]

pub mod allowance;
pub mod announcement;
pub mod bytes;
pub mod carried;
pub mod catalogue;
#[cfg(feature = "trust")]
pub mod credential;
pub mod delivery;
pub mod device;
pub mod digest;
pub mod dossier;
pub mod duty;
pub mod figures;
pub mod fold;
pub mod form;
pub mod hall;
pub mod identity_card;
pub mod ids;
pub mod intake;
pub mod journal;
pub mod lang;
pub mod letters;
pub mod national_id;
pub mod office;
pub mod phone;
pub mod printer;
pub mod queue;
pub mod reconciliation;
pub mod refusal;
#[cfg(feature = "trust")]
pub mod request_signature;
pub mod reserve;
#[cfg(feature = "trust")]
pub mod seal;
#[cfg(feature = "trust")]
pub mod signature;
pub mod slip;
pub mod submission;
pub mod text;
pub mod ticket;
pub mod time;
pub mod visit;
pub mod working_time;
