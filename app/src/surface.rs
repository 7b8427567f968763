//! The surfaces: each owns its data and puts the pages and building blocks together.

pub mod counter;
pub mod display;
pub mod figures;
pub mod kiosk;
pub mod office;
pub mod portal;
