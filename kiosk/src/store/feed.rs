//! News from the centre: applied once, in order, with the cursor in the same transaction.

use shared::ids::SubmissionId;
use shared::intake::{FeedItem, News};

use super::Store;
use super::error::{StoreError, StoreFault};
use super::outbox::OutboxRow;
use super::rooms::Room;
use super::settings::FEED_CURSOR;
use super::work::Work;

impl Store {
    /// Applies news after the cursor and moves the cursor; news known before changes nothing.
    pub async fn apply_feed(&self, items: Vec<FeedItem>) -> Result<(), StoreError> {
        self.write(move |work| {
            let cursor: u64 = work.row(Room::Settings, FEED_CURSOR)?.unwrap_or(0);
            let mut reached = cursor;
            for FeedItem { number, news } in items {
                if number <= reached {
                    continue;
                }
                reached = number;
                match news {
                    News::DossierMoved { submission, dossier_code, .. } => {
                        dossier_moved(work, submission, dossier_code)?;
                    }
                    News::CatalogueVersion { version } => {
                        tracing::info!(%version, "the centre has published a catalogue");
                    }
                }
            }
            if reached > cursor {
                work.put(Room::Settings, FEED_CURSOR, &reached)?;
            }
            Ok(())
        })
        .await
    }
}

fn dossier_moved(
    work: &mut Work<'_>,
    submission: SubmissionId,
    dossier_code: Option<String>,
) -> Result<(), StoreFault> {
    let key = submission.0.as_bytes();
    let row: Option<OutboxRow> = work.row(Room::Outbox, key)?;
    let (Some(mut row), Some(code)) = (row, dossier_code) else { return Ok(()) };
    row.dossier_code = Some(code);
    work.put(Room::Outbox, key, &row)
}
