//! Durable accepts: one client and sixty-four, beside the raw disk and beside SQLite.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use shared::catalogue::Catalogue;
use shared::form::Answer;
use shared::submission::{Application, Surface};
use uuid::Uuid;

use super::load::{self, Asking, Measured, Until};
use super::marks::{Marks, median};
use super::process;
use super::raw_disk::RawDisk;
use super::sqlite_node::SqliteNode;
use crate::forms::{self, Papers};
use crate::posted::{self, BIRTH};
use crate::program::KioskProgram;

const ROUNDS: usize = 5;
const SPAN: Duration = Duration::from_millis(2_500);
const DISK_SPAN: Duration = Duration::from_millis(1_000);
const MANY: usize = 64;
/// Different applications that are handed in over and over, each time under a new id.
const APPLICATIONS: u64 = 512;
/// The size of the form.
const FORM_BYTES: usize = 4096;

struct Round {
    fdatasyncs_per_s: f64,
    one: Measured,
    many: Measured,
    many_on_sqlite: Measured,
    one_on_sqlite: Measured,
}

/// Measures `accept.*` at an enrolled hall that does not run yet.
pub async fn measure(hall: &mut KioskProgram) -> Result<Marks> {
    let room = super::workroom()?;
    let mut disk = RawDisk::open(room.path())?;
    let asking = Arc::new(Applications::new(&posted::read(&posted::folder()))?);
    let sqlite = SqliteNode::start(room.path())?;
    process::start(hall).await?;
    for server in [hall.address(), sqlite.address()] {
        load::run(server, MANY, Until::Span(SPAN / 2), Arc::clone(&asking)).await?;
    }
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let run = |server, clients| load::run(server, clients, Until::Span(SPAN), asking.clone());
        rounds.push(Round {
            fdatasyncs_per_s: disk.fdatasyncs_per_s(DISK_SPAN)?,
            one: run(hall.address(), 1).await?,
            one_on_sqlite: run(sqlite.address(), 1).await?,
            many: run(hall.address(), MANY).await?,
            many_on_sqlite: run(sqlite.address(), MANY).await?,
        });
    }
    hall.stop();
    Ok(marks(&rounds, asking.form_bytes()))
}

fn marks(rounds: &[Round], form_bytes: f64) -> Marks {
    let mut marks = Marks::default();
    let mut set = |name: &str, figure: fn(&Round) -> f64| {
        marks.set(name, median(rounds.iter().map(figure)));
    };
    set("disk.fdatasync_4k_per_s", |round| round.fdatasyncs_per_s);
    set("accept.one_client.per_s", |round| round.one.per_s);
    set("accept.one_client.p50_ms", |round| round.one.p50_ms);
    set("accept.one_client.p99_ms", |round| round.one.p99_ms);
    set("accept.one_client.ratio_to_fsync", |round| round.one.per_s / round.fdatasyncs_per_s);
    set("accept.one_client.sqlite_per_s", |round| round.one_on_sqlite.per_s);
    set("accept.one_client.sqlite_p99_ms", |round| round.one_on_sqlite.p99_ms);
    set("accept.c64.per_s", |round| round.many.per_s);
    set("accept.c64.p50_ms", |round| round.many.p50_ms);
    set("accept.c64.p99_ms", |round| round.many.p99_ms);
    set("accept.c64.sqlite_per_s", |round| round.many_on_sqlite.per_s);
    set("accept.c64.sqlite_p99_ms", |round| round.many_on_sqlite.p99_ms);
    set("accept.c64.ratio_to_one_client", |round| round.many.per_s / round.one.per_s);
    set("accept.c64.ratio_to_sqlite", |round| round.many.per_s / round.many_on_sqlite.per_s);
    marks.set("accept.form_bytes", form_bytes);
    marks
}

/// Birth registrations of four kilobytes, written on phones: sixty-four touchscreens in one hall
/// are not to be had.
pub(super) struct Applications(Vec<Vec<u8>>);

impl Applications {
    pub(super) fn new(catalogue: &Catalogue) -> Result<Self> {
        let make = |n| {
            let one = forms::application(catalogue, BIRTH, n, &Papers::OnPaper, Surface::Portal);
            Ok(serde_json::to_vec(&lengthened(one)?)?)
        };
        Ok(Self((0..APPLICATIONS).map(make).collect::<Result<_>>()?))
    }

    fn form_bytes(&self) -> f64 {
        median(self.0.iter().map(|form| form.len() as f64))
    }
}

impl Asking for Applications {
    fn request(&self, n: u64) -> (String, &[u8]) {
        let document = &self.0[(n % APPLICATIONS) as usize];
        (format!("/api/submissions/{}", Uuid::now_v7()), document)
    }
}

/// Writes out addresses and the name of the hospital in full until the form has its size.
fn lengthened(mut application: Application) -> Result<Application> {
    const PLACE: &str = ", ấp Hoa Sen, cạnh nhà văn hóa và trạm y tế, đối diện chợ";
    const LONG_LINES: [&str; 1] = ["child-birth-facility"];
    const SIGNS_MAX: usize = 150;
    let mut missing = FORM_BYTES.saturating_sub(serde_json::to_vec(&application)?.len());
    for (question, answer) in &mut application.answers {
        let lines = match answer {
            Answer::Address(place) => vec![&mut place.detail, &mut place.commune],
            Answer::Text(line) if LONG_LINES.contains(&question.as_str()) => vec![line],
            Answer::Text(_)
            | Answer::Date(_)
            | Answer::Number(_)
            | Answer::Choice(_)
            | Answer::Ticks(_) => Vec::new(),
        };
        for line in lines {
            let room = SIGNS_MAX - line.chars().count();
            for sign in PLACE.chars().cycle().take(room) {
                if missing == 0 {
                    break;
                }
                line.push(sign);
                missing = missing.saturating_sub(sign.len_utf8());
            }
        }
    }
    Ok(application)
}
