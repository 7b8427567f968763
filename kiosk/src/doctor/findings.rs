//! Decides what is said of what was looked at.

use chrono::TimeDelta;
use serde::Serialize;

use super::Look;
use crate::store::{DatabaseLook, RowsLook};

/// Below this the hall may stop within a day.
const FREE_BYTES_FEW: u64 = 1024 * 1024 * 1024;
/// Below this it stops now.
const FREE_BYTES_NONE: u64 = 64 * 1024 * 1024;
/// What is owed longer is looked at by a person.
const OWED_LONG: TimeDelta = TimeDelta::hours(24);
/// How far the clock may stand before the last entry.
const CLOCK_BACK_MAX: TimeDelta = TimeDelta::minutes(2);

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it should be.
    Well,
    /// A person should look.
    Doubtful,
    /// The hall does not work, or something may be lost.
    Bad,
}

impl Verdict {
    /// The sign before its line.
    pub fn sign(self) -> char {
        match self {
            Self::Well => '✓',
            Self::Doubtful => '!',
            Self::Bad => '✗',
        }
    }

    /// What the program ends with.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::Doubtful => 1,
            Self::Bad => 2,
        }
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub about: &'static str,
    /// How it is.
    pub verdict: Verdict,
    /// In words, with what is to be done next.
    pub sentence: String,
}

/// The worst of what was found.
pub fn worst(findings: &[Finding]) -> Verdict {
    findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Well)
}

/// Says of each thing how it is.
pub fn findings(look: &Look) -> Vec<Finding> {
    let mut found = vec![node(look), disk(look), layout(look), key(look), second(look)];
    found.extend(set_aside(look));
    match &look.database {
        DatabaseLook::Whole(rows) => {
            found.push(well("database", format!("it opens ({} bytes)", bytes(look))));
            found.extend([journal(rows), clock(look, rows), enrolment(look, rows)]);
            found.extend([owed(look, rows), parked(rows)]);
        }
        DatabaseLook::Missing | DatabaseLook::Unclosed | DatabaseLook::Damaged(_) => {
            found.push(database(look));
        }
    }
    found.push(line(look));
    found.extend(look.printers.iter().map(printer));
    found
}

fn node(look: &Look) -> Finding {
    match (&look.silence, look.is_running) {
        (Some(why), _) => bad("node", format!("it runs but does not answer ({why}); read its log")),
        (None, true) => well("node", "it runs".to_owned()),
        (None, false) => doubtful("node", "it does not run; start it: kiosk serve".to_owned()),
    }
}

fn disk(look: &Look) -> Finding {
    let free = look.free_bytes / (1024 * 1024);
    if look.is_read_only {
        return bad(
            "disk",
            "it takes no writes, so nothing is accepted; what was accepted is safe. Look at the \
             machine's log for errors of the disk"
                .to_owned(),
        );
    }
    match look.free_bytes {
        few if few < FREE_BYTES_NONE => {
            bad("disk", format!("{free} MiB are free: the hall stops accepting; free some room"))
        }
        few if few < FREE_BYTES_FEW => {
            doubtful("disk", format!("only {free} MiB are free; free some room"))
        }
        _ => well("disk", format!("{free} MiB are free")),
    }
}

fn layout(look: &Look) -> Finding {
    match &look.folder.layout {
        Ok(()) => well("layout", "this version knows it".to_owned()),
        Err(sentence) => bad("layout", sentence.clone()),
    }
}

fn key(look: &Look) -> Finding {
    match look.folder.key_mode {
        None => bad(
            "key",
            "the hall has no key; if it had one, put a copy back: kiosk restore --from FILE"
                .to_owned(),
        ),
        Some(mode) if mode & 0o077 != 0 => {
            doubtful("key", format!("others can read it (mode {mode:o}); chmod 600 hall.key"))
        }
        Some(_) => well("key", "only the hall's account reads it".to_owned()),
    }
}

fn second(look: &Look) -> Finding {
    match &look.folder.second {
        Ok(second) if second.is_whole => well(
            "second journal",
            format!("{} records in {} files, whole", second.records, second.files),
        ),
        Ok(_) => bad(
            "second journal",
            "records are missing in it; copy the folder as it is before anything else, then \
             start the node: it keeps all that can be read"
                .to_owned(),
        ),
        Err(error) => doubtful(
            "second journal",
            format!("it cannot be read ({error}); copy the hall: kiosk backup"),
        ),
    }
}

fn set_aside(look: &Look) -> Option<Finding> {
    let names = &look.folder.set_aside;
    (!names.is_empty()).then(|| {
        let names = names.join(", ");
        doubtful("set aside", format!("damaged files wait to be looked at: {names}"))
    })
}

