//! What the hall says to the centre: every step of the wire, signed and bounded in time.

mod exchange;
mod hearing;

use std::sync::Arc;

use reqwest::Method;
use serde::de::DeserializeOwned;
use shared::delivery::Heard;
use shared::ids::{FileId, HallId, SubmissionId};
use shared::intake::{
    Enrolment, EnrolmentRequest, EnvelopeHeld, EnvelopeRequest, Feed, Heartbeat, HeartbeatHeard,
    JournalBatch, JournalHeld, Missing, SignedAcknowledgement,
};
use shared::journal::Position;
use shared::reconciliation::{Belief, Compared, DayPage, PageDiffers};
use shared::signature::Signer;
use shared::time::ServiceDay;

use crate::clock::Clock;
use exchange::{Body, Exchange};

pub use exchange::{ClientError, Patience};
#[doc(hidden)]
pub use hearing::Reply;

/// What the centre said, or what was heard in its place.
pub type Answered<T> = Result<T, Heard>;

/// Who speaks: the hall and the key that never leaves it.
#[derive(Debug, Clone)]
pub struct Speaker {
    /// The hall, as the centre named it.
    pub hall: HallId,
    /// Its key.
    pub signer: Signer,
}

/// An enrolled hall's line to its centre.
#[derive(Clone)]
pub struct CentreClient {
    exchange: Exchange,
    speaker: Speaker,
    clock: Arc<dyn Clock>,
}

impl CentreClient {
    /// Prepares the line; nothing is sent yet.
    pub fn new(
        centre_url: &str,
        speaker: Speaker,
        clock: Arc<dyn Clock>,
        patience: Patience,
    ) -> Result<Self, ClientError> {
        Ok(Self { exchange: Exchange::new(centre_url, patience)?, speaker, clock })
    }

    /// Whether it is the centre that answers: a captive portal does not echo the nonce.
    pub async fn probe(&self, nonce: u128) -> bool {
        self.exchange.probe(&format!("{nonce:032x}")).await
    }

    /// Hands over the sealed envelope and hears which chunks are missing, or the centre's word.
    pub async fn put_envelope(
        &self,
        submission: SubmissionId,
        envelope: &EnvelopeRequest,
    ) -> Answered<EnvelopeHeld> {
        self.ask(Method::PUT, &submission_path(submission, ""), Body::json(envelope)).await
    }

    /// Asks which chunks are missing.
    pub async fn missing(&self, submission: SubmissionId) -> Answered<Missing> {
        self.ask(Method::GET, &submission_path(submission, "/missing"), Body::None).await
    }

    /// Hands over a sealed chunk.
    pub async fn put_chunk(
        &self,
        submission: SubmissionId,
        file: FileId,
        n: u32,
        sealed: Vec<u8>,
    ) -> Answered<()> {
        self.tell(&submission_path(submission, &format!("/files/{file}/{n}")), Body::Sealed(sealed))
            .await
    }

    /// Asks for the centre's word that it holds everything; the signature is yet to be verified.
    ///
    /// The centre opens `file_bytes` before it gives its word, so it is waited for longer.
    pub async fn commit(
        &self,
        submission: SubmissionId,
        file_bytes: u64,
    ) -> Answered<SignedAcknowledgement> {
        let (path, now) = (submission_path(submission, "/commit"), self.clock.now());
        let request = self.exchange.signed(Method::PUT, &path, Body::None, &self.speaker, now);
        self.exchange.ask(self.exchange.wait_for_work(request, file_bytes)).await
    }

    /// Hands over a run of journal entries that begins at `first`.
    pub async fn put_journal(
        &self,
        first: Position,
        batch: &JournalBatch,
    ) -> Answered<JournalHeld> {
        let path = format!("/intake/v1/journal/{}/{}", first.epoch, first.seq);
        self.ask(Method::PUT, &path, Body::json(batch)).await
    }

    /// Says how the hall is.
    pub async fn heartbeat(&self, heartbeat: &Heartbeat) -> Answered<HeartbeatHeard> {
        self.ask(Method::PUT, "/intake/v1/heartbeat", Body::json(heartbeat)).await
    }

    /// Tells what the hall believes that the centre holds.
    pub async fn compare(&self, belief: &Belief) -> Answered<Compared> {
        self.ask(Method::PUT, "/intake/v1/belief", Body::json(belief)).await
    }

    /// Names what the hall believes acknowledged on a day.
    pub async fn compare_page(&self, day: ServiceDay, page: &DayPage) -> Answered<PageDiffers> {
        self.ask(Method::PUT, &format!("/intake/v1/belief/{day}"), Body::json(page)).await
    }

    /// Asks for the news after this number.
    pub async fn feed(&self, after: u64) -> Answered<Feed> {
        self.ask(Method::GET, &format!("/feed/v1?after={after}"), Body::None).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Body,
    ) -> Answered<T> {
        let request = self.exchange.signed(method, path, body, &self.speaker, self.clock.now());
        self.exchange.ask(request).await
    }

    async fn tell(&self, path: &str, body: Body) -> Answered<()> {
        let now = self.clock.now();
        let request = self.exchange.signed(Method::PUT, path, body, &self.speaker, now);
        self.exchange.tell(request).await
    }
}

/// Whether a centre answers at an address.
pub async fn probe(centre_url: &str, nonce: u128, patience: Patience) -> Result<bool, ClientError> {
    Ok(Exchange::new(centre_url, patience)?.probe(&format!("{nonce:032x}")).await)
}

/// Asks a centre to know this hall. The same code and key get the same answer again.
pub async fn enrol(
    centre_url: &str,
    request: &EnrolmentRequest,
    patience: Patience,
) -> Result<Answered<Enrolment>, ClientError> {
    let exchange = Exchange::new(centre_url, patience)?;
    let request = exchange.unsigned(Method::POST, "/intake/v1/enrolments", Body::json(request));
    Ok(exchange.ask(request).await)
}

fn submission_path(submission: SubmissionId, step: &str) -> String {
    format!("/intake/v1/submissions/{submission}{step}")
}
