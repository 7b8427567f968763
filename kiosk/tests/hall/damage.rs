//! A database that is damaged, foreign or gone: it is set aside, and all that was acknowledged
//! comes back from the second journal.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use shared::ids::{SubmissionId, TicketId};
use shared::submission::Brought;

use crate::application::{application, attach, file_id, pdf, submission_id, with_copies};
use crate::support::{COPIES, Hall, ordinary, ticket_id};

/// What becomes of a database.
type Damage = fn(&Path);

/// What a hall acknowledged.
struct Acknowledged {
    tickets: Vec<(TicketId, Vec<u8>)>,
    submissions: Vec<(SubmissionId, Vec<u8>, Vec<u8>)>,
    head: (shared::journal::Position, shared::digest::Digest),
}

#[tokio::test]
async fn whatever_became_of_the_database_everything_acknowledged_comes_back() {
    let ways: [(&str, Damage); 6] = [
        ("its first sector is garbage", |path| overwrite(path, 0, &[0xA5; 512])),
        ("all of it is garbage", |path| fs::write(path, [0x5A; 300_000]).expect("written")),
        ("it is another program's file", |path| fs::write(path, "SQLite format 3\0").expect("w")),
        ("it is empty", |path| fs::write(path, []).expect("written")),
        ("it is cut short", |path| {
            let file = fs::File::options().write(true).open(path).expect("it is there");
            file.set_len(5_000).expect("it can be cut");
        }),
        ("it is gone", |path| fs::remove_file(path).expect("it was there")),
    ];
    for (way, damage) in ways {
        let hall = Hall::enrolled().await;
        let before = work(&hall).await;
        let database = hall.data_dir().join("hall.redb");

        let begun = Instant::now();
        let hall = hall.restart_after(|| damage(&database)).await;

        assert!(begun.elapsed() < Duration::from_secs(5), "{way}: it takes five seconds at most");
        assert_everything_is_there(&hall, &before, way).await;
        let aside = set_aside(&hall.data_dir());
        assert_eq!(aside.len(), usize::from(way != "it is gone"), "{way}: {aside:?}");
        let status: serde_json::Value = hall.get("/status").await.json();
        let told = status["set_aside"].as_array().expect("a list").len();
        assert_eq!(told, aside.len(), "{way}: {status}");
    }
}

#[tokio::test]
async fn what_came_back_lasts_and_the_journal_goes_on_where_it_was() {
    let hall = Hall::enrolled().await;
    let before = work(&hall).await;
    let database = hall.data_dir().join("hall.redb");

    let hall = hall.restart_after(|| overwrite(&database, 0, &[0; 4096])).await;
    let (position, _) = hall.store().journal_head();
    let hall = hall.restart().await;

    assert_eq!(position.epoch, before.head.0.epoch, "nothing of the chain was lost");
    assert!(position.seq > before.head.0.seq);
    assert_everything_is_there(&hall, &before, "after another start").await;
}

#[tokio::test]
async fn without_either_a_new_epoch_begins_and_nothing_is_deleted() {
    let hall = Hall::enrolled().await;
    let (id, file) = (submission_id(), file_id());
    attach(&hall, id, file, pdf()).await;
    let data_dir = hall.data_dir();

    let hall = hall
        .restart_after(|| {
            fs::write(data_dir.join("hall.redb"), b"nothing").expect("written");
            fs::remove_dir_all(data_dir.join("second")).expect("it was there");
        })
        .await;

    assert!(hall.store().journal_head().0.epoch > 1);
    assert_eq!(hall.take_ticket(ticket_id()).await.ticket.number.sequence, 1);
    let aside = set_aside(&hall.data_dir());
    assert_eq!(aside.len(), 2, "the database and the sealed files: {aside:?}");
    let kept = aside.iter().any(|path| path.join(id.to_string()).join(file.to_string()).is_dir());
    assert!(kept, "the sealed files of applications are there: {aside:?}");
}

#[tokio::test]
async fn a_cut_while_both_are_set_aside_is_no_first_start() {
    let steps: [(&str, Damage); 3] = [
        ("the database has its other name", |_| {}),
        ("an empty one is in its place", |data_dir| {
            drop(redb::Database::create(data_dir.join("hall.redb")).expect("made"));
        }),
        ("the sealed files have theirs too", |data_dir| {
            fs::rename(data_dir.join("files"), data_dir.join("files.set-aside-1")).expect("moved");
            drop(redb::Database::create(data_dir.join("hall.redb")).expect("made"));
        }),
    ];
    for (step, cut) in steps {
        let hall = Hall::enrolled().await;
        let (id, file) = (submission_id(), file_id());
        attach(&hall, id, file, pdf()).await;
        let data_dir = hall.data_dir();

        let hall = hall
            .restart_after(|| {
                let aside = data_dir.join("hall.redb.set-aside-1");
                fs::rename(data_dir.join("hall.redb"), aside).expect("it was there");
                fs::remove_dir_all(data_dir.join("second")).expect("it was there");
                cut(&data_dir);
            })
            .await;

        assert!(hall.store().journal_head().0.epoch > 1, "{step}");
        let aside = set_aside(&hall.data_dir());
        let file = format!("{id}/{file}");
        assert!(aside.iter().any(|path| path.join(&file).is_dir()), "{step}: {aside:?}");
    }
}

