//! Decides what was found: a total function, so that every state of a hall has its sentence.

use chrono::TimeDelta;
use shared::lang::Lang;
use shared::text::printer as printer_words;

use super::facts::{ClockFacts, DiskFacts, Facts, KeyFacts, LineFacts, PrinterFacts};
use super::{Finding, Mark};
use crate::store::{Chain, DatabaseFacts, JournalFacts, OwedFacts, SecondFacts, StoreFacts};

/// Under this many hundredths free, a hall should be looked after; under the other it stops soon.
const DISK_LOW: u64 = 10;
const DISK_EMPTY: u64 = 2;
/// What the clocks of two machines may differ by.
const CLOCK_OFF: TimeDelta = TimeDelta::seconds(30);
/// What the clock may stand before the last entry of the journal.
const CLOCK_BACK_MAX: TimeDelta = TimeDelta::minutes(2);
/// What is owed for longer is looked after.
const OWED_LONG: TimeDelta = TimeDelta::days(1);
const MIB: u64 = 1_048_576;

/// What the facts mean, the most important first.
pub fn findings(facts: &Facts) -> Vec<Finding> {
    let StoreFacts { database, second, journal, owed, set_aside, enrolled_as, .. } = &facts.store;
    let mut all = vec![node(facts.is_running)];
    all.push(database_found(database, second));
    all.push(second_found(second));
    all.extend(journal.iter().map(journal_found));
    all.extend(facts.disk.iter().map(disk));
    all.push(key(facts.key));
    all.push(clock(facts, journal.as_ref()));
    all.push(line(facts.line, enrolled_as.as_deref()));
    all.extend(owed.iter().map(|owed| owed_found(owed, facts)));
    all.extend(owed.iter().filter(|owed| owed.parked > 0).map(parked));
    all.extend(facts.printers.iter().map(printer));
    all.extend((!set_aside.is_empty()).then(|| aside(set_aside)));
    all
}

fn found(mark: Mark, about: &'static str, sentence: impl Into<String>) -> Finding {
    Finding { mark, about, sentence: sentence.into(), next: None }
}

impl Finding {
    fn then(self, next: impl Into<String>) -> Self {
        Self { next: Some(next.into()), ..self }
    }
}

fn node(is_running: bool) -> Finding {
    if is_running {
        found(Mark::Good, "node", "runs")
    } else {
        found(Mark::Attention, "node", "does not run; everything it kept stays where it is")
            .then("kiosk serve --config …")
    }
}

fn database_found(database: &DatabaseFacts, second: &SecondFacts) -> Finding {
    let about = "database";
    let has_second = second.records > 0;
    match database {
        DatabaseFacts::Open { bytes } => {
            found(Mark::Good, about, format!("open, {} MiB", bytes / MIB))
        }
        DatabaseFacts::Closed { bytes } => {
            found(Mark::Good, about, format!("whole, {} MiB", bytes / MIB))
        }
        DatabaseFacts::NotClosed { bytes } => found(
            Mark::Attention,
            about,
            format!("{} MiB; it was not closed in order, and nothing is lost", bytes / MIB),
        )
        .then("start the hall: it takes over what the second journal holds"),
        DatabaseFacts::Missing if has_second => {
            found(Mark::Attention, about, "is not there; all of it is in the second journal")
                .then("start the hall: it makes the database anew")
        }
        DatabaseFacts::Missing => found(Mark::Good, about, "not made yet: a new hall"),
        DatabaseFacts::Newer => {
            found(Mark::Bad, about, "was written by a newer version; it is whole and unchanged")
                .then("start the newer version of kiosk again")
        }
        DatabaseFacts::Damaged(why) if has_second => {
            found(Mark::Bad, about, format!("is damaged ({why}); the second journal holds it all"))
                .then("start the hall: it sets the file aside and makes it anew; check the disk")
        }
        DatabaseFacts::Damaged(why) => {
            found(Mark::Bad, about, format!("is damaged ({why}), and there is no second journal"))
                .then("copy the whole folder before anything else, then kiosk restore")
        }
        DatabaseFacts::Unreadable(why) => found(Mark::Bad, about, format!("cannot be read: {why}"))
            .then("give the folder to the hall's account, or free the disk"),
    }
}

fn second_found(second: &SecondFacts) -> Finding {
    let about = "second journal";
    let SecondFacts { files, bytes, records, gap_after, is_torn } = second;
    let size = format!("{records} records in {files} files, {} MiB", bytes / MIB);
    match (*records, gap_after, is_torn) {
        (_, Some(after), _) => {
            found(Mark::Bad, about, format!("{size}; records after number {after} are missing"))
                .then("copy the folder; at the next start a new epoch of the journal begins")
        }
        (0, None, _) => found(Mark::Attention, about, "empty: not begun yet"),
        (_, None, true) => found(
            Mark::Good,
            about,
            format!("{size}; its last record is torn and was answered to nobody"),
        ),
        (_, None, false) => found(Mark::Good, about, size),
    }
}

fn journal_found(journal: &JournalFacts) -> Finding {
    let about = "journal";
    let JournalFacts { head, entries, epochs, chain, sent, .. } = journal;
    let size = format!("{entries} entries in {epochs} epochs, last {}/{}", head.epoch, head.seq);
    match chain {
        Chain::Whole if sent == head => {
            found(Mark::Good, about, format!("{size}; the chain holds, the centre has all of it"))
        }
        Chain::Whole => found(
            Mark::Good,
            about,
            format!("{size}; the chain holds, sent up to {}/{}", sent.epoch, sent.seq),
        ),
        Chain::BreaksAfter(at) if at.epoch < head.epoch => found(
            Mark::Attention,
            about,
            format!("{size}; entries after {}/{} were lost with a disk", at.epoch, at.seq),
        ),
        Chain::BreaksAfter(at) => found(
            Mark::Bad,
            about,
            format!("{size}; the chain breaks after {}/{}", at.epoch, at.seq),
        )
        .then("copy the folder and tell the administrator of the centre"),
    }
}

