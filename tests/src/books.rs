//! What each side holds, named by digests, so that the two can be laid side by side.

use std::collections::BTreeMap;

use kiosk::store::Store;
use shared::digest::Digest;
use shared::ids::{FileId, HallId, SubmissionId};
use shared::journal::{Link, Position};
use shared::signature::Verifier;
use shared::time::{ServiceDay, Timestamp};
use sqlx::{PgPool, Row as _};
use uuid::Uuid;

/// A submission as one side holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The manifest.
    pub manifest: Digest,
    /// The sealed envelope.
    pub envelope: Digest,
    /// The sealed chunks.
    pub chunks: BTreeMap<(FileId, u32), Digest>,
}

/// Submissions by their id.
pub type Submissions = BTreeMap<SubmissionId, Held>;

/// What a hall owes, read from its own store.
pub fn owed_by(store: &Store, now: Timestamp) -> Submissions {
    let owed = store.outbox_due(now, usize::MAX / 2).expect("the store can be read");
    let held = |item: kiosk::store::OutboxItem| {
        let id = item.submission;
        let mut chunks = BTreeMap::new();
        for file in &item.files {
            for n in 0..u32::try_from(file.chunks.len()).expect("a file has few chunks") {
                let sealed = store.chunk(id, file.file, n).expect("what is owed is there");
                chunks.insert((file.file, n), Digest::of(&sealed));
            }
        }
        let envelope = store.envelope(id).expect("what is owed is there");
        let manifest = Digest::of(item.manifest.as_bytes());
        (id, Held { manifest, envelope: Digest::of(&envelope), chunks })
    };
    owed.into_iter().map(held).collect()
}

/// The whole journal of a hall.
pub fn journal_of(store: &Store) -> Vec<Link> {
    let (head, _) = store.journal_head();
    let beginning = Position { epoch: head.epoch, seq: 0 };
    store.journal_after(beginning, usize::MAX).expect("the store can be read")
}

/// What the centre holds and has acknowledged.
pub async fn held_by(centre: &PgPool) -> Submissions {
    let rows = "SELECT i.submission, i.manifest, i.envelope FROM inbox i \
        JOIN acknowledgements a USING (submission)";
    let rows = sqlx::query(rows).fetch_all(centre).await.expect("the books are open");
    let mut held = Submissions::new();
    for row in rows {
        let manifest = Digest::of(row.get::<String, _>("manifest").as_bytes());
        let envelope = Digest::of(&row.get::<Vec<u8>, _>("envelope"));
        let chunks = BTreeMap::new();
        held.insert(SubmissionId(row.get("submission")), Held { manifest, envelope, chunks });
    }
    let rows = "SELECT submission, file, n, sealed FROM chunks";
    let rows = sqlx::query(rows).fetch_all(centre).await.expect("the books are open");
    for row in rows {
        let piece =
            (FileId(row.get("file")), u32::try_from(row.get::<i32, _>("n")).expect("small"));
        let sealed = Digest::of(&row.get::<Vec<u8>, _>("sealed"));
        if let Some(held) = held.get_mut(&SubmissionId(row.get("submission"))) {
            held.chunks.insert(piece, sealed);
        }
    }
    held
}

/// The journal of a hall as the centre holds it: body and hash of each entry.
pub async fn journal_held_by(centre: &PgPool, hall: HallId) -> Vec<(String, Digest)> {
    let rows = "SELECT body, hash FROM journal_entries WHERE hall = $1 ORDER BY epoch, seq";
    let rows = sqlx::query(rows).bind(hall.0).fetch_all(centre).await.expect("the books are open");
    let digest = |bytes: Vec<u8>| Digest(bytes.try_into().expect("32 bytes"));
    rows.iter().map(|row| (row.get("body"), digest(row.get("hash")))).collect()
}

/// How many dossiers each submission became.
pub async fn dossiers_in(centre: &PgPool) -> BTreeMap<SubmissionId, i64> {
    let rows = "SELECT submission, count(*) AS dossiers FROM dossiers GROUP BY submission";
    let rows = sqlx::query(rows).fetch_all(centre).await.expect("the books are open");
    rows.iter().map(|row| (SubmissionId(row.get("submission")), row.get("dossiers"))).collect()
}

/// The manifests that the centre has signed for, checked with the key that the hall has pinned.
///
/// # Panics
/// When a signature does not hold.
pub async fn acknowledged_by(centre: &PgPool, key: &Verifier) -> BTreeMap<SubmissionId, Digest> {
    let rows = "SELECT submission, body, signature FROM acknowledgements";
    let rows = sqlx::query(rows).fetch_all(centre).await.expect("the books are open");
    let read = |row: &sqlx::postgres::PgRow| {
        let signature = shared::bytes::Base64(row.get("signature"));
        let signed = shared::intake::SignedAcknowledgement { body: row.get("body"), signature };
        let word = key.read_acknowledgement(&signed).expect("the signature holds");
        assert_eq!(word.submission, SubmissionId(row.get::<Uuid, _>("submission")));
        (word.submission, word.manifest)
    };
    rows.iter().map(read).collect()
}

/// What a hall knows to be acknowledged, with the digests of its manifests.
pub fn believed_by(store: &Store) -> BTreeMap<SubmissionId, Digest> {
    let belief = store.belief(ServiceDay(chrono::NaiveDate::MIN)).expect("the store can be read");
    let days = belief.days.iter().map(|one| store.acknowledged_on(one.day));
    let all = days.flat_map(|day| day.expect("the store can be read"));
    all.map(|one| (one.submission, one.manifest)).collect()
}
