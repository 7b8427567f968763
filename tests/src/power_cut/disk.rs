//! A simulated disk under the hall's database: it can lose its power, break, fill up and lie.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::rngs::StdRng;
use redb::{Builder, Database, DatabaseError, StorageBackend};

use super::act::{Act, Naming, Platter};
use super::cache::{Cache, Wear};
use super::trouble::{Fault, Plan, Trouble};

/// A disk; clones are the same disk.
#[derive(Clone)]
pub struct Disk(Arc<Mutex<State>>);

struct State {
    live: Platter,
    cache: Cache,
    plan: Plan,
    acts: u64,
    reads: u64,
    growths: u64,
    troubles: u64,
    has_power: bool,
    in_flight: Option<Act>,
    tape: Option<Vec<Act>>,
}

impl Disk {
    /// A disk that begins with what another left.
    pub fn over(platter: Platter, plan: Plan) -> Self {
        Self::begin(platter, plan, None)
    }

    /// The same, and everything done to it is written down.
    pub fn recording(platter: Platter) -> Self {
        Self::begin(platter, Plan::default(), Some(Vec::new()))
    }

    fn begin(platter: Platter, plan: Plan, tape: Option<Vec<Act>>) -> Self {
        Self(Arc::new(Mutex::new(State {
            live: platter.clone(),
            cache: Cache::over(platter),
            plan,
            acts: 0,
            reads: 0,
            growths: 0,
            troubles: 0,
            has_power: true,
            in_flight: None,
            tape,
        })))
    }

    /// How much was done to it.
    pub fn acts(&self) -> u64 {
        self.state().acts
    }

    /// How often it was read.
    pub fn reads(&self) -> u64 {
        self.state().reads
    }

    /// How often it failed.
    pub fn troubles(&self) -> u64 {
        self.state().troubles
    }

    /// Changes what goes wrong; acts, reads and failures are counted from here.
    pub fn plan(&self, plan: Plan) {
        let mut state = self.state();
        (state.plan, state.acts, state.reads) = (plan, 0, 0);
        (state.growths, state.troubles) = (0, 0);
    }

    /// Takes its power.
    pub fn unplug(&self) {
        self.state().has_power = false;
    }

    /// Whether it has power.
    pub fn has_power(&self) -> bool {
        self.state().has_power
    }

    /// What was done to it, in order.
    pub fn tape(&self) -> Vec<Act> {
        self.state().tape.take().unwrap_or_default()
    }

    /// What lies on it when its power is gone.
    pub fn left(&self, wear: Wear, random: &mut StdRng) -> Platter {
        let state = self.state();
        state.cache.cut(state.in_flight.as_ref(), wear, random)
    }

    /// What lies on it when everything it took has become durable.
    pub fn at_rest(&self) -> Platter {
        self.state().live.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn make(&self, path: &Path) -> io::Result<usize> {
        let mut state = self.state();
        let file = state.live.files.len();
        state.take(Act::Name(Naming::Create { name: name(path), file }))?;
        state.live.file(file);
        Ok(file)
    }

    fn file(&self, file: usize) -> SimulatedFile {
        SimulatedFile { disk: self.clone(), file }
    }
}

impl State {
    fn take(&mut self, act: Act) -> io::Result<()> {
        self.powered()?;
        let now = self.acts;
        self.acts += 1;
        if self.plan.cut_at == Some(now) {
            (self.has_power, self.in_flight) = (false, Some(act));
            return self.powered();
        }
        self.trouble(now, &act).inspect_err(|_| self.troubles += 1)?;
        self.growths += u64::from(self.grows(&act));
        self.live.apply(&act);
        if let Some(tape) = &mut self.tape {
            tape.push(act.clone());
        }
        self.cache.take(act, self.plan.honesty);
        Ok(())
    }

    fn powered(&self) -> io::Result<()> {
        if self.has_power { Ok(()) } else { Err(io::Error::other("there is no power")) }
    }

