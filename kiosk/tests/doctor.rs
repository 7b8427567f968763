//! The doctor explains every state of a hall, and changes nothing.
#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta};
use kiosk::config::Config;
use kiosk::doctor::{
    DiskFacts, Facts, Finding, KeyFacts, LineFacts, Mark, PrinterFacts, examine, findings,
};
use kiosk::posted;
use kiosk::store::{
    Chain, DatabaseFacts, JournalFacts, OwedFacts, SecondFacts, Store, StoreFacts, StoreOptions,
};
use shared::digest::Digest;
use shared::journal::Position;
use shared::printer::PrinterCondition;
use shared::time::Timestamp;
use tempfile::TempDir;

const GIB: u64 = 1 << 30;

#[test]
fn a_well_hall_gives_no_cause_for_anything() {
    let found = findings(&well());

    assert!(found.iter().all(|one| one.mark == Mark::Good && one.next.is_none()), "{found:?}");
}

#[test]
fn each_trouble_has_its_mark_and_everything_that_is_not_good_says_what_to_do() {
    type Change = fn(&mut Facts);
    let cases: [(&str, Mark, Change); 24] = [
        ("node", Mark::Attention, |facts| facts.is_running = false),
        ("database", Mark::Bad, |facts| facts.store.database = DatabaseFacts::Newer),
        ("database", Mark::Attention, |facts| facts.store.database = DatabaseFacts::Missing),
        ("database", Mark::Bad, |facts| {
            facts.store.database = DatabaseFacts::Damaged("torn".into());
        }),
        ("database", Mark::Bad, |facts| {
            facts.store.database = DatabaseFacts::Damaged("torn".into());
            facts.store.second = SecondFacts::default();
        }),
        ("database", Mark::Bad, |facts| {
            facts.store.database = DatabaseFacts::Unreadable("no".into());
        }),
        ("database", Mark::Attention, |facts| {
            facts.store.database = DatabaseFacts::NotClosed { bytes: GIB };
        }),
        ("second journal", Mark::Bad, |facts| facts.store.second.gap_after = Some(7)),
        ("journal", Mark::Bad, |facts| journal(facts).chain = Chain::BreaksAfter(at(2, 5))),
        ("journal", Mark::Attention, |facts| journal(facts).chain = Chain::BreaksAfter(at(1, 5))),
        ("disk", Mark::Bad, |facts| disk(facts).is_read_only = true),
        ("disk", Mark::Attention, |facts| disk(facts).free = 5 * GIB),
        ("disk", Mark::Bad, |facts| disk(facts).free = GIB),
        ("key", Mark::Attention, |facts| facts.key = KeyFacts::Missing),
        ("key", Mark::Bad, |facts| facts.key = KeyFacts::Unreadable),
        ("key", Mark::Bad, |facts| facts.key = KeyFacts::Open),
        ("clock", Mark::Bad, |facts| facts.now -= TimeDelta::hours(1)),
        ("clock", Mark::Attention, |facts| facts.clock = Some(TimeDelta::minutes(-3))),
        ("line", Mark::Attention, |facts| facts.line = LineFacts::Silent),
        ("line", Mark::Attention, |facts| facts.line = LineFacts::NotTheCentre),
        ("line", Mark::Bad, |facts| facts.line = LineFacts::Refused),
        ("owed", Mark::Attention, |facts| {
            owed(facts).pending = 3;
            owed(facts).oldest_pending_at = Some(now() - TimeDelta::days(3));
        }),
        ("parked", Mark::Attention, |facts| owed(facts).parked = 1),
        ("printer", Mark::Attention, |facts| {
            facts.printers[0].condition = Some(PrinterCondition::PaperEnd);
        }),
    ];
    for (about, mark, change) in cases {
        let mut facts = well();
        change(&mut facts);

        let found = findings(&facts);

        let worst = found.iter().max_by_key(|one| one.mark).unwrap();
        assert_eq!((worst.about, worst.mark), (about, mark), "{found:?}");
        for one in found.iter().filter(|one| one.mark == Mark::Bad) {
            assert!(one.next.is_some(), "{one}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_that_was_closed_in_order_is_read_and_left_as_it_was() {
    let (folder, config) = hall();
    open(&config).close();
    let before = contents(folder.path());

    let found = examine(&config).await;

    assert_eq!(of(&found, "database").mark, Mark::Good, "{found:?}");
    assert!(of(&found, "journal").sentence.contains("the chain holds"), "{found:?}");
    assert_eq!(of(&found, "key").mark, Mark::Good);
    assert_eq!(of(&found, "node").mark, Mark::Attention);
    assert_eq!(contents(folder.path()), before, "nothing was changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_named_and_left_for_the_start_to_set_aside() {
    let (folder, config) = hall();
    open(&config).close();
    std::fs::write(config.data_dir.join("hall.redb"), b"not a database").unwrap();
    let before = contents(folder.path());

    let found = examine(&config).await;

    let database = of(&found, "database");
    assert_eq!(database.mark, Mark::Bad, "{database}");
    assert!(database.sentence.contains("the second journal holds it all"), "{database}");
    assert_eq!(contents(folder.path()), before, "nothing was changed");
    drop(open(&config));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_record_of_the_second_journal_is_found() {
    let (_folder, config) = hall();
    for _ in 0..3 {
        open(&config).close();
    }
    let second = config.data_dir.join("second");
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(&second).unwrap().map(|one| one.unwrap().path()).collect();
    names.sort();
    std::fs::remove_file(&names[1]).unwrap();

    let found = examine(&config).await;

    let second = of(&found, "second journal");
    assert_eq!(second.mark, Mark::Bad, "{second}");
    assert!(second.next.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_not_there_is_a_new_hall_and_stays_away() {
    let (folder, config) = hall();

    let found = examine(&config).await;

    assert!(of(&found, "database").sentence.contains("a new hall"), "{found:?}");
    assert!(!folder.path().join("data").exists());
}

fn of<'a>(found: &'a [Finding], about: &str) -> &'a Finding {
    found.iter().find(|one| one.about == about).unwrap()
}

/// A hall that works alone and prints into a folder.
fn hall() -> (TempDir, Config) {
    let folder = TempDir::new().unwrap();
    let mut config = Config::local(folder.path().join("data"), catalogue());
    let slips = folder.path().join("slips");
    std::fs::create_dir(&slips).unwrap();
    config.printers = vec![kiosk::config::PrinterConfig::usual(slips)];
    (folder, config)
}

fn open(config: &Config) -> Store {
    let posted = Arc::new(posted::read(&config.catalogue_dir).unwrap());
    Store::open(StoreOptions::new(&config.data_dir, posted)).unwrap()
}

fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/catalogue")
}

/// Every file below a folder, with a digest of its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Digest> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            all.insert(path.clone(), Digest::of(&std::fs::read(&path).unwrap()));
        }
    }
    all
}

fn now() -> Timestamp {
    DateTime::parse_from_rfc3339("2026-11-25T09:00:00+07:00").unwrap().to_utc()
}

fn at(epoch: u32, seq: u64) -> Position {
    Position { epoch, seq }
}

fn journal(facts: &mut Facts) -> &mut JournalFacts {
    facts.store.journal.as_mut().unwrap()
}

fn owed(facts: &mut Facts) -> &mut OwedFacts {
    facts.store.owed.as_mut().unwrap()
}

fn disk(facts: &mut Facts) -> &mut DiskFacts {
    facts.disk.as_mut().unwrap()
}

/// A hall with which nothing is wrong.
fn well() -> Facts {
    let journal = JournalFacts {
        head: at(2, 9),
        head_at: Some(now()),
        entries: 20,
        epochs: 2,
        chain: Chain::Whole,
        sent: at(2, 9),
    };
    let second = SecondFacts { files: 1, bytes: GIB, records: 9, gap_after: None, is_torn: false };
    let database = DatabaseFacts::Open { bytes: GIB };
    Facts {
        now: now(),
        is_running: true,
        disk: Some(DiskFacts { total: 100 * GIB, free: 50 * GIB, is_read_only: false }),
        key: KeyFacts::Kept,
        store: StoreFacts {
            database,
            second,
            journal: Some(journal),
            owed: Some(OwedFacts { pending: 0, parked: 0, oldest_pending_at: None }),
            enrolled_as: Some("A hall".to_owned()),
            ..StoreFacts::unreadable(String::new())
        },
        clock: Some(TimeDelta::seconds(1)),
        line: LineFacts::Accepted,
        printers: vec![PrinterFacts {
            name: "usual".to_owned(),
            condition: Some(PrinterCondition::Ready),
        }],
    }
}
