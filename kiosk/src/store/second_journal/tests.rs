//! Files of the second journal: what a database takes over from them, and when they go.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use redb::{Database, ReadableDatabase as _};
use tempfile::TempDir;

use super::{FOLDER, Recorder, Replayed, SecondJournal, names, replay};
use crate::store::database;
use crate::store::disk::{Disk, OwnDisk};
use crate::store::rooms::{ReadRows, Room, Rows as _};

fn morning() -> DateTime<Utc> {
    "2026-11-23T02:00:00Z".parse().expect("a constant moment")
}

fn written(n: u8) -> Recorder {
    let mut recorder = Recorder::default();
    recorder.put(Room::Tickets, &[n], &[n]);
    recorder.put(Room::Settings, b"latest", &[n]);
    if n > 0 {
        recorder.removed(Room::Tickets, &[n - 1]);
    }
    recorder
}

/// Three files of three records each, begun an hour apart.
fn three_files(folder: &Path) -> SecondJournal {
    let disk: Arc<dyn Disk> = Arc::new(OwnDisk);
    disk.create_folder(&folder.join(FOLDER)).expect("a folder can be made");
    let nothing = Replayed { last: 0, is_whole: true, is_new: true, once_more: None };
    let second = SecondJournal::begin(&disk, folder, &nothing, morning());
    let mut second = second.expect("a file can be made");
    for n in 0..9 {
        if n > 0 && n % 3 == 0 {
            let now = morning() + TimeDelta::hours(i64::from(n / 3));
            second.turn_over(now).expect("a file can be made");
        }
        second.append(written(n)).expect("it can be written");
    }
    second
}

fn database(folder: &Path) -> Database {
    database::open(folder, &OwnDisk, false, morning()).expect("a database can be made").0
}

fn taken_over(folder: &Path, database: &Database) -> Replayed {
    replay(&OwnDisk, folder, database).expect("what was written can be read")
}

fn tickets(database: &Database) -> Vec<Vec<u8>> {
    let rows = ReadRows(database.begin_read().expect("it is open"));
    rows.keys(Room::Tickets, &[], usize::MAX).expect("they can be read")
}

#[test]
fn an_empty_database_takes_everything_over_in_order() {
    let folder = TempDir::new().expect("there is a place");
    drop(three_files(folder.path()));
    let database = database(folder.path());

    let replayed = taken_over(folder.path(), &database);

    assert_eq!((replayed.last, replayed.is_whole, replayed.is_new), (9, true, false));
    assert_eq!(tickets(&database), [vec![8]]);
    assert_eq!(taken_over(folder.path(), &database).last, 9, "once more changes nothing");
}

#[test]
fn a_database_takes_over_what_it_missed() {
    let folder = TempDir::new().expect("there is a place");
    let mut second = three_files(folder.path());
    let database = database(folder.path());
    taken_over(folder.path(), &database);
    second.append(written(9)).expect("it can be written");

    let replayed = taken_over(folder.path(), &database);

    assert_eq!((replayed.last, replayed.is_whole, replayed.is_new), (10, true, false));
    assert_eq!(tickets(&database), [vec![9]]);
    assert!(replayed.once_more.is_some_and(|record| !record.is_empty()));
    assert_eq!(taken_over(folder.path(), &database).once_more, None);
}

#[test]
fn a_gap_is_noticed_and_what_comes_after_it_is_kept() {
    let folder = TempDir::new().expect("there is a place");
    drop(three_files(folder.path()));
    let files = names(&OwnDisk, &folder.path().join(FOLDER)).expect("it can be listed");
    let middle = folder.path().join(FOLDER).join(files[1].to_string());
    std::fs::remove_file(middle).expect("it is there");
    let database = database(folder.path());

    let replayed = taken_over(folder.path(), &database);

    assert_eq!((replayed.last, replayed.is_whole, replayed.is_new), (9, false, false));
    assert_eq!(tickets(&database), [vec![2], vec![8]]);
}

#[test]
fn a_file_goes_when_all_of_it_is_old() {
    let folder = TempDir::new().expect("there is a place");
    let second = three_files(folder.path());
    let count = || names(&OwnDisk, &folder.path().join(FOLDER)).expect("it can be listed").len();

    second.forget_before(morning() + TimeDelta::minutes(59));
    let before_the_second_began = count();
    second.forget_before(morning() + TimeDelta::minutes(61));
    let after_it_began = count();
    second.forget_before(morning() + TimeDelta::days(99));

    assert_eq!((before_the_second_began, after_it_began, count()), (3, 2, 1));
    let database = database(folder.path());
    let replayed = taken_over(folder.path(), &database);
    assert_eq!((replayed.last, replayed.is_whole, replayed.is_new), (9, true, false));
}
