//! The centre through its doors: HTTP on a real PostgreSQL, with only the clock replaced.

// The helpers of tests are tests too; clippy exempts only functions marked as one.
#![allow(clippy::unwrap_used)]

mod at_once;
mod configuration;
mod doors;
mod enrolment;
mod feed;
mod files;
mod intake;
mod journal;
mod office;
mod pages;
mod reconciliation;
mod sessions;
mod support;
