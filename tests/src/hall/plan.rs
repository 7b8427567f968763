//! With what a hall is started.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kiosk::config::PrinterConfig;

use super::TestHall;
use crate::centre::TestCentre;
use crate::clock::TestClock;
use crate::disk::Disk;
use crate::posted;

/// What a hall is started with.
pub struct HallPlan {
    pub(super) clock: Arc<TestClock>,
    pub(super) catalogue: PathBuf,
    pub(super) site: Option<PathBuf>,
    pub(super) voice: Option<PathBuf>,
    pub(super) disk: Disk,
    pub(super) printers: Vec<PrinterConfig>,
    pub(super) require_device: bool,
}

impl Default for HallPlan {
    fn default() -> Self {
        Self {
            clock: Arc::new(TestClock::on_a_working_morning()),
            catalogue: posted::folder(),
            site: None,
            voice: None,
            disk: Disk::default(),
            printers: Vec::new(),
            require_device: false,
        }
    }
}

impl HallPlan {
    /// Works by another catalogue.
    pub fn catalogue(mut self, folder: &Path) -> Self {
        self.catalogue = folder.to_owned();
        self
    }

    /// Serves the built site too.
    pub fn site(mut self, folder: &Path) -> Self {
        self.site = Some(folder.to_owned());
        self
    }

    /// Speaks with recordings of its own.
    pub fn voice(mut self, folder: &Path) -> Self {
        self.voice = Some(folder.to_owned());
        self
    }

    /// Goes by a clock that the test holds.
    pub fn clock(mut self, clock: &Arc<TestClock>) -> Self {
        self.clock = Arc::clone(clock);
        self
    }

    /// Writes to a disk that the test holds.
    pub fn disk(mut self, disk: &Disk) -> Self {
        self.disk = disk.clone();
        self
    }

    /// Prints here; the first is the usual printer.
    pub fn printers(mut self, printers: Vec<PrinterConfig>) -> Self {
        self.printers = printers;
        self
    }

    /// Hands paper out at registered touchscreens only.
    pub fn require_device(mut self) -> Self {
        self.require_device = true;
        self
    }

    /// Starts a hall without a centre; it takes no applications.
    pub async fn alone(self) -> TestHall {
        TestHall::start(self, None).await
    }

    /// Starts a hall that was enrolled at a centre, by the centre's clock.
    pub async fn enrolled_at(self, centre: &TestCentre) -> TestHall {
        TestHall::start(self.clock(centre.clock()), Some(centre)).await
    }
}
