//! The hall's stream over server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, Sse};
use shared::hall::StreamEvent;
use shared::refusal::{Refusal, Refused};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::Hall;
use super::devices::Screen;
use super::refusals::Problem;
use crate::stream::{Follower, Told};

/// Between two signs of life; a screen that misses one and a half says that it lost the line.
const HEARTBEAT_EVERY: Duration = Duration::from_secs(3);
/// How soon a screen comes back after a break.
const RETRY_AFTER: Duration = Duration::from_secs(1);
/// Events that may wait for a slow screen; it is let go when it stays behind.
const WAITING_MAX: usize = 64;

type Sent = Result<Event, Infallible>;

/// Follows the hall: `snapshot` first, then `change` after `change`; `heartbeat` in between.
#[utoipa::path(get, path = "/api/events", tag = "hall",
    params(("Last-Event-ID" = Option<u64>, Header, description = "The last number known.")),
    responses(
        (status = 200, content_type = "text/event-stream", body = StreamEvent),
        (status = "default", body = Refused),
    ))]
pub(super) async fn follow(
    State(hall): State<Arc<Hall>>,
    Extension(screen): Extension<Screen>,
    headers: HeaderMap,
) -> Result<Sse<ReceiverStream<Sent>>, Problem> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let after = last.and_then(|text| text.parse().ok());
    let follower = hall.stream.follow(after).ok_or(Refusal::Busy)?;
    let (sender, receiver) = mpsc::channel(WAITING_MAX);
    tokio::spawn(send_all(follower, sender, hall, screen));
    Ok(Sse::new(ReceiverStream::new(receiver)))
}

/// Sends until the screen goes, falls behind or the node stops.
async fn send_all(
    mut follower: Follower,
    sender: mpsc::Sender<Sent>,
    hall: Arc<Hall>,
    screen: Screen,
) {
    let begin = Event::default().retry(RETRY_AFTER).comment("the hall's stream");
    if sender.send(Ok(begin)).await.is_err() {
        return;
    }
    for told in std::mem::take(&mut follower.first) {
        if sender.send(Ok(event(&told))).await.is_err() {
            return;
        }
    }
    let mut heartbeat = tokio::time::interval(HEARTBEAT_EVERY);
    loop {
        let next = tokio::select! {
            told = follower.news.recv() => match told {
                Ok(told) => event(&told),
                Err(_) => return, // It comes back and replays what it missed.
            },
            _ = heartbeat.tick() => {
                screen.was_heard(&hall);
                Event::default().event("heartbeat").data("{}")
            }
            () = sender.closed() => return,
            () = hall.stop.cancelled() => return,
        };
        if sender.send(Ok(next)).await.is_err() {
            return;
        }
    }
}

fn event(told: &Told) -> Event {
    let (name, number, json) = match told {
        Told::Snapshot { number, json } => ("snapshot", *number, json.as_ref()),
        Told::Change(one) => ("change", one.number(), one.json()),
    };
    Event::default().event(name).id(number.to_string()).data(json)
}
