//! How the line to the centre is, as every screen of the hall is told.

use shared::delivery::Heard;
use shared::hall::LineState;
use tokio::sync::{mpsc, watch};

/// Words that wait for the forwarder; more than the side lanes can have said at once.
const WORDS_MAX: usize = 16;

/// The state of the line: the forwarder sets it, anyone may look at it or follow it.
#[derive(Debug, Clone)]
pub struct Line(watch::Sender<LineState>);

impl Line {
    /// A line of which nothing is known.
    pub fn new() -> Self {
        Self(watch::Sender::new(LineState::NotEnrolled))
    }

    /// How it is.
    pub fn state(&self) -> LineState {
        self.0.borrow().clone()
    }

    /// Follows its changes.
    pub fn follow(&self) -> watch::Receiver<LineState> {
        self.0.subscribe()
    }

    /// Waits until a request is worth its way.
    pub(crate) async fn worth_asking(&self) {
        // The line is ours, so somebody always says how it is.
        let _ = self.follow().wait_for(is_worth_asking).await;
    }

    /// Says how it is; followers wake only when that is news.
    pub fn set(&self, state: LineState) {
        self.0.send_if_modified(|known| {
            let is_news = *known != state;
            if name(known) != name(&state) {
                tracing::info!(line = name(&state), "the line changed");
            }
            *known = state;
            is_news
        });
    }

    /// Whether a request is worth its way: nobody asks beside the forwarder's probe while the
    /// line is down.
    #[doc(hidden)]
    pub fn is_worth_asking(&self) -> bool {
        is_worth_asking(&self.0.borrow())
    }
}

fn is_worth_asking(state: &LineState) -> bool {
    match state {
        LineState::Up { .. } | LineState::Stopped { .. } => true,
        LineState::NotEnrolled | LineState::Down { .. } => false,
    }
}

fn name(state: &LineState) -> &'static str {
    match state {
        LineState::NotEnrolled => "not enrolled",
        LineState::Up { .. } => "up",
        LineState::Down { .. } => "down",
        LineState::Stopped { .. } => "stopped",
    }
}

impl Default for Line {
    fn default() -> Self {
        Self::new()
    }
}

/// Where the lanes beside the forwarder say what they heard from the centre.
#[derive(Debug, Clone)]
pub(crate) struct Hearsay(mpsc::Sender<Heard>);

impl Hearsay {
    pub(crate) fn channel() -> (Self, mpsc::Receiver<Heard>) {
        let (sender, receiver) = mpsc::channel(WORDS_MAX);
        (Self(sender), receiver)
    }

    /// Passes on what was heard. When many words wait already, one more changes nothing.
    pub(crate) fn pass_on(&self, heard: Heard) {
        let _ = self.0.try_send(heard);
    }
}
