//! What is asked of a hall, and what it answers.

use std::pin::Pin;

use kiosk::store::{Store, StoreError};
use shared::delivery::ParkReason;
use shared::digest::Digest;
use shared::hall::{ActDone, TicketView, Verb};
use shared::ids::{ActId, PrintJobId, ProcedureCode, SeriesCode, SubmissionId, TicketId};
use shared::intake::{Acknowledgement, SignedAcknowledgement};
use shared::submission::SubmissionKept;
use shared::ticket::{TicketClass, TicketRequest};
use shared::time::Timestamp;
use uuid::Uuid;

use super::premises::{COUNTER, Premises, SERIES, centre, now};
use crate::posted::{BUSINESS, COPIES};

/// One request; its ids are the asker's.
#[derive(Debug, Clone)]
pub enum Request {
    /// A form is handed in.
    Submit(SubmissionId, usize),
    /// A number is taken.
    Ticket(TicketId, Line),
    /// An officer presses a verb.
    Press(ActId, Verb),
    /// The forwarder failed and will try again.
    Retry(SubmissionId, Timestamp, u32),
    /// The centre holds it; the digest is of its manifest.
    Settle(SubmissionId, Digest),
    /// The centre refuses it.
    Park(SubmissionId),
    /// A person asks for another try.
    Unpark(SubmissionId),
    /// A slip is on its way to paper.
    Print(Uuid),
    /// A slip came out.
    Printed(Uuid),
}

/// What a ticket is taken for, and whether it comes out on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Of the counter's series, on paper.
    Reception,
    /// Of another series, on a phone.
    Business,
}

/// What a hall answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A submission is kept.
    Kept(SubmissionKept),
    /// A number is given out.
    Given(Box<TicketView>),
    /// A verb is done.
    Done(Box<ActDone>),
    /// It is so.
    Noted,
}

/// An answer on its way.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Answer, StoreError>> + 'a>>;

impl Request {
    /// Asks a store.
    pub fn ask<'a>(&'a self, store: &'a Store, premises: &'a Premises) -> Answering<'a> {
        Box::pin(async move {
            match self {
                Self::Submit(id, form) => {
                    let form = &premises.forms[*form];
                    let kept = store.submit(*id, &form.request, form.application.clone());
                    return kept.await.map(Answer::Kept);
                }
                Self::Ticket(id, line) => {
                    let given = store.issue_ticket(*id, line.request(), line.is_on_paper());
                    return given.await.map(|view| Answer::Given(Box::new(view)));
                }
                Self::Press(act, verb) => {
                    let series = vec![SeriesCode::from(SERIES)];
                    let done = store.act(COUNTER, series, *act, verb.clone());
                    return done.await.map(|done| Answer::Done(Box::new(done)));
                }
                Self::Retry(id, at, attempts) => store.retry_at(*id, *at, *attempts).await?,
                Self::Settle(id, manifest) => {
                    store.settle(*id, acknowledge(*id, *manifest)).await?;
                }
                Self::Park(id) => store.park(*id, ParkReason::Unacceptable).await?,
                Self::Unpark(id) => store.unpark(*id).await?,
                Self::Print(id) => store.print_sent(PrintJobId(*id)).await?,
                Self::Printed(id) => store.print_confirmed(PrintJobId(*id)).await?,
            }
            Ok(Answer::Noted)
        })
    }

    /// Whether asking once more is to be answered as the first time, whatever came in between.
    pub fn is_for_ever(&self) -> bool {
        match self {
            Self::Submit(..) | Self::Ticket(..) | Self::Press(..) => true,
            Self::Retry(..)
            | Self::Settle(..)
            | Self::Park(_)
            | Self::Unpark(_)
            | Self::Print(_)
            | Self::Printed(_) => false,
        }
    }
}

impl Line {
    /// What is asked for.
    pub fn request(self) -> TicketRequest {
        let procedure = ProcedureCode::from(match self {
            Self::Reception => COPIES,
            Self::Business => BUSINESS,
        });
        TicketRequest { procedure, class: TicketClass::Ordinary, papers: Vec::new() }
    }

    fn is_on_paper(self) -> bool {
        self == Self::Reception
    }
}

fn acknowledge(submission: SubmissionId, manifest: Digest) -> SignedAcknowledgement {
    let said = Acknowledgement { submission, manifest, received_at: now() };
    let body = serde_json::to_string(&said).expect("an acknowledgement has no maps");
    let signature = centre().sign(body.as_bytes());
    SignedAcknowledgement { body, signature }
}
