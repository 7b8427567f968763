//! A hall that says the wrong thing: valid requests, and what becomes of them on the way.

pub mod mutation;
pub mod wire;
