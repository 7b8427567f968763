//! A private PostgreSQL cluster for one test process: it listens on a socket in a folder of its
//! own, so that nobody else reaches it, and ends with its handle.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};
use sqlx::{Connection as _, PgConnection};
use tempfile::TempDir;

const ROLE: &str = "mot_cua";
const PROGRAMS: [&str; 3] = ["initdb", "pg_isready", "postgres"];
const START: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(20);

static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

/// Whether what is committed must survive a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// It must: for figures.
    Full,
    /// It need not: the cluster does not outlive the test.
    None,
}

/// A running cluster.
pub struct Cluster {
    server: Child,
    socket: PathBuf,
    databases: AtomicU32,
    _folder: TempDir,
}

impl Cluster {
    /// The cluster of this process; it runs as long as somebody holds it.
    pub fn shared() -> Result<Arc<Self>> {
        let mut known = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = known.upgrade() {
            return Ok(running);
        }
        let cluster = Arc::new(Self::start(&std::env::temp_dir(), Durability::None)?);
        *known = Arc::downgrade(&cluster);
        Ok(cluster)
    }

    /// Makes a cluster below `parent` and starts it.
    pub fn start(parent: &Path, durability: Durability) -> Result<Self> {
        let programs = programs()?;
        let owner = Owner::find()?;
        let folder = tempfile::Builder::new().prefix("mot-cua-pg-").tempdir_in(parent)?;
        owner.give(folder.path())?;
        let place = Place { programs, owner, folder: folder.path().to_owned() };
        place.initialise()?;
        let server = place.serve(durability)?;
        let socket = place.folder.clone();
        let mut cluster = Self { server, socket, databases: AtomicU32::new(0), _folder: folder };
        cluster.wait(&place)?;
        Ok(cluster)
    }

    /// Makes an empty database and returns its address.
    pub async fn database(&self) -> Result<String> {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let mut connection = PgConnection::connect(&self.url("postgres")).await?;
        // The name is a number of ours; statements that make databases take no parameters.
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE d{number}"));
        sqlx::query(create).execute(&mut connection).await?;
        connection.close().await?;
        Ok(self.url(&format!("d{number}")))
    }

    /// Copies a database that nobody uses, as a backup and its restoration do, and returns the
    /// address of the copy.
    pub async fn copy(&self, of: &str) -> Result<String> {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = of.split(['/', '?']).nth(3).context("an address names a database")?;
        let mut connection = PgConnection::connect(&self.url("postgres")).await?;
        // Both names are numbers of ours; statements that make databases take no parameters.
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE d{number} TEMPLATE {name}"));
        sqlx::query(create).execute(&mut connection).await?;
        connection.close().await?;
        Ok(self.url(&format!("d{number}")))
    }

    fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user={ROLE}", self.socket.display())
    }

    fn wait(&mut self, place: &Place) -> Result<()> {
        let begun = Instant::now();
        while !place.is_ready()? {
            ensure!(self.server.try_wait()?.is_none(), "PostgreSQL ended before it was ready");
            ensure!(begun.elapsed() < START, "PostgreSQL is not ready in time");
            std::thread::sleep(LOOK_EVERY);
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let server = i32::try_from(self.server.id()).ok().and_then(Pid::from_raw);
        // SIGINT: end every connection and go.
        let asked = server.is_some_and(|server| kill_process(server, Signal::INT).is_ok());
        if !asked {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

struct Place {
    programs: PathBuf,
    owner: Owner,
    folder: PathBuf,
}

impl Place {
    fn initialise(&self) -> Result<()> {
        let mut initdb = self.program("initdb");
        initdb.args(["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust"]);
        initdb.args(["--username", ROLE, "--pgdata"]).arg(self.data());
        let made = initdb.output().context("initdb does not start")?;
        ensure!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        Ok(())
    }

    fn serve(&self, durability: Durability) -> Result<Child> {
        let log = fs::File::create(self.folder.join("log"))?;
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.data());
        server.args(["-c", "listen_addresses=", "-c", "max_connections=100"]);
        server.arg("-c").arg(format!("unix_socket_directories={}", self.folder.display()));
        match durability {
            Durability::Full => {}
            Durability::None => {
                server.args(["-c", "fsync=off", "-c", "full_page_writes=off"]);
                server.args(["-c", "shared_buffers=16MB"]);
            }
        }
        server.stdout(log.try_clone()?).stderr(log);
        server.spawn().context("postgres does not start")
    }

    fn is_ready(&self) -> Result<bool> {
        let mut asking = self.program("pg_isready");
        asking.arg("-q").arg("-h").arg(&self.folder).args(["-U", ROLE]);
        Ok(asking.status()?.success())
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(&self.folder).stdin(Stdio::null());
        self.owner.lend(&mut command);
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

/// The account the server runs as: this one, or `postgres` where this one is root.
enum Owner {
    Myself,
    Account { uid: u32, gid: u32 },
}

impl Owner {
    fn find() -> Result<Self> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Myself);
        }
        let accounts = fs::read_to_string("/etc/passwd")?;
        let fields = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>());
        let account = fields
            .into_iter()
            .find(|fields| fields.len() > 3 && fields[0] == "postgres")
            .context("PostgreSQL refuses root, and there is no account named postgres")?;
        Ok(Self::Account { uid: account[2].parse()?, gid: account[3].parse()? })
    }

    fn give(&self, folder: &Path) -> Result<()> {
        match self {
            Self::Myself => Ok(()),
            Self::Account { uid, gid } => Ok(chown(folder, Some(*uid), Some(*gid))?),
        }
    }

    fn lend(&self, command: &mut Command) {
        match self {
            Self::Myself => {}
            Self::Account { uid, gid } => drop(command.uid(*uid).gid(*gid)),
        }
    }
}

/// The folder of PostgreSQL's programs: on the path, or the newest that Debian installed.
fn programs() -> Result<PathBuf> {
    let is_server = |folder: &PathBuf| PROGRAMS.iter().all(|name| folder.join(name).is_file());
    let on_path =
        std::env::var_os("PATH").and_then(|path| std::env::split_paths(&path).find(is_server));
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest =
        versions.map(|version| version.path().join("bin")).filter(is_server).max_by_key(|folder| {
            let version = folder.parent().and_then(Path::file_name);
            version.and_then(|name| name.to_str()?.parse::<u32>().ok())
        });
    on_path.or(newest).context("PostgreSQL is not installed: cargo xtask test installs it")
}
