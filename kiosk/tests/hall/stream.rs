//! The hall's stream: a snapshot, then changes without a gap, and a replay after a break.

use reqwest::{Method, Response};
use shared::hall::{Change, Follow, HallSnapshot, Heartbeat, LineState, StreamEvent};

use crate::support::{Hall, ticket_id};

#[tokio::test]
async fn a_screen_gets_a_snapshot_and_then_every_change() {
    let hall = Hall::open().await;
    hall.take_ticket(ticket_id()).await;
    let mut screen = Screen::follow(&hall, None).await;

    let mut snapshot: HallSnapshot = screen.next("snapshot").await;
    hall.take_ticket(ticket_id()).await;
    let change: StreamEvent = screen.next("change").await;

    assert_eq!(snapshot.waiting[0].waiting.ordinary, 1);
    assert_eq!(change.number, snapshot.number + 1);
    assert_eq!(snapshot.follow(&change), Follow::Applied);
    assert_eq!(snapshot.waiting[0].waiting.ordinary, 2);
}

#[tokio::test]
async fn a_screen_that_comes_back_is_told_exactly_what_it_missed() {
    let hall = Hall::open().await;
    let mut screen = Screen::follow(&hall, None).await;
    let snapshot: HallSnapshot = screen.next("snapshot").await;
    drop(screen);
    for _ in 0..3 {
        hall.take_ticket(ticket_id()).await;
    }

    let mut screen = Screen::follow(&hall, Some(snapshot.number + 1)).await;

    for missed in 2..=3 {
        let change: StreamEvent = screen.next("change").await;
        assert_eq!(change.number, snapshot.number + missed);
    }
}

#[tokio::test]
async fn a_sign_of_life_follows_what_was_missed_and_tells_the_last_number_and_the_clock() {
    let hall = Hall::open().await;
    let known = hall.node.stream().snapshot().number;
    hall.take_ticket(ticket_id()).await;

    let mut screen = Screen::follow(&hall, Some(known)).await;

    let (first, _) = screen.next_event().await;
    let (second, data) = screen.next_event().await;
    let beat: Heartbeat = serde_json::from_str(&data).expect("a heartbeat");
    assert_eq!((first.as_str(), second.as_str()), ("change", "heartbeat"));
    assert_eq!(beat, Heartbeat { number: known + 1, at: hall.now() });
}

#[tokio::test]
async fn a_screen_that_opens_its_stream_anew_says_in_the_address_what_it_knows() {
    let hall = Hall::open().await;
    let known = hall.node.stream().snapshot().number;
    hall.take_ticket(ticket_id()).await;
    hall.take_ticket(ticket_id()).await;

    let mut screen = Screen::open(&hall, &format!("/api/events?after={known}"), None).await;
    let first: StreamEvent = screen.next("change").await;
    // The browser comes back to the same address, and its header is newer.
    let after = format!("/api/events?after={known}");
    let mut screen = Screen::open(&hall, &after, Some(first.number)).await;
    let second: StreamEvent = screen.next("change").await;

    assert_eq!((first.number, second.number), (known + 1, known + 2));
}

#[tokio::test]
async fn a_slow_screen_is_let_go_and_misses_nothing_when_it_comes_back() {
    let hall = Hall::open().await;
    let mut slow = Screen::follow(&hall, None).await;
    let mut snapshot: HallSnapshot = slow.next("snapshot").await;
    // More than the way to a screen that reads nothing can hold.
    for pending in 1..=4_000 {
        hall.node.stream().line_changed(LineState::Up { pending });
    }

    while let Some((name, data)) = slow.next_event_if_any().await {
        if name == "change" {
            let event: StreamEvent = serde_json::from_str(&data).expect("a change");
            assert_eq!(snapshot.follow(&event), Follow::Applied);
        }
    }
    let mut back = Screen::follow(&hall, Some(snapshot.number)).await;
    while snapshot.number < hall.node.stream().snapshot().number {
        let event: StreamEvent = back.next("change").await;
        assert_eq!(snapshot.follow(&event), Follow::Applied);
    }

    assert_eq!(snapshot.line, LineState::Up { pending: 4_000 });
}

