//! Asking the store without a runtime, and where its disk stood when it answered.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use super::disk::Disk;

/// Rung by whoever answers, in the thread and at the instant of the answer.
struct Bell {
    disk: Disk,
    waiting: Thread,
    /// One more than the acts before the answer; zero before it.
    rung: AtomicU64,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let at = self.disk.acts() + 1;
        // Only the first ring is the answer.
        let _ = self.rung.compare_exchange(0, at, Ordering::SeqCst, Ordering::SeqCst);
        self.waiting.unpark();
    }
}

/// Something that was asked and not yet heard.
pub struct Asked<'a, T> {
    future: Pin<Box<dyn Future<Output = T> + 'a>>,
    bell: Arc<Bell>,
    early: Option<T>,
}

impl<'a, T> Asked<'a, T> {
    /// Asks.
    pub fn of(disk: &Disk, future: impl Future<Output = T> + 'a) -> Self {
        let bell = Bell { disk: disk.clone(), waiting: thread::current(), rung: AtomicU64::new(0) };
        let mut asked = Self { future: Box::pin(future), bell: Arc::new(bell), early: None };
        asked.early = asked.look();
        asked
    }

    /// Waits for the answer; says how much was done to the disk before it was given.
    pub fn hear(mut self) -> (T, u64) {
        let answer = loop {
            if let Some(answer) = self.early.take().or_else(|| self.look()) {
                break answer;
            }
            thread::park();
        };
        let rung = self.bell.rung.load(Ordering::SeqCst);
        (answer, if rung == 0 { self.bell.disk.acts() } else { rung - 1 })
    }

    fn look(&mut self) -> Option<T> {
        let waker = Waker::from(Arc::clone(&self.bell));
        match self.future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(answer) => Some(answer),
            Poll::Pending => None,
        }
    }
}

/// Asks and waits for the answer.
pub fn answer<T>(disk: &Disk, future: impl Future<Output = T>) -> T {
    Asked::of(disk, future).hear().0
}
