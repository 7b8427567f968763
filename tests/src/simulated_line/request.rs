//! What a hall asks of the centre, apart from how it travels.

use std::sync::Arc;

use kiosk::centre_client::Reply;
use serde::Serialize;
use shared::bytes::Base64;
use shared::ids::{HallId, SubmissionId};
use shared::intake::{EnvelopeRequest, JournalBatch, MissingChunk};
use shared::journal::Position;
use shared::refusal::{Refusal, Refused};

/// One request of a hall.
#[derive(Debug, Clone)]
pub enum Request {
    /// Is this the centre? The nonce is to come back.
    Probe(String),
    /// Keep this envelope.
    Envelope(SubmissionId, Arc<EnvelopeRequest>),
    /// Which chunks are missing?
    NeedList(SubmissionId),
    /// Keep this chunk.
    Chunk(SubmissionId, MissingChunk, Arc<[u8]>),
    /// Give the word that everything is held.
    Commit(SubmissionId),
    /// Keep these journal entries.
    Journal(Position, Arc<JournalBatch>),
}

/// A request and whose key signed it. On the wire a signature proves the key; here the key itself
/// travels.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The hall that it says it comes from.
    pub hall: HallId,
    /// The key that signed it.
    pub key: Base64,
    /// What is asked.
    pub request: Request,
}

impl Request {
    /// The name of the step.
    pub fn step(&self) -> &'static str {
        match self {
            Self::Probe(_) => "probe",
            Self::Envelope(..) => "envelope",
            Self::NeedList(_) => "need-list",
            Self::Chunk(..) => "chunk",
            Self::Commit(_) => "commit",
            Self::Journal(..) => "journal",
        }
    }

    /// The submission it is about.
    pub fn submission(&self) -> Option<SubmissionId> {
        match self {
            Self::Probe(_) | Self::Journal(..) => None,
            Self::Envelope(id, _) | Self::NeedList(id) | Self::Chunk(id, ..) | Self::Commit(id) => {
                Some(*id)
            }
        }
    }

    /// The bytes that take their time on the line.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Envelope(_, request) => request.envelope.0.len() as u64 * 4 / 3,
            Self::Chunk(_, _, sealed) => sealed.len() as u64,
            Self::Journal(_, batch) => batch.links.len() as u64 * 400,
            Self::Probe(_) | Self::NeedList(_) | Self::Commit(_) => 0,
        }
    }
}

/// An answer with a status alone.
pub fn status(status: u16) -> Reply {
    Reply { status, retry_after: None, nonce: None, body: Vec::new() }
}

/// A success with a document.
pub fn document(value: &impl Serialize) -> Reply {
    Reply { body: serde_json::to_vec(value).expect("an answer has no odd keys"), ..status(200) }
}

/// A refusal, as both servers word it.
pub fn refused(refusal: Refusal) -> Reply {
    let code = refusal.status();
    let body = serde_json::to_vec(&Refused::from(refusal)).expect("a refusal has no odd keys");
    Reply { body, ..status(code) }
}
