//! What is said, for each thing that can be found.

use chrono::TimeDelta;
use shared::journal::Position;
use shared::time::Timestamp;

use super::{Look, Verdict, findings, worst};
use crate::store::{DatabaseLook, FolderLook, RowsLook, SecondLook};

type Change = fn(&mut Look);

fn rows() -> RowsLook {
    RowsLook {
        head: Some(Position { epoch: 1, seq: 7 }),
        last_at: Some(Timestamp::UNIX_EPOCH),
        entries: 7,
        broken_at: None,
        pending: 0,
        oldest_pending_at: None,
        parked: 0,
        enrolment: None,
        hall_key: None,
    }
}

fn well() -> Look {
    Look {
        now: Timestamp::UNIX_EPOCH,
        is_running: true,
        silence: None,
        free_bytes: 1 << 40,
        is_read_only: false,
        folder: FolderLook {
            layout: Ok(()),
            database_bytes: Some(1),
            key_mode: Some(0o600),
            second: Ok(SecondLook { files: 1, bytes: 1, records: 1, is_whole: true }),
            set_aside: Vec::new(),
        },
        database: DatabaseLook::Whole(Box::new(rows())),
        line: None,
        printers: vec![("usual".to_owned(), true)],
    }
}

fn with_rows(look: &mut Look, change: impl FnOnce(&mut RowsLook)) {
    let mut rows = rows();
    change(&mut rows);
    look.database = DatabaseLook::Whole(Box::new(rows));
}

#[test]
fn a_hall_that_is_well_has_nothing_but_well_findings() {
    let found = findings(&well());

    assert_eq!(worst(&found), Verdict::Well, "{found:?}");
    assert_eq!(worst(&found).exit_code(), 0);
}

#[test]
fn each_trouble_is_found_where_it_is_and_nowhere_else() {
    use Verdict::{Bad, Doubtful};
    let troubles: [(&str, Verdict, &str, Change); 17] = [
        ("node", Doubtful, "kiosk serve", |look| look.is_running = false),
        ("node", Bad, "log", |look| look.silence = Some("it took too long".to_owned())),
        ("disk", Bad, "no writes", |look| look.is_read_only = true),
        ("disk", Bad, "free some room", |look| look.free_bytes = 1),
        ("disk", Doubtful, "free some room", |look| look.free_bytes = 500 << 20),
        ("layout", Bad, "newer", |look| look.folder.layout = Err("newer".to_owned())),
        ("key", Bad, "kiosk restore", |look| look.folder.key_mode = None),
        ("key", Doubtful, "chmod 600", |look| look.folder.key_mode = Some(0o644)),
        ("second journal", Bad, "copy the folder", |look| {
            look.folder.second = Ok(SecondLook { files: 2, bytes: 1, records: 9, is_whole: false });
        }),
        ("second journal", Doubtful, "kiosk backup", |look| {
            look.folder.second = Err("no such folder".to_owned());
        }),
        ("set aside", Doubtful, "hall.redb.set", |look| {
            look.folder.set_aside = vec!["hall.redb.set-aside-1".to_owned()];
        }),
        ("journal", Bad, "entry 3", |look| {
            with_rows(look, |rows| rows.broken_at = Some(Position { epoch: 1, seq: 3 }));
        }),
        ("clock", Bad, "set the clock", |look| {
            with_rows(look, |rows| {
                rows.last_at = Some(Timestamp::UNIX_EPOCH + TimeDelta::minutes(3));
            });
        }),
        ("owed", Doubtful, "kiosk export", |look| {
            with_rows(look, |rows| {
                rows.pending = 4;
                rows.oldest_pending_at = Some(Timestamp::UNIX_EPOCH - TimeDelta::hours(25));
            });
        }),
        ("parked", Doubtful, "kiosk parked list", |look| with_rows(look, |rows| rows.parked = 1)),
        ("printer", Doubtful, "usual", |look| look.printers[0].1 = false),
        ("database", Doubtful, "second journal", |look| {
            look.database = DatabaseLook::Damaged("garbage".to_owned());
        }),
    ];
    for (about, verdict, word, change) in troubles {
        let mut look = well();
        change(&mut look);

        let found = findings(&look);

        let troubled: Vec<_> = found.iter().filter(|one| one.verdict != Verdict::Well).collect();
        let [one] = troubled[..] else { panic!("{about}: {troubled:?}") };
        assert_eq!((one.about, one.verdict), (about, verdict), "{one:?}");
        assert!(one.sentence.contains(word), "{word}: {one:?}");
    }
}

#[test]
fn what_cannot_come_back_by_itself_is_bad() {
    let mut look = well();
    look.database = DatabaseLook::Damaged("garbage".to_owned());
    look.folder.second = Ok(SecondLook { files: 0, bytes: 0, records: 0, is_whole: true });

    let found = findings(&look);

    assert_eq!(worst(&found).exit_code(), 2, "{found:?}");
}
