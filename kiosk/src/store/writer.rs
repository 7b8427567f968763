//! The one thread that writes: it takes whatever waits and commits it together.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use shared::refusal::Refusal;
use tokio::sync::oneshot;

use super::error::{StoreError, StoreFault};
use super::opened::Opened;
use super::rooms::WriteRows;
use super::work::{Memory, News, Work};
use super::{Health, Promise, Shared, day, expiry};

/// Operations that may wait; one more is told that the hall is busy.
const WAITING_MAX: usize = 1024;
/// The most operations of one commit.
const BATCH_MAX: usize = 512;
/// The pause before a failed database is opened again.
const REOPEN_PAUSE: Duration = Duration::from_millis(250);

enum Message {
    Run(Box<dyn Operation>),
    Stop,
}

/// The way to the writer.
pub(super) struct Writer {
    queue: SyncSender<Message>,
    thread: std::sync::Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread over what was opened.
    pub(super) fn start(
        shared: Arc<Shared>,
        opened: Opened,
        memory: Memory,
    ) -> std::io::Result<Self> {
        let (queue, waiting) = sync_channel(WAITING_MAX);
        let mut desk = Desk {
            shared,
            opened: Some(opened),
            memory,
            reopen_at: Instant::now(),
            is_damaged: false,
        };
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || desk.serve(&waiting))?;
        Ok(Self { queue, thread: std::sync::Mutex::new(Some(thread)) })
    }

    /// Runs an operation in the next batch and answers once it is durable.
    pub(super) async fn run<T, F>(&self, decide: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let call = Call { decide: Some(decide), decided: None, reply };
        match self.queue.try_send(Message::Run(Box::new(call))) {
            Ok(()) => answer.await.unwrap_or(Err(Refusal::StoreStopped.into())),
            Err(TrySendError::Full(_)) => Err(Refusal::Busy.into()),
            Err(TrySendError::Disconnected(_)) => Err(Refusal::StoreStopped.into()),
        }
    }

    /// Lets everything that waits be written, then ends the thread. Blocks.
    pub(super) fn stop(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // An error means that the thread has ended by itself.
            let _ = self.queue.send(Message::Stop);
            if thread.join().is_err() {
                tracing::error!("the writer of the store panicked");
            }
        }
    }
}

