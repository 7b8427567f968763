//! A screen that follows the hall's stream, as the display does.

use std::collections::VecDeque;
use std::time::Duration;

use reqwest::{Method, Response};
use shared::hall::{Follow, HallSnapshot, StreamEvent};

use crate::visitor::Visitor;

const PATIENCE: Duration = Duration::from_secs(30);

/// What the stream says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Everything.
    Snapshot(HallSnapshot),
    /// The next change.
    Change(StreamEvent),
}

/// A screen.
pub struct Screen {
    response: Response,
    unread: String,
    told: VecDeque<Told>,
}

impl Screen {
    /// Begins to follow.
    pub async fn follow(visitor: &Visitor) -> Self {
        Self::open(visitor, None).await
    }

    /// Follows again after the last number it knows.
    pub async fn follow_after(visitor: &Visitor, number: u64) -> Self {
        Self::open(visitor, Some(number)).await
    }

    /// What is said next.
    ///
    /// # Panics
    /// When nothing is said for long, or the stream ends.
    pub async fn next(&mut self) -> Told {
        let heard = async {
            loop {
                if let Some(told) = self.told.pop_front() {
                    return told;
                }
                let bytes = self.response.chunk().await.expect("the stream goes on");
                let bytes = bytes.expect("the stream does not end");
                self.unread.push_str(std::str::from_utf8(&bytes).expect("whole lines are sent"));
                self.read();
            }
        };
        tokio::time::timeout(PATIENCE, heard).await.expect("the stream says something")
    }

    /// The hall once `is_so` holds of it, followed from the first snapshot without a gap.
    ///
    /// # Panics
    /// When a number is missing, or it never holds.
    pub async fn hall_when(&mut self, is_so: impl Fn(&HallSnapshot) -> bool) -> HallSnapshot {
        let Told::Snapshot(mut hall) = self.next().await else {
            panic!("a stream begins with a snapshot")
        };
        while !is_so(&hall) {
            match self.next().await {
                Told::Snapshot(fresh) => hall = fresh,
                Told::Change(event) => assert_ne!(hall.follow(&event), Follow::Gap),
            }
        }
        hall
    }

    async fn open(visitor: &Visitor, after: Option<u64>) -> Self {
        let request = visitor.request(Method::GET, "/api/events");
        let request = match after {
            Some(number) => request.header("last-event-id", number),
            None => request,
        };
        let response = request.send().await.expect("the hall answers");
        assert_eq!(response.status().as_u16(), 200);
        Self { response, unread: String::new(), told: VecDeque::new() }
    }

    fn read(&mut self) {
        while let Some((event, rest)) = self.unread.split_once("\n\n") {
            let told = told(event);
            let rest = rest.to_owned();
            self.told.extend(told);
            self.unread = rest;
        }
    }
}

/// Reads one event; a comment or a sign of life says nothing.
fn told(event: &str) -> Option<Told> {
    let field = |name: &str| {
        event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
    };
    let data = field("data")?;
    Some(match field("event") {
        Some("snapshot") => Told::Snapshot(serde_json::from_str(data).expect("a snapshot")),
        Some("change") => Told::Change(serde_json::from_str(data).expect("a change")),
        Some("heartbeat") => return None,
        other => panic!("the stream says {other:?}"),
    })
}
