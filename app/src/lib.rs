//! What is seen: the screens of citizens, halls and offices, rendered in the browser.
//!
//! Inside: `bin → surface → page → {journey, ui, api, live, session} → shared`. Surfaces never
//! import each other; `ui` draws and neither fetches nor decides.

#![allow(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

pub mod api;
pub mod clock;
pub mod device;
pub mod hall;
pub mod journey;
pub mod json;
pub mod keyboard;
pub mod live;
pub mod mint;
pub mod mode;
pub mod mount;
pub mod officer;
pub mod page;
pub mod session;
pub mod surface;
pub mod ticks;
pub mod ui;
