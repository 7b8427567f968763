//! A store of the same shape on SQLite: one writer thread, whatever waits in one transaction,
//! an answer only after the commit. It holds the rows that the hall's store holds.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use anyhow::Result;
use rusqlite::{Connection, Transaction, params};
use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::journal::{Entry, HallEvent, Position};
use shared::submission::{Manifest, SlipCode};
use shared::time::Timestamp;
use tokio::sync::oneshot;

/// As in the hall's store.
const WAITING_MAX: usize = 1024;
/// As in the hall's store.
const BATCH_MAX: usize = 512;

const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -65536;
    CREATE TABLE submissions (id BLOB PRIMARY KEY, digest BLOB, row TEXT) WITHOUT ROWID;
    CREATE TABLE envelopes (id BLOB PRIMARY KEY, sealed BLOB);
    CREATE TABLE slip_codes (code TEXT, id BLOB, PRIMARY KEY (code, id)) WITHOUT ROWID;
    CREATE TABLE outbox (id BLOB PRIMARY KEY, row TEXT) WITHOUT ROWID;
    CREATE TABLE due (at INTEGER, id BLOB, PRIMARY KEY (at, id)) WITHOUT ROWID;
    CREATE TABLE journal (epoch INTEGER, seq INTEGER, link TEXT, PRIMARY KEY (epoch, seq))
        WITHOUT ROWID;
";

/// A frozen submission on its way to the disk.
pub(super) struct Frozen {
    pub(super) id: SubmissionId,
    pub(super) digest: Digest,
    pub(super) manifest: Manifest,
    pub(super) written: String,
    pub(super) envelope: Vec<u8>,
    pub(super) now: Timestamp,
}

struct Waiting {
    frozen: Frozen,
    reply: oneshot::Sender<Result<Position, Refused>>,
}

/// Why nothing was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// Too many wait.
    Busy,
    /// Other bytes came under the id before.
    OtherBytes,
    /// The database failed.
    Failed,
}

/// The way to the writer.
#[derive(Clone)]
pub(super) struct SqliteStore(SyncSender<Waiting>);

impl SqliteStore {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let connection = Connection::open(folder.join("hall.sqlite"))?;
        connection.execute_batch(TABLES)?;
        connection.set_prepared_statement_cache_capacity(32);
        let (queue, waiting) = sync_channel(WAITING_MAX);
        let mut writer = Writer { connection, seq: 0, hash: Digest::ZERO };
        std::thread::Builder::new().spawn(move || writer.serve(&waiting))?;
        Ok(Self(queue))
    }

    pub(super) async fn keep(&self, frozen: Frozen) -> Result<Position, Refused> {
        let (reply, answer) = oneshot::channel();
        match self.0.try_send(Waiting { frozen, reply }) {
            Ok(()) => answer.await.unwrap_or(Err(Refused::Failed)),
            Err(TrySendError::Full(_)) => Err(Refused::Busy),
            Err(TrySendError::Disconnected(_)) => Err(Refused::Failed),
        }
    }
}

struct Writer {
    connection: Connection,
    seq: u64,
    hash: Digest,
}

impl Writer {
    fn serve(&mut self, waiting: &Receiver<Waiting>) {
        while let Ok(first) = waiting.recv() {
            let mut batch = vec![first];
            batch.extend(waiting.try_iter().take(BATCH_MAX - 1));
            let kept = self.settle(&batch);
            for (place, one) in batch.into_iter().enumerate() {
                let answer = kept.as_ref().map_or(Err(Refused::Failed), |kept| kept[place]);
                let _ = one.reply.send(answer);
            }
        }
    }

    fn settle(&mut self, batch: &[Waiting]) -> rusqlite::Result<Vec<Result<Position, Refused>>> {
        let (mut seq, mut hash) = (self.seq, self.hash);
        let transaction = self.connection.transaction()?;
        let mut kept = Vec::with_capacity(batch.len());
        for one in batch {
            kept.push(keep(&transaction, &one.frozen, &mut seq, &mut hash)?);
        }
        transaction.commit()?;
        (self.seq, self.hash) = (seq, hash);
        Ok(kept)
    }
}

fn keep(
    rows: &Transaction<'_>,
    frozen: &Frozen,
    seq: &mut u64,
    hash: &mut Digest,
) -> rusqlite::Result<Result<Position, Refused>> {
    let id = frozen.id.0.as_bytes();
    let known = "SELECT digest FROM submissions WHERE id = ?1";
    if rows.prepare_cached(known)?.exists([id])? {
        return Ok(Err(Refused::OtherBytes));
    }
    *seq += 1;
    let position = Position { epoch: 1, seq: *seq };
    let manifest = Digest::of(frozen.written.as_bytes());
    let event = HallEvent::SubmissionKept { submission: frozen.id, manifest };
    let link = Entry { position, at: frozen.now, event }.chain(*hash);
    let row = serde_json::json!({
        "digest": frozen.digest, "procedure": frozen.manifest.procedure,
        "accepted_at": frozen.now, "position": position, "prev_hash": *hash,
        "manifest": frozen.written, "manifest_digest": manifest,
    });
    *hash = link.hash;
    let outbox = serde_json::json!({
        "state": { "state": "pending", "next_attempt_at": frozen.now },
        "is_large": false, "attempts": 0, "dossier_code": null,
    });
    let SlipCode(code) = SlipCode::of(frozen.id);
    let put = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        rows.prepare_cached(sql)?.execute(values).map(drop)
    };
    put("INSERT INTO envelopes VALUES (?1, ?2)", params![id, frozen.envelope])?;
    put(
        "INSERT INTO submissions VALUES (?1, ?2, ?3)",
        params![id, frozen.digest.0, row.to_string()],
    )?;
    put("INSERT INTO slip_codes VALUES (?1, ?2)", params![code, id])?;
    put("INSERT INTO outbox VALUES (?1, ?2)", params![id, outbox.to_string()])?;
    put("INSERT INTO due VALUES (?1, ?2)", params![frozen.now.timestamp_micros(), id])?;
    let link = serde_json::to_string(&link).expect("a link has no maps");
    let seq = i64::try_from(position.seq).expect("no journal is that long");
    put("INSERT INTO journal VALUES (?1, ?2, ?3)", params![1, seq, link])?;
    Ok(Ok(position))
}