fn database(look: &Look) -> Finding {
    let has_second = look.folder.second.as_ref().is_ok_and(|second| second.records > 0);
    match (&look.database, has_second) {
        (DatabaseLook::Whole(_), _) => well("database", "it opens".to_owned()),
        (DatabaseLook::Unclosed, _) => doubtful(
            "database",
            "it was not closed in order; the next start takes over what it missed: kiosk serve"
                .to_owned(),
        ),
        (DatabaseLook::Missing, false) => {
            doubtful("database", "there is none yet; the first start makes it".to_owned())
        }
        (DatabaseLook::Missing, true) => doubtful(
            "database",
            "it is gone; the next start makes it anew from the second journal: kiosk serve"
                .to_owned(),
        ),
        (DatabaseLook::Damaged(why), true) => doubtful(
            "database",
            format!(
                "it is damaged ({why}); the next start sets it aside and makes it anew from the \
                 second journal: kiosk serve"
            ),
        ),
        (DatabaseLook::Damaged(why), false) => bad(
            "database",
            format!(
                "it is damaged ({why}) and there is no second journal; do not start the node, \
                 put a copy back in another folder: kiosk restore --from FILE"
            ),
        ),
    }
}

fn journal(rows: &RowsLook) -> Finding {
    match (rows.broken_at, rows.head) {
        (Some(at), _) => bad(
            "journal",
            format!(
                "its chain does not hold at entry {} of epoch {}; copy the hall: kiosk backup, \
                 and tell the centre's administrator",
                at.seq, at.epoch
            ),
        ),
        (None, Some(head)) => well(
            "journal",
            format!("{} entries hold, epoch {}, head {}", rows.entries, head.epoch, head.seq),
        ),
        (None, None) => well("journal", "it has no entry yet".to_owned()),
    }
}

fn clock(look: &Look, rows: &RowsLook) -> Finding {
    match rows.last_at {
        Some(last) if look.now < last - CLOCK_BACK_MAX => bad(
            "clock",
            format!("it stands at {}, before the last entry of {last}; set the clock", look.now),
        ),
        Some(_) | None => well("clock", "it is not before the last entry".to_owned()),
    }
}

fn enrolment(look: &Look, rows: &RowsLook) -> Finding {
    match (&rows.enrolment, look.line) {
        (Some(known), _) => well("enrolment", format!("{} ({})", known.hall_name, known.hall)),
        (None, Some(_)) => doubtful(
            "enrolment",
            "a centre is configured but the hall is not enrolled: kiosk enrol".to_owned(),
        ),
        (None, None) => well("enrolment", "the hall works alone".to_owned()),
    }
}

fn owed(look: &Look, rows: &RowsLook) -> Finding {
    let pending = rows.pending;
    match rows.oldest_pending_at {
        Some(oldest) if look.now - oldest > OWED_LONG => doubtful(
            "owed",
            format!(
                "{pending} applications, the oldest since {oldest}; look at the line, or carry \
                 them: kiosk export --to FOLDER"
            ),
        ),
        Some(oldest) => well("owed", format!("{pending} applications, the oldest since {oldest}")),
        None => well("owed", "nothing".to_owned()),
    }
}

fn parked(rows: &RowsLook) -> Finding {
    match rows.parked {
        0 => well("parked", "nothing waits for a person".to_owned()),
        some => {
            doubtful("parked", format!("{some} applications wait for a person: kiosk parked list"))
        }
    }
}

fn line(look: &Look) -> Finding {
    match look.line {
        None => well("line", "no centre is configured".to_owned()),
        Some(true) => well("line", "the centre answers".to_owned()),
        Some(false) => doubtful(
            "line",
            "the centre does not answer; everything is kept and sent later".to_owned(),
        ),
    }
}

fn printer((name, prints): &(String, bool)) -> Finding {
    if *prints {
        well("printer", format!("{name} prints"))
    } else {
        doubtful("printer", format!("{name} does not print: kiosk printer status"))
    }
}

fn bytes(look: &Look) -> u64 {
    look.folder.database_bytes.unwrap_or(0)
}

fn well(about: &'static str, sentence: String) -> Finding {
    Finding { about, verdict: Verdict::Well, sentence }
}

fn doubtful(about: &'static str, sentence: String) -> Finding {
    Finding { about, verdict: Verdict::Doubtful, sentence }
}

fn bad(about: &'static str, sentence: String) -> Finding {
    Finding { about, verdict: Verdict::Bad, sentence }
}
