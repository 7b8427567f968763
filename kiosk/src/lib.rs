//! The hall's node: it keeps everything the hall accepts and forwards it exactly once.

pub mod centre_client;
pub mod clock;
pub mod enrolment;
mod feed;
pub mod forwarder;
mod heartbeat;
mod journal_sender;
pub mod lanes;
pub mod line;
pub mod printer;
pub mod prints;
mod sealing;
pub mod store;
