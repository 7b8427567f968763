//! What is promised: a hall, a centre and a line between them that tests can cut.

pub mod browser;
pub mod line;