/// One operation that waits for the writer.
trait Operation: Send {
    /// Decides and writes; an error is a fault that stops the store.
    fn decide(&mut self, work: &mut Work<'_>) -> Result<(), StoreFault>;

    /// Answers: the batch is durable, or all of it is refused.
    fn answer(self: Box<Self>, batch: Result<(), Refusal>);
}

struct Call<T, F> {
    decide: Option<F>,
    decided: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Operation for Call<T, F>
where
    T: Send,
    F: FnOnce(&mut Work<'_>) -> Result<T, StoreError> + Send,
{
    fn decide(&mut self, work: &mut Work<'_>) -> Result<(), StoreFault> {
        let Some(decide) = self.decide.take() else { return Ok(()) };
        let before = work.writes();
        let decided = catch_unwind(AssertUnwindSafe(|| decide(work)))
            .unwrap_or(Err(StoreFault::Panicked.into()));
        match decided {
            Err(StoreError::Failed(fault))
                if fault.stops_the_store() || work.writes() != before =>
            {
                Err(fault)
            }
            Ok(_) | Err(StoreError::Refused(_) | StoreError::Failed(_)) => {
                self.decided = Some(decided);
                Ok(())
            }
        }
    }

    fn answer(self: Box<Self>, batch: Result<(), Refusal>) {
        let answer = match (batch, self.decided) {
            (Ok(()), Some(decided)) => decided,
            (Ok(()), None) => Err(Refusal::StoreStopped.into()),
            (Err(refusal), _) => Err(refusal.into()),
        };
        // Whoever asked may have gone; what is durable stays.
        let _ = self.reply.send(answer);
    }
}

struct Desk {
    shared: Arc<Shared>,
    opened: Option<Opened>,
    memory: Memory,
    reopen_at: Instant,
    /// The database said of itself that it does not hold.
    is_damaged: bool,
}

impl Desk {
    fn serve(&mut self, waiting: &Receiver<Message>) {
        while let Some(first) = self.next(waiting) {
            let mut batch = Vec::new();
            let mut is_last = !gather(first, &mut batch);
            while !is_last && batch.len() < BATCH_MAX {
                let Ok(next) = waiting.try_recv() else { break };
                is_last = !gather(next, &mut batch);
            }
            self.settle(batch);
            if is_last {
                break;
            }
            self.save_beyond(self.shared.saving.bytes);
        }
        self.save_beyond(0);
        self.opened = None;
        self.shared.close_database();
    }

    /// Waits for the next operation, and meanwhile for a failed database to open again.
    fn next(&mut self, waiting: &Receiver<Message>) -> Option<Message> {
        loop {
            if let Some(opened) = &self.opened {
                if opened.unsaved() == 0 {
                    return waiting.recv().ok();
                }
                match waiting.recv_timeout(self.shared.saving.rest) {
                    Ok(message) => return Some(message),
                    Err(RecvTimeoutError::Timeout) => self.save_beyond(0),
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
                continue;
            }
            let pause = self.reopen_at.saturating_duration_since(Instant::now());
            if pause.is_zero() {
                self.reopen();
                self.reopen_at = Instant::now() + REOPEN_PAUSE;
                continue;
            }
            match waiting.recv_timeout(pause) {
                Ok(message) => return Some(message),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    fn settle(&mut self, mut batch: Vec<Box<dyn Operation>>) {
        if self.opened.is_none() {
            let refusal = self.shared.health().refusal();
            return answer_all(batch, &Err(refusal));
        }
        let begun = Instant::now();
        match self.commit(&mut batch) {
            Ok(news) => {
                self.shared.figures.count_commit(batch.len(), begun.elapsed());
                self.shared.publish(&self.memory, news);
                answer_all(batch, &Ok(()));
            }
            Err(fault) => {
                let health = self.fail(&fault);
                answer_all(batch, &Err(health.refusal()));
            }
        }
    }

    fn commit(&mut self, batch: &mut Vec<Box<dyn Operation>>) -> Result<News, StoreFault> {
        let opened = self.opened.as_mut().ok_or(StoreFault::Panicked)?;
        let transaction = opened.begin_write()?;
        let rows = WriteRows::new(&transaction);
        let Shared { rules, secrets, clock, .. } = &*self.shared;
        let mut work = Work::new(rows, &mut self.memory, rules, secrets, clock.now());
        day::begin(&mut work)?;
        expiry::pass(&mut work)?;
        batch.iter_mut().try_for_each(|operation| operation.decide(&mut work))?;
        let has_written = work.writes() > 0;
        if self.shared.promise == Promise::BeforeCommit {
            answer_all(std::mem::take(batch), &Ok(()));
        }
        if has_written {
            opened.record(&work.rows, clock.now(), work.kept_since())?;
        }
        let news = work.finish();
        if has_written {
            transaction.commit()?;
        } else {
            transaction.abort()?;
        }
        Ok(news)
    }

    /// Makes the database durable when it holds more than this in memory only. All that was asked
    /// is answered.
    fn save_beyond(&mut self, bytes: u64) {
        let Some(opened) = self.opened.as_mut().filter(|one| one.unsaved() > bytes) else { return };
        if let Err(fault) = opened.save() {
            self.fail(&fault);
        }
    }

    /// Gives the database up: after a failed sync nothing of it may be trusted or tried again.
    fn fail(&mut self, fault: &StoreFault) -> Health {
        let health = Health::after(fault);
        tracing::error!(error = fault as &dyn std::error::Error, "the store stops");
        self.opened = None;
        self.is_damaged |= fault.is_damage();
        self.reopen_at = Instant::now() + REOPEN_PAUSE;
        self.shared.close_database();
        self.shared.set_health(health);
        health
    }

    fn reopen(&mut self) {
        match self.try_reopen() {
            Ok(()) => {
                tracing::warn!("the store is open again");
                self.shared.set_health(Health::Open);
            }
            Err(fault) => {
                tracing::warn!(error = &fault as &dyn std::error::Error, "the store stays closed");
                self.shared.set_health(Health::after(&fault));
            }
        }
    }

    fn try_reopen(&mut self) -> Result<(), StoreFault> {
        let (opened, memory) = self.shared.begin(self.is_damaged, None)?;
        (self.opened, self.memory, self.is_damaged) = (Some(opened), memory, false);
        Ok(())
    }
}

/// Takes an operation into the batch; false when the writer is to stop.
fn gather(message: Message, batch: &mut Vec<Box<dyn Operation>>) -> bool {
    match message {
        Message::Run(operation) => {
            batch.push(operation);
            true
        }
        Message::Stop => false,
    }
}

fn answer_all(batch: Vec<Box<dyn Operation>>, result: &Result<(), Refusal>) {
    for operation in batch {
        operation.answer(result.clone());
    }
}