    fn trouble(&self, now: u64, act: &Act) -> io::Result<()> {
        let Some(Trouble { fault, at }) = self.plan.trouble else { return Ok(()) };
        let fails = match fault {
            Fault::Once => now == at,
            Fault::Lasting => now >= at,
            Fault::NoSpace => now >= at && act.needs_room(),
            Fault::NoGrowth => self.growths >= at && self.grows(act),
            Fault::Read => false,
        };
        if fails { Err(fault.error()) } else { Ok(()) }
    }

    fn grows(&self, act: &Act) -> bool {
        match act {
            Act::SetLen { file, len } => self.live.files[*file].len() < *len,
            Act::Write { .. } | Act::Sync { .. } | Act::Name(_) | Act::SyncFolder => false,
        }
    }

    fn read(&mut self) -> io::Result<()> {
        self.powered()?;
        let now = self.reads;
        self.reads += 1;
        match self.plan.trouble {
            Some(Trouble { fault: Fault::Read, at }) if at == now => {
                self.troubles += 1;
                Err(Fault::Read.error())
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl kiosk::store::Disk for Disk {
    fn has(&self, path: &Path) -> bool {
        self.state().live.names.contains_key(&name(path))
    }

    fn create(&self, builder: &Builder, path: &Path) -> Result<Database, DatabaseError> {
        let file = self.make(path)?;
        builder.create_with_backend(self.file(file))
    }

    fn open(&self, builder: &Builder, path: &Path) -> Result<Database, DatabaseError> {
        let (file, is_empty) = {
            let state = self.state();
            let file = state.live.names.get(&name(path)).copied();
            let file = file.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
            (file, state.live.files.get(file).is_none_or(super::image::Image::is_empty))
        };
        if is_empty {
            // What the machine's own disk answers, where redb makes no database by opening one.
            return Err(io::Error::other("the database file is empty").into());
        }
        builder.create_with_backend(self.file(file))
    }

    fn create_file(&self, path: &Path) -> io::Result<Box<dyn StorageBackend>> {
        let file = self.make(path)?;
        Ok(Box::new(self.file(file)))
    }

    fn open_file(&self, path: &Path) -> io::Result<Box<dyn StorageBackend>> {
        let mut state = self.state();
        let file = state.live.names.get(&name(path)).copied();
        let file = file.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        state.live.file(file);
        Ok(Box::new(self.file(file)))
    }

    fn create_folder(&self, _folder: &Path) -> io::Result<()> {
        // Folders are there: what a cut makes of one is what it makes of the names in it.
        self.state().powered()
    }

    fn identity(&self, _path: &Path) -> io::Result<Option<kiosk::store::FileIdentity>> {
        Ok(None)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let state = self.state();
        state.powered()?;
        let inside =
            |path: &String| Some(path.strip_prefix(&name(folder))?.strip_prefix('/')?.to_owned());
        Ok(state.live.names.keys().filter_map(inside).collect())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.state().take(Act::Name(Naming::Rename { from: name(from), to: name(to) }))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if !kiosk::store::Disk::has(self, path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.state().take(Act::Name(Naming::Remove { name: name(path) }))
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.state().take(Act::SyncFolder)
    }
}

/// The second journal lies in a folder of its own.
const SECOND: &str = "second";

fn name(path: &Path) -> String {
    let own = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name);
    if folder.is_some_and(|folder| folder == SECOND) {
        format!("{SECOND}/{own}")
    } else {
        own.into_owned()
    }
}

/// One open file of a disk.
struct SimulatedFile {
    disk: Disk,
    file: usize,
}

impl fmt::Debug for SimulatedFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "file {} of a simulated disk", self.file)
    }
}

impl StorageBackend for SimulatedFile {
    fn len(&self) -> io::Result<u64> {
        let state = self.disk.state();
        state.powered()?;
        Ok(state.live.files[self.file].len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let mut state = self.disk.state();
        state.read()?;
        state.live.files[self.file].read(offset as usize, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.disk.state().take(Act::SetLen { file: self.file, len: len as usize })
    }

    fn sync_data(&self) -> io::Result<()> {
        self.disk.state().take(Act::Sync { file: self.file })
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let act = Act::Write { file: self.file, offset: offset as usize, data: data.into() };
        self.disk.state().take(act)
    }
}
