//! The hall's stream over server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use shared::hall::{Heartbeat, StreamEvent};
use shared::refusal::{Refusal, Refused};
use tokio::sync::mpsc;
use tokio::time::{Instant, interval_at, timeout};
use tokio_stream::wrappers::ReceiverStream;

use super::Hall;
use super::devices::Screen;
use super::refusals::Problem;
use crate::stream::Follower;

/// Between two signs of life; a screen that misses one and a half says that it lost the line.
const HEARTBEAT_EVERY: Duration = Duration::from_secs(3);
/// The first words: how soon, in milliseconds, a screen comes back after a break.
const GREETING: &str = "retry: 1000\n\n";
/// Events that may wait for a slow screen.
const WAITING_MAX: usize = 16;
/// How long a screen may take none; then it is let go, and replays what it missed.
const PATIENCE: Duration = Duration::from_secs(20);

type Sent = Result<Bytes, Infallible>;

/// The last number a screen knows, where its browser cannot say so in a header.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Known {
    after: Option<u64>,
}

/// Follows the hall: a `snapshot`, or the `change`s after the last number known; then a
/// `heartbeat`, and from there on `change` after `change` with heartbeats in between.
#[utoipa::path(get, path = "/api/events", tag = "hall",
    params(
        Known,
        ("Last-Event-ID" = Option<u64>, Header, description = "The last number known."),
    ),
    responses(
        (status = 200, content_type = "text/event-stream", body = StreamEvent),
        (status = "default", body = Refused),
    ))]
pub(super) async fn follow(
    State(hall): State<Arc<Hall>>,
    Query(known): Query<Known>,
    Extension(screen): Extension<Screen>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    // A browser that comes back by itself repeats the address it began with; its header is newer.
    let after = last.and_then(|text| text.parse().ok()).or(known.after);
    let follower = hall.stream.follow(after).ok_or(Refusal::Busy)?;
    let (sender, receiver) = mpsc::channel(WAITING_MAX);
    tokio::spawn(send_all(hall, screen, follower, Pipe(sender)));
    let headers =
        [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, Body::from_stream(ReceiverStream::new(receiver))).into_response())
}

/// Sends until the screen goes, falls behind or the node stops.
async fn send_all(hall: Arc<Hall>, screen: Screen, mut follower: Follower, pipe: Pipe) {
    let mut number = follower.number;
    let first = std::mem::take(&mut follower.first);
    let greeting = std::iter::once(Bytes::from_static(GREETING.as_bytes()));
    let first = greeting.chain(first.into_iter().map(|told| told.frame()));
    for frame in first.chain([heartbeat(&hall, number)]) {
        if !pipe.send(frame).await {
            return;
        }
    }
    let mut beats = interval_at(Instant::now() + HEARTBEAT_EVERY, HEARTBEAT_EVERY);
    loop {
        let next = tokio::select! {
            told = follower.news.recv() => match told {
                Ok(told) => {
                    number = told.number();
                    told.frame()
                }
                Err(_) => return, // It comes back and replays what it missed.
            },
            _ = beats.tick() => {
                screen.was_heard(&hall);
                heartbeat(&hall, number)
            }
            () = pipe.0.closed() => return,
            () = hall.stop.cancelled() => return,
        };
        if !pipe.send(next).await {
            return;
        }
    }
}

fn heartbeat(hall: &Hall, number: u64) -> Bytes {
    let beat = Heartbeat { number, at: hall.clock.now() };
    let json = serde_json::to_string(&beat).expect("a number and a moment");
    format!("event: heartbeat\ndata: {json}\n\n").into()
}

/// The way to one screen.
struct Pipe(mpsc::Sender<Sent>);

impl Pipe {
    /// Hands on a frame; false when the screen went or takes nothing.
    async fn send(&self, frame: Bytes) -> bool {
        matches!(timeout(PATIENCE, self.0.send(Ok(frame))).await, Ok(Ok(())))
    }
}
