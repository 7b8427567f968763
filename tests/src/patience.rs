//! Waiting for a condition, never for luck.

use std::time::{Duration, Instant};

/// How long a condition may take before the test says that it never came.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
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

/// Waits for many things that go on at once, and gives what came of each, in order.
pub async fn all_of<T>(works: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut works: Vec<_> = works.into_iter().map(|work| (Box::pin(work), None)).collect();
    std::future::poll_fn(|context| {
        let mut is_pending = false;
        for (work, came) in &mut works {
            if came.is_none() {
                match work.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *came = Some(value),
                    std::task::Poll::Pending => is_pending = true,
                }
            }
        }
        if is_pending { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    works.into_iter().map(|(_, came)| came.expect("every work has ended")).collect()
}