#[tokio::test]
async fn a_screen_that_was_away_too_long_gets_a_fresh_snapshot() {
    let hall = Hall::open().await;
    let known = hall.node.stream().snapshot().number;
    for pending in 1..=4097 {
        hall.node.stream().line_changed(LineState::Up { pending });
    }

    let mut screen = Screen::follow(&hall, Some(known)).await;

    let snapshot: HallSnapshot = screen.next("snapshot").await;
    assert_eq!(snapshot.number, known + 4097);
    assert_eq!(snapshot.line, LineState::Up { pending: 4097 });
}

#[tokio::test]
async fn a_number_of_an_earlier_life_of_the_node_is_never_taken_for_one_of_this() {
    let hall = Hall::open().await;
    hall.take_ticket(ticket_id()).await;
    let known = hall.node.stream().snapshot().number;
    hall.clock.turn(chrono::TimeDelta::seconds(1));
    let hall = hall.restart().await;

    let mut screen = Screen::follow(&hall, Some(known)).await;

    let snapshot: HallSnapshot = screen.next("snapshot").await;
    assert!(snapshot.number > known);
    assert_eq!(snapshot.waiting[0].waiting.ordinary, 1);
}

#[tokio::test]
async fn a_new_day_is_told() {
    let hall = Hall::open().await;
    let mut screen = Screen::follow(&hall, None).await;
    let mut snapshot: HallSnapshot = screen.next("snapshot").await;

    hall.clock.turn(chrono::TimeDelta::days(1));
    hall.store().begin_day().await.expect("the store is open");
    let change: StreamEvent = screen.next("change").await;

    snapshot.follow(&change);
    assert!(matches!(change.change, Change::NewDay { .. }));
    assert_eq!(snapshot.service_day, shared::time::ServiceDay::of(hall.now()));
}

#[tokio::test]
async fn the_node_stops_while_screens_follow() {
    let hall = Hall::open().await;
    let mut screen = Screen::follow(&hall, None).await;
    screen.next::<HallSnapshot>("snapshot").await;

    hall.stop().await;

    assert!(screen.ends().await);
}

/// A screen that reads the stream as a browser does.
struct Screen {
    response: Response,
    read: String,
}

impl Screen {
    async fn follow(hall: &Hall, last: Option<u64>) -> Self {
        Self::open(hall, "/api/events", last).await
    }

    async fn open(hall: &Hall, address: &str, last: Option<u64>) -> Self {
        let mut request = hall.request(Method::GET, address);
        if let Some(last) = last {
            request = request.header("Last-Event-ID", last.to_string());
        }
        let response = request.send().await.expect("the node answers");
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, read: String::new() }
    }

    /// The next event that is not a sign of life; it must have this name.
    async fn next<T: serde::de::DeserializeOwned>(&mut self, name: &str) -> T {
        loop {
            let (event, data) = self.next_event().await;
            if event != "heartbeat" {
                assert_eq!(event, name);
                return serde_json::from_str(&data).expect("JSON");
            }
        }
    }

    async fn next_event(&mut self) -> (String, String) {
        self.next_event_if_any().await.expect("the stream goes on")
    }

    /// The next event, its name and its data, unless the stream ends before.
    async fn next_event_if_any(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((block, rest)) = self.read.split_once("\n\n") {
                let field = |key: &str| {
                    let line = block.lines().find_map(|line| line.strip_prefix(key));
                    line.map(|value| value.trim_start().to_owned())
                };
                let (event, data) = (field("event:"), field("data:"));
                self.read = rest.to_owned();
                if let Some(event) = event {
                    return Some((event, data.expect("an event has data")));
                }
            } else {
                let piece = self.response.chunk().await.expect("the stream holds")?;
                self.read.push_str(std::str::from_utf8(&piece).expect("text"));
            }
        }
    }

    async fn ends(&mut self) -> bool {
        while let Ok(Some(_)) = self.response.chunk().await {}
        true
    }
}
