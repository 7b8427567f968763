//! The line by the thousand: halls and their centre on a simulated clock and a simulated network.
//!
//! Everything that decides is the product's own: the halls' stores on simulated disks, when the
//! forwarder sends and what follows each answer, what the centre's intake accepts. Simulated are
//! time, the network, and the centre's tables (`book`), which `simulated_centre` compares with
//! PostgreSQL. A run is drawn from a seed, and the same seed is the same run.

pub mod book;
pub mod centre;
pub mod parcel;
pub mod request;
pub mod script;
