//! The citizen's journey as pure steps: what is asked next, what is wrong, what is sent.
//!
//! Nothing here touches the browser, so every path can be walked by a native test.

pub mod check_answers;
pub mod draft;
pub mod entry;
pub mod file;
pub mod filing;
pub mod live;
pub mod paper;
pub mod place;
pub mod scan;
pub mod step;
pub mod ticket;

use shared::catalogue::Channel;
use shared::submission::Surface;

/// The channel through which a surface hands applications in.
pub fn channel(surface: Surface) -> Channel {
    match surface {
        Surface::Kiosk => Channel::InPerson,
        Surface::Portal => Channel::Online,
    }
}

#[cfg(test)]
mod tests;