#[tokio::test]
async fn a_torn_end_of_the_second_journal_harms_nothing() {
    let hall = Hall::enrolled().await;
    let before = work(&hall).await;
    let folder = hall.data_dir().join("second");

    let hall = hall
        .restart_after(|| {
            let last = files(&folder).pop().expect("there is a file");
            let bytes = fs::read(&last).expect("it can be read");
            let end = bytes.iter().rposition(|byte| *byte != 0).expect("something is in it") + 1;
            fs::write(&last, [&bytes[..end], &[b'M', b'C', b'2', b'J', 0, 0, 0]].concat())
                .expect("written");
        })
        .await;

    assert_everything_is_there(&hall, &before, "a torn end").await;
    assert_eq!(set_aside(&hall.data_dir()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn old_files_go_unless_something_in_them_is_owed() {
    for owes in [false, true] {
        let hall = Hall::enrolled().await;
        let second = hall.data_dir().join("second");
        let first = files(&second).pop().expect("there is a file");
        let id = submission_id();
        if owes {
            hall.put(&format!("/api/submissions/{id}"), &application()).await;
        }

        hall.clock.turn(TimeDelta::days(40));
        let hall = hall.restart().await;
        hall.clock.turn(TimeDelta::days(40));
        let database = hall.data_dir().join("hall.redb");
        let hall = hall.restart_after(|| fs::write(&database, []).expect("written")).await;

        assert_eq!(first.exists(), owes);
        assert_eq!(hall.store().envelope(id).is_ok(), owes);
        assert!(hall.store().enrolment().expect("it is open").is_some(), "the hall is enrolled");
    }
}

async fn work(hall: &Hall) -> Acknowledged {
    let mut tickets = Vec::new();
    for _ in 0..5 {
        let id = ticket_id();
        let answer = hall.put(&format!("/api/tickets/{id}"), &ordinary(COPIES)).await;
        tickets.push((id, answer.body));
    }
    let mut submissions = Vec::new();
    let (id, file) = (submission_id(), file_id());
    attach(hall, id, file, pdf()).await;
    let written = with_copies(Brought::Attached { files: vec![file] });
    for (id, written) in [(id, written), (submission_id(), application())] {
        let answer = hall.put(&format!("/api/submissions/{id}"), &written).await;
        assert!(answer.status.is_success());
        let envelope = hall.store().envelope(id).expect("it is kept");
        submissions.push((id, answer.body, envelope));
    }
    Acknowledged { tickets, submissions, head: hall.store().journal_head() }
}

async fn assert_everything_is_there(hall: &Hall, before: &Acknowledged, way: &str) {
    for (id, answer) in &before.tickets {
        let again = hall.put(&format!("/api/tickets/{id}"), &ordinary(COPIES)).await;
        assert_eq!(&again.body, answer, "{way}");
    }
    let owed = hall.store().outbox_due(hall.now(), 10).expect("the store is open");
    assert_eq!(owed.len(), before.submissions.len(), "{way}");
    for (id, _, envelope) in &before.submissions {
        assert_eq!(&hall.store().envelope(*id).expect("it is kept"), envelope, "{way}");
        let item = owed.iter().find(|item| item.submission == *id).expect("it is owed");
        for file in &item.files {
            for n in 0..file.chunks.len() {
                let n = u32::try_from(n).expect("a few");
                hall.store().chunk(*id, file.file, n).expect("the sealed file is there");
            }
        }
    }
    let next = hall.take_ticket(ticket_id()).await.ticket.number.sequence;
    assert!(next as usize > before.tickets.len(), "{way}: number {next} was given before");
}

fn overwrite(path: &Path, at: u64, bytes: &[u8]) {
    use std::os::unix::fs::FileExt as _;
    let file = fs::File::options().write(true).open(path).expect("it is there");
    file.write_all_at(bytes, at).expect("it can be written");
}

fn set_aside(data_dir: &Path) -> Vec<PathBuf> {
    let is_aside = |path: &PathBuf| path.to_string_lossy().contains("set-aside");
    files(data_dir).into_iter().filter(is_aside).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    files
}
