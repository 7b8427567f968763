//! Waiting for a condition, never for luck.

use std::time::{Duration, Instant};

/// How long a condition may take before the test says that it never came.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Waits until the condition holds; `what` says what never came.
///
/// # Panics
/// When it does not hold in time.
pub async fn until(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !condition().await {
        assert!(begun.elapsed() < PATIENCE, "waited in vain until {what}");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Waits until a condition holds that can be told at once.
///
/// # Panics
/// When it does not hold in time.
pub async fn until_so(what: &str, mut condition: impl FnMut() -> bool) {
    until(what, async || condition()).await;
}
