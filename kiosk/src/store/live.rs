//! The place of a ticket for whoever holds its slip.

use shared::digest::Digest;
use shared::hall::{FollowToken, LiveTicket};
use shared::ids::TicketId;
use shared::lang::Words;
use shared::refusal::Refusal;
use uuid::Uuid;

use super::Store;
use super::error::{StoreError, StoreFault};
use super::rooms::{Room, Rows as _};
use super::tickets::ticket_key;
use super::work::Work;

impl Store {
    /// The place of the ticket whose slip carries this token.
    pub fn live_ticket(&self, token: &FollowToken) -> Result<LiveTicket, StoreError> {
        let id = self.read(|rows| Ok(rows.bytes(Room::Followed, &key(token).0)?))?;
        let id = id.and_then(|id| Uuid::from_slice(&id).ok()).ok_or(Refusal::NotFound)?;
        let view = self.ticket(TicketId(id))?;
        let series = view.ticket.series();
        let field = self.shared.rules.catalogue.field(series).map(|field| field.name.clone());
        // A field that is posted no more is still known by its letter.
        let letter = || Words { vi: series.to_string(), en: series.to_string() };
        Ok(LiveTicket::of(&view, field.unwrap_or_else(letter), self.shared.clock.now()))
    }
}

/// Lets a ticket be found by what its slip carries.
pub(super) fn let_follow(work: &mut Work<'_>, ticket: TicketId) -> Result<(), StoreFault> {
    let token = work.secrets.follow_token(ticket);
    work.put_bytes(Room::Followed, &key(&token).0, &ticket_key(ticket))
}

/// Tokens are found by their digest, so that the time of a look-up tells nothing about them.
fn key(token: &FollowToken) -> Digest {
    Digest::of(token.reveal().as_bytes())
}
