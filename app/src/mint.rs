//! Names minted on this device before anything is sent, so that a retry is the same request.

use leptos::web_sys::window;
use shared::ids::{ActId, FileId, SubmissionId, TicketId};
use uuid::{Builder, Uuid};

use crate::clock;

/// A name for a ticket that is about to be asked for.
pub fn ticket_id() -> TicketId {
    TicketId(uuid_v7())
}

/// A name for an application that is begun.
pub fn submission_id() -> SubmissionId {
    SubmissionId(uuid_v7())
}

/// A name for a file that was chosen.
pub fn file_id() -> FileId {
    FileId(uuid_v7())
}

/// A name for one press at a counter.
pub fn act_id() -> ActId {
    ActId(uuid_v7())
}

fn uuid_v7() -> Uuid {
    let mut random = [0_u8; 10];
    let crypto = window().and_then(|window| window.crypto().ok());
    crypto
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut random).ok())
        .expect("every browser that runs WASM has a source of randomness");
    let millis = clock::now().timestamp_millis().unsigned_abs();
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
