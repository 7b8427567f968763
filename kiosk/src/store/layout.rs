//! The layout of the hall's folder, in a file of its own: a version that does not know it leaves
//! everything else unread, and so unchanged.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::disk::sync_folder;
use super::error::StoreFault;

/// The layout that this version writes. Whoever adds a table, a kind of record or a field that an
/// older version would lose counts it up.
pub(super) const LAYOUT: u32 = 1;
const FILE: &str = "layout";

/// Refuses what a newer version wrote; a folder without the file is older than the file.
pub(super) fn check(data_dir: &Path) -> Result<(), StoreFault> {
    let text = match fs::read_to_string(data_dir.join(FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        read => read?,
    };
    match text.trim().parse() {
        Ok(layout) if layout <= LAYOUT => Ok(()),
        Ok(layout) => Err(newer(layout)),
        Err(_) => Err(StoreFault::Newer("its layout has no number".to_owned())),
    }
}

/// Writes the layout where it is not written.
pub(super) fn write(data_dir: &Path) -> io::Result<()> {
    let (path, half_made) = (data_dir.join(FILE), data_dir.join("layout.new"));
    if path.exists() {
        return Ok(());
    }
    let mut file = File::create(&half_made)?;
    writeln!(file, "{LAYOUT}")?;
    file.sync_all()?;
    fs::rename(half_made, path)?;
    sync_folder(data_dir)
}

/// What is said of a layout that this version does not know.
pub(super) fn newer(layout: u32) -> StoreFault {
    StoreFault::Newer(format!("layout {layout}; this version knows {LAYOUT}"))
}
