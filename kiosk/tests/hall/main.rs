//! The hall's node through its doors: HTTP with a real database, and the store beside it.

mod allowance;
mod any_day;
mod application;
mod authority;
mod backup;
mod bad_input;
mod configuration;
mod counters;
mod damage;
mod devices;
mod disk;
mod doctor;
mod documents;
mod figures;
mod follow_up;
mod live;
mod newer;
mod orders;
mod outbox;
mod pages;
mod residue;
mod sessions;
mod stream;
mod submissions;
mod support;
mod tickets;
