//! The line by the thousand: halls and their centre on a simulated clock and a simulated network.
//!
//! Everything that decides is the product's own: the halls' stores on simulated disks, when the
//! forwarder sends and what follows each answer, what the centre's intake accepts. Simulated are
//! time, the network, and the centre's tables (`book`), which `simulated_centre` compares with
//! PostgreSQL. A run is drawn from a seed, and the same seed is the same run.

pub mod asking;
pub mod book;
pub mod carrying;
pub mod centre;
pub mod check;
pub mod fate;
pub mod great;
pub mod hall;
pub mod happening;
pub mod journal;
pub mod lives;
pub mod network;
pub mod parcel;
pub mod plan;
pub mod premises;
pub mod request;
pub mod run;
pub mod script;
pub mod trace;
pub mod weather;
pub mod world;
