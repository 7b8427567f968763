//! The hall compares what it believes the centre holds with what the centre holds: when the line
//! comes up after a start, once a day, and whenever something the centre said does not fit. What
//! the centre forgot is owed again.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use shared::delivery::{Backoff, Heard};
use shared::reconciliation::{COMPARED_DAYS, DayPage, PAGE_MAX, sent_again_after};
use shared::time::ServiceDay;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::centre_client::CentreClient;
use crate::clock::Clock;
use crate::line::{Hearsay, Line};
use crate::store::{Store, StoreError};

/// The pause after a doubt, so that one comparison answers several.
const GATHER: Duration = Duration::from_secs(1);

/// The lane of the comparison.
pub(crate) struct Reconciler {
    pub(crate) store: Store,
    pub(crate) client: CentreClient,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) line: Line,
    pub(crate) hearsay: Hearsay,
    /// Rung by whoever hears something that does not fit.
    pub(crate) doubt: Arc<Notify>,
    pub(crate) every: Duration,
    pub(crate) backoff: Backoff,
    pub(crate) stop: CancellationToken,
}

/// Why a comparison did not come to its end.
enum Cut {
    Heard(Heard),
    Store(StoreError),
    Panicked,
}

impl From<Heard> for Cut {
    fn from(heard: Heard) -> Self {
        Self::Heard(heard)
    }
}

impl From<StoreError> for Cut {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Reconciler {
    pub(crate) async fn run(self) {
        tokio::select! {
            () = self.turns() => {}
            () = self.stop.cancelled() => {}
        }
    }

    async fn turns(&self) {
        let mut attempts = 0;
        loop {
            self.line.worth_asking().await;
            match self.reconcile().await {
                Ok(()) => {
                    attempts = 0;
                    self.rest().await;
                }
                Err(cut) => {
                    self.note(cut);
                    tokio::time::sleep(GATHER + self.backoff.pause(attempts, rand::random())).await;
                    attempts = attempts.saturating_add(1);
                }
            }
        }
    }

    async fn rest(&self) {
        tokio::select! {
            () = tokio::time::sleep(self.every) => {}
            () = self.doubt.notified() => tokio::time::sleep(GATHER).await,
        }
    }

    fn note(&self, cut: Cut) {
        match cut {
            Cut::Heard(heard) => {
                tracing::debug!(?heard, "the comparison with the centre is to be made again");
                self.hearsay.pass_on(heard);
            }
            Cut::Store(error) => tracing::error!(%error, "the store cannot be compared"),
            Cut::Panicked => tracing::error!("a comparison broke off"),
        }
    }

    async fn reconcile(&self) -> Result<(), Cut> {
        let since = ServiceDay::of(self.clock.now() - TimeDelta::days(COMPARED_DAYS));
        let belief = self.look(move |store| store.belief(since)).await?;
        let compared = self.client.compare(&belief).await?;
        let held = sent_again_after(&belief.journal, &compared.journal);
        let mut missing = 0;
        for day in compared.days {
            missing += self.reconcile_day(day).await?;
        }
        if held.is_some() || missing > 0 {
            tracing::warn!(?held, missing, "the centre forgot; everything it lacks is sent again");
            self.store.centre_forgot(held).await?;
        }
        self.hearsay.pass_on(Heard::Status(200, None));
        Ok(())
    }

    /// Compares a day page by page, and owes again what the centre lacks.
    async fn reconcile_day(&self, day: ServiceDay) -> Result<usize, Cut> {
        let mut missing = 0;
        let acknowledged = self.look(move |store| store.acknowledged_on(day)).await?;
        for page in DayPage::cut(acknowledged, PAGE_MAX) {
            let differs = self.client.compare_page(day, &page).await?;
            let owed = self.store.owe_again(&differs.missing).await?;
            if owed < differs.missing.len() {
                tracing::error!(%day, lacking = differs.missing.len(), owed,
                    "the centre lacks submissions whose bytes are gone here");
            }
            for submission in &differs.other_bytes {
                tracing::error!(%submission, "the centre holds other bytes");
            }
            let unknown = self.store.note_unknown(differs.unnamed).await?;
            if unknown > 0 {
                tracing::error!(%day, unknown, "the centre holds what this hall does not know");
            }
            missing += differs.missing.len();
        }
        Ok(missing)
    }

    /// Reads many rows beside the threads that answer people.
    async fn look<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Cut> {
        let store = self.store.clone();
        let looked = tokio::task::spawn_blocking(move || read(&store)).await;
        Ok(looked.map_err(|_| Cut::Panicked)??)
    }
}
