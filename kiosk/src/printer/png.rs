//! The virtual printer: each slip is a PNG file in a folder, for halls without hardware.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shared::ids::PrintJobId;
use shared::printer::PrinterCondition;

use super::{Bitmap, Printed, Printer, PrinterFault};

/// Slips kept; older ones go, as a citizen takes the paper along.
const SLIPS_KEPT_MAX: usize = 200;

/// A folder that stands for a printer.
pub struct PngFolder {
    folder: PathBuf,
}

impl PngFolder {
    /// Opens the folder and makes it where it is missing.
    pub fn open(folder: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// Where the slip of a job is or will be.
    pub fn path(&self, job: PrintJobId) -> PathBuf {
        self.folder.join(format!("{job}.png"))
    }

    fn write(&self, job: PrintJobId, file: &[u8]) -> io::Result<()> {
        let half_done = self.folder.join(format!("{job}.part"));
        fs::write(&half_done, file)
            .and_then(|()| fs::rename(&half_done, self.path(job)))
            .inspect_err(|_| drop(fs::remove_file(&half_done)))
    }

    /// Removes the oldest slips; job ids begin with their time, so names sort by age.
    fn forget_old(&self) -> io::Result<()> {
        let mut slips: Vec<PathBuf> = fs::read_dir(&self.folder)?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| is_slip(path))
            .collect();
        let surplus = slips.len().saturating_sub(SLIPS_KEPT_MAX);
        if surplus > 0 {
            slips.sort_unstable();
        }
        slips.into_iter().take(surplus).try_for_each(fs::remove_file)
    }
}

impl Printer for PngFolder {
    fn print(&self, job: PrintJobId, bitmap: &Bitmap) -> Result<Printed, PrinterFault> {
        self.write(job, &bitmap.to_png()).map_err(PrinterFault::Unreachable)?;
        if let Err(error) = self.forget_old() {
            tracing::warn!(%error, "old slips stay in the folder of the virtual printer");
        }
        Ok(Printed::Confirmed)
    }

    fn condition(&self) -> PrinterCondition {
        let is_there = fs::metadata(&self.folder)
            .is_ok_and(|folder| folder.is_dir() && !folder.permissions().readonly());
        if is_there { PrinterCondition::Ready } else { PrinterCondition::Unreachable }
    }
}

fn is_slip(path: &Path) -> bool {
    let is_png = path.extension().is_some_and(|extension| extension == "png");
    let name = path.file_stem().and_then(|name| name.to_str());
    is_png && name.is_some_and(|name| name.parse::<PrintJobId>().is_ok())
}
