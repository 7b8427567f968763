//! The surfaces: each owns its data and puts the pages and building blocks together.

pub mod counter;
pub mod display;
pub mod office;
pub mod kiosk;
pub mod portal;
