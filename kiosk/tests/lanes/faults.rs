//! The ways in which a centre, or what stands before it, behaves badly.

use std::io;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::Response;
use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::intake::{Acknowledgement, SignedAcknowledgement};
use shared::signature::Signer;
use tokio_stream::wrappers::ReceiverStream;
use uuid::Uuid;

use super::centre::{Inner, Step};

/// A way to behave badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A status and nothing else.
    Status(u16),
    /// 503 with a `Retry-After`.
    Busy(u32),
    /// The page of a captive portal.
    Portal,
    /// A success whose body is JSON that means nothing.
    Garbage,
    /// The work is done, the answer breaks off.
    AnswerLost,
    /// The request is not read to its end, and the answer breaks off.
    Cut,
    /// No answer ever.
    Silence,
    /// The answer comes byte by byte and never ends.
    Dribble,
    /// The acknowledgement is signed by another key.
    ForeignKey,
    /// The acknowledgement is of other bytes.
    OtherBytes,
    /// The acknowledgement is of another submission.
    OtherSubmission,
}

impl Fault {
    /// Whether the centre does what it is asked all the same.
    pub(crate) fn does_the_work(self) -> bool {
        match self {
            Self::AnswerLost | Self::ForeignKey | Self::OtherBytes | Self::OtherSubmission => true,
            Self::Status(_)
            | Self::Busy(_)
            | Self::Portal
            | Self::Garbage
            | Self::Cut
            | Self::Silence
            | Self::Dribble => false,
        }
    }
}

/// Marks an answer that is never sent.
#[derive(Clone, Copy)]
pub(crate) struct Never;

/// What goes wrong where, and how often yet.
#[derive(Default)]
pub(crate) struct Faults(Vec<(Step, Fault, usize)>);

impl Faults {
    pub(crate) fn add(&mut self, step: Step, fault: Fault, times: usize) {
        self.0.push((step, fault, times));
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn take(&mut self, step: Step) -> Option<Fault> {
        let (_, fault, times) =
            self.0.iter_mut().find(|(at, _, times)| *at == step && *times > 0)?;
        *times -= 1;
        Some(*fault)
    }
}

/// Makes the bad answer; `well` is the good one where the work was done.
pub(crate) fn spoil(fault: Fault, well: Option<Response>, centre: &Inner) -> Response {
    let answer = Response::builder();
    match fault {
        Fault::Status(status) => answer.status(status).body(Body::empty()),
        Fault::Busy(after) => {
            let busy = answer.status(StatusCode::SERVICE_UNAVAILABLE);
            busy.header(header::RETRY_AFTER, after).body(Body::empty())
        }
        Fault::Portal => {
            let page = answer.header(header::CONTENT_TYPE, "text/html");
            page.body(Body::from("<html>Please sign in to use the internet.</html>"))
        }
        Fault::Garbage => answer.body(Body::from("{\"chunks\": 7, \"signature\": null}")),
        Fault::AnswerLost | Fault::Cut => answer.body(broken_off()),
        Fault::Silence => answer.extension(Never).body(Body::empty()),
        Fault::Dribble => answer.body(dribble()),
        Fault::ForeignKey => {
            let thief = Signer::from_seed(&[99; 32]);
            return forge(well, |known| thief.acknowledge(&known));
        }
        Fault::OtherBytes => {
            let manifest = Digest::of(b"other bytes");
            let forged = |known| Acknowledgement { manifest, ..known };
            return forge(well, |known| centre.signer.acknowledge(&forged(known)));
        }
        Fault::OtherSubmission => {
            let submission = SubmissionId(Uuid::now_v7());
            let forged = |known| Acknowledgement { submission, ..known };
            return forge(well, |known| centre.signer.acknowledge(&forged(known)));
        }
    }
    .unwrap()
}

fn broken_off() -> Body {
    let cut = io::Error::other("the line is cut");
    Body::from_stream(tokio_stream::iter([Ok(Bytes::from_static(b"{\"body\":")), Err(cut)]))
}

fn dribble() -> Body {
    let (sender, receiver) = tokio::sync::mpsc::channel::<io::Result<Bytes>>(1);
    tokio::spawn(async move {
        while sender.send(Ok(Bytes::from_static(b" "))).await.is_ok() {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    });
    Body::from_stream(ReceiverStream::new(receiver))
}

/// Puts another acknowledgement in the place of the true one.
fn forge(
    well: Option<Response>,
    forged: impl FnOnce(Acknowledgement) -> SignedAcknowledgement,
) -> Response {
    let well = well.expect("the work was done");
    let body = tokio::task::block_in_place(|| {
        tokio::runtime::Handle::current().block_on(to_bytes(well.into_body(), usize::MAX))
    });
    let signed: SignedAcknowledgement = serde_json::from_slice(&body.unwrap()).unwrap();
    let known: Acknowledgement = serde_json::from_str(&signed.body).unwrap();
    let forged = serde_json::to_vec(&forged(known)).unwrap();
    Response::new(Body::from(forged))
}
