//! Every sentence a citizen or an officer reads, Vietnamese and English next to each other.
//!
//! Address people as «Ông/Bà»; verbs first; one idea a sentence; no code stands alone.

pub mod catalogue;
pub mod citizen;
pub mod device;
pub mod form;
pub mod hall;
pub(crate) mod letters;
pub mod office;
pub mod officer;
pub mod printer;
pub mod refusal;
pub mod screen;
pub mod slip;
