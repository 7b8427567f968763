//! How soon a hall is there again whose power went with two gigabytes in its store.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, ensure};
use rustix::fs::{Advice, fadvise};

use super::accepts::Applications;
use super::load::{self, Until};
use super::marks::Marks;
use super::process;
use crate::posted;
use crate::program::KioskProgram;

const STORE_BYTES: u64 = 2 * 1024 * 1024 * 1024;
const CLIENTS: usize = 32;
/// Applications between two looks at the size.
const ROUND: u64 = 20_000;
const ROUNDS_MAX: u32 = 30;
const MIB: f64 = 1_048_576.0;

/// Measures `restart.*` at an enrolled hall that does not run yet; on the way its database is lost
/// once and made anew from the second journal.
pub async fn measure(hall: &mut KioskProgram) -> Result<Marks> {
    let asking = Arc::new(Applications::new(&posted::read(&posted::folder()))?);
    let database = hall.data_dir().join("hall.redb");
    process::start(hall).await?;
    let mut marks = Marks::default();
    let mut rounds = 0;
    while database.metadata()?.len() < STORE_BYTES {
        ensure!(rounds < ROUNDS_MAX, "the store does not grow");
        load::run(hall.address(), CLIENTS, Until::Requests(ROUND), Arc::clone(&asking)).await?;
        rounds += 1;
        if rounds == 1 {
            hall.stop();
            let records = bytes_in(&hall.data_dir().join("second"))?;
            std::fs::write(&database, b"no database")?;
            let anew = process::start(hall).await?;
            marks.set("restart.made_anew_ms", anew.as_secs_f64() * 1_000.0);
            marks.set("restart.second_journal_mib", records as f64 / MIB);
        }
    }
    hall.kill();
    let store_bytes = database.metadata()?.len();
    forget(&hall.data_dir())?;
    let ready = process::start(hall).await?;
    hall.stop();
    marks.set("restart.2gb_ready_ms", ready.as_secs_f64() * 1_000.0);
    marks.set("restart.store_mib", store_bytes as f64 / MIB);
    marks.set("restart.owed", f64::from(rounds) * ROUND as f64);
    Ok(marks)
}

fn bytes_in(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

/// Lets memory forget what the files of a folder hold, as a start of the machine would.
fn forget(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            forget(&path)?;
        } else if path.is_file() {
            let file = File::open(path)?;
            file.sync_all()?;
            fadvise(&file, 0, None, Advice::DontNeed)?;
        }
    }
    Ok(())
}
