//! The hall's node: it keeps everything the hall accepts and forwards it exactly once.

pub mod admin;
pub mod api;
pub mod backup;
pub mod centre_client;
pub mod clock;
pub mod config;
pub mod devices;
pub mod doctor;
pub mod enrolment;
pub mod export;
mod feed;
mod figures;
pub mod forwarder;
mod heartbeat;
#[doc(hidden)]
pub mod journal_sender;
pub mod lanes;
pub mod line;
mod metrics;
pub mod node;
mod officers;
pub mod posted;
pub mod printer;
pub mod printers;
pub mod prints;
mod reconciler;
pub mod restore;
mod sealing;
pub mod store;
pub mod stream;
pub mod test_page;

pub use node::{Node, Ports, StartError};