fn disk(disk: &DiskFacts) -> Finding {
    let about = "disk";
    if disk.is_read_only {
        return found(Mark::Bad, about, "can only be read; the hall accepts nothing")
            .then("check the disk for errors, then mount it for writing");
    }
    let percent = disk.free.saturating_mul(100) / disk.total.max(1);
    let size = format!("{percent} % free ({} MiB)", disk.free / MIB);
    match percent {
        DISK_LOW.. => found(Mark::Good, about, size),
        DISK_EMPTY..DISK_LOW => {
            found(Mark::Attention, about, size).then("free some space, or give it a larger disk")
        }
        0..DISK_EMPTY => {
            found(Mark::Bad, about, size).then("free some space now; what was kept is safe")
        }
    }
}

fn key(key: KeyFacts) -> Finding {
    let about = "key";
    match key {
        KeyFacts::Kept => found(Mark::Good, about, "is there, and only the hall can read it"),
        KeyFacts::Missing => found(Mark::Attention, about, "not made yet")
            .then("if this hall was enrolled before: stop, and kiosk restore from a back-up"),
        KeyFacts::Unreadable => found(Mark::Bad, about, "cannot be read, or is no key")
            .then("kiosk restore from a back-up; without its key a hall is another hall"),
        KeyFacts::Open => found(Mark::Bad, about, "other accounts can read it")
            .then("chmod 600 hall.key hall.secret in the hall's folder"),
    }
}

fn clock(facts: &Facts, journal: Option<&JournalFacts>) -> Finding {
    let about = "clock";
    let last = journal.and_then(|journal| journal.head_at);
    if last.is_some_and(|last| facts.now < last - CLOCK_BACK_MAX) {
        return found(Mark::Bad, about, "stands before the last entry of the journal")
            .then("set the clock; until then the hall gives out no number");
    }
    let ahead: ClockFacts = facts.clock;
    match ahead {
        None => found(Mark::Good, about, "after the last entry; the centre's was not heard"),
        Some(ahead) if ahead.abs() <= CLOCK_OFF => {
            found(Mark::Good, about, "agrees with the centre's")
        }
        Some(ahead) => {
            let (seconds, side) = (ahead.num_seconds().abs(), ahead > TimeDelta::zero());
            let side = if side { "ahead of" } else { "behind" };
            found(Mark::Attention, about, format!("{seconds} s {side} the centre's"))
                .then("set the clock, and switch time synchronisation on")
        }
    }
}

fn line(line: LineFacts, enrolled_as: Option<&str>) -> Finding {
    let about = "line";
    let name = enrolled_as.unwrap_or("nobody");
    match line {
        LineFacts::NoCentre => found(Mark::Good, about, "no centre is configured"),
        LineFacts::CannotBeSetUp => {
            found(Mark::Bad, about, "the address or the certificates cannot be used")
                .then("check [centre] url, and the certificates of this machine")
        }
        LineFacts::Silent => {
            found(Mark::Attention, about, "the centre does not answer; the hall works on")
                .then("check the network; what is owed is sent by itself")
        }
        LineFacts::NotTheCentre => {
            found(Mark::Attention, about, "somebody else answers: a portal or a proxy")
                .then("sign in at the portal, or let the centre's address through")
        }
        LineFacts::NotEnrolled => {
            found(Mark::Bad, about, "the centre answers; this hall is not enrolled")
                .then("kiosk enrol --config … --centre … --code …")
        }
        LineFacts::Refused => {
            found(Mark::Bad, about, format!("the centre does not accept the key of {name}"))
                .then("tell the administrator of the centre; nothing that is owed is dropped")
        }
        LineFacts::Accepted => {
            found(Mark::Good, about, format!("the centre answers and knows this hall as {name}"))
        }
    }
}

fn owed_found(owed: &OwedFacts, facts: &Facts) -> Finding {
    let about = "owed";
    let Some(since) = owed.oldest_pending_at.filter(|_| owed.pending > 0) else {
        return found(Mark::Good, about, "nothing");
    };
    let sentence = format!("{} applications, the oldest of {since}", owed.pending);
    if facts.now - since < OWED_LONG {
        return found(Mark::Good, about, sentence);
    }
    found(Mark::Attention, about, sentence)
        .then("mend the line, or take them to the centre with kiosk export")
}

fn parked(owed: &OwedFacts) -> Finding {
    let sentence = format!("{} applications wait for a person", owed.parked);
    found(Mark::Attention, "parked", sentence).then("kiosk parked list --config …")
}

fn printer(printer: &PrinterFacts) -> Finding {
    let PrinterFacts { name, condition } = printer;
    let Some(condition) = condition else {
        return found(Mark::Bad, "printer", format!("{name}: cannot be used as it is configured"))
            .then("check [[printers]] in the configuration");
    };
    let sentence = printer_words::condition(*condition).get(Lang::En);
    let mark = if condition.promises_paper() { Mark::Good } else { Mark::Attention };
    let one = found(mark, "printer", format!("{name}: {sentence}"));
    if mark == Mark::Good {
        one
    } else {
        one.then("see to it; the hall gives numbers without paper")
    }
}

fn aside(names: &[String]) -> Finding {
    found(Mark::Attention, "set aside", names.join(", "))
        .then("keep them until somebody has looked; the hall does not need them")
}
