//! What is true: the types and rules of the hall. No I/O, no clock, no randomness.
//!
//! The same code runs in the browser, in the hall's node and at the centre, so a rule is written
//! once. Time and random bytes come in as arguments.

#![warn(missing_docs)]

pub mod catalogue;
pub mod fold;
pub mod form;
pub mod ids;
pub mod identity_card;
pub mod lang;
pub mod slip;
pub mod text;
pub mod time;
