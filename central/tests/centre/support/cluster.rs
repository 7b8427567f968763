//! A private PostgreSQL cluster, one for the tests of a process, gone with the last of them.

use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
const USER: &str = "mot_cua";
const START: Duration = Duration::from_secs(60);

/// A running cluster that listens at a socket in its own folder.
pub(crate) struct Cluster {
    folder: tempfile::TempDir,
    binaries: PathBuf,
    databases: AtomicU32,
}

impl Cluster {
    /// Joins the cluster of this process, or starts it.
    pub(crate) fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = shared.upgrade() {
            return running;
        }
        let cluster = Arc::new(Self::start());
        *shared = Arc::downgrade(&cluster);
        cluster
    }

    /// Makes an empty database and gives its address.
    pub(crate) fn new_database(&self) -> String {
        let name = format!("centre_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        run(self.command("createdb").arg("-h").arg(self.folder.path()).args(["-U", USER, &name]));
        format!("postgres://{USER}@localhost/{name}?host={}", self.folder.path().display())
    }

    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("mot-cua-").tempdir_in("/tmp").unwrap();
        let binaries = binaries();
        if is_root() {
            let id = |flag| {
                let told = Command::new("id").args([flag, "postgres"]).output().unwrap();
                String::from_utf8(told.stdout).unwrap().trim().parse().unwrap()
            };
            chown(folder.path(), Some(id("-u")), Some(id("-g"))).unwrap();
        }
        let cluster = Self { folder, binaries, databases: AtomicU32::new(0) };
        let data = cluster.data();
        run(cluster
            .command("initdb")
            .args(["--no-sync", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", USER, "-D"])
            .arg(&data));
        // Durability is promised elsewhere; here every test would wait for the disk.
        let options = format!("-k {} -c listen_addresses= -F", cluster.folder.path().display());
        let log = cluster.folder.path().join("log");
        run(cluster
            .command("pg_ctl")
            .args(["start", "-W", "-s", "-o", &options])
            .arg("-l")
            .arg(log)
            .arg("-D")
            .arg(&data));
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let until = Instant::now() + START;
        let ready = || {
            let mut command = self.command("pg_isready");
            command.arg("-q").arg("-h").arg(self.folder.path()).args(["-U", USER]);
            command.status().unwrap().success()
        };
        while !ready() {
            assert!(Instant::now() < until, "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A program of PostgreSQL, run by a user that is not root.
    fn command(&self, name: &str) -> Command {
        let program = self.binaries.join(name);
        if !is_root() {
            return Command::new(program);
        }
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program).current_dir("/");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.command("pg_ctl");
        let data = self.data();
        // The folder is removed anyway; a cluster that did not start has nothing to stop.
        let _ = stop.args(["stop", "-s", "-m", "immediate", "-D"]).arg(data).status();
    }
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap();
    assert!(output.success(), "{command:?} failed");
}

fn binaries() -> PathBuf {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = installed.map(|version| version.path().join("bin")).filter(|bin| has(bin)).max();
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    newest
        .or_else(|| std::env::split_paths(&on_path).find(|bin| has(bin)))
        .expect("PostgreSQL is installed: apt-get install postgresql")
}

fn has(bin: &Path) -> bool {
    bin.join("initdb").is_file()
}

fn is_root() -> bool {
    std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) == 0
}
