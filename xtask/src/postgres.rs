//! A private PostgreSQL cluster: its own folder, its own port, its own password.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use data_encoding::HEXLOWER;
use rustix::process::Signal;

use crate::run::Node;
use crate::workspace::{Workspace, answer};

const ROLE: &str = "mot_cua";
const DATABASE: &str = "central";
const PROGRAMS: [&str; 6] = ["createdb", "initdb", "pg_ctl", "pg_isready", "postgres", "psql"];

/// A running cluster; dropping it shuts it down.
pub(crate) struct Cluster {
    node: Node,
    password: String,
    port: u16,
}

impl Cluster {
    /// Makes the cluster when it is absent, and starts it on a free loopback port.
    pub(crate) fn start(workspace: &Workspace) -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed")?;
        let owner = Owner::find()?;
        let home = owner.home(workspace)?;
        let place = Place { programs, owner, data: home.join("data"), home };
        let password = place.initialise()?;
        place.stop_leftover()?;
        let port = free_port()?;
        let log = workspace.target("run/postgres.log");
        let node = Node::spawn("postgres", place.server(port), Signal::INT, log)?;
        let mut cluster = Self { node, password, port };
        cluster.node.wait_until("postgres accepts connections", || {
            place
                .client("pg_isready", &cluster.password, port)
                .output()
                .is_ok_and(|output| output.status.success())
        })?;
        cluster.create_database(&place)?;
        Ok(cluster)
    }

    /// The address of the centre's database.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{ROLE}:{}@127.0.0.1:{}/{DATABASE}", self.password, self.port)
    }

    /// A name that changes when the cluster is made anew.
    pub(crate) fn identity(&self) -> String {
        crate::site::digest(&[self.password.as_bytes()])
    }

    /// The server's process.
    pub(crate) fn node(&mut self) -> &mut Node {
        &mut self.node
    }

    fn create_database(&self, place: &Place) -> Result<()> {
        let query = format!("select 1 from pg_database where datname = '{DATABASE}'");
        let mut psql = place.client("psql", &self.password, self.port);
        let found = answer(psql.args(["-tAc", query.as_str()]))?;
        if found.is_empty() {
            answer(place.client("createdb", &self.password, self.port).arg(DATABASE))?;
        }
        Ok(())
    }
}

/// The folder of PostgreSQL's programs: on the path, or the newest that Debian installed.
pub(crate) fn programs() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH")
        .and_then(|path| std::env::split_paths(&path).find(|folder| is_server(folder)));
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter(|version| is_server(&version.path().join("bin")))
        .max_by_key(|version| version.file_name().to_string_lossy().parse::<u32>().ok())
        .map(|version| version.path().join("bin"));
    on_path.or(newest)
}

fn is_server(folder: &Path) -> bool {
    PROGRAMS.iter().all(|name| folder.join(name).is_file())
}

/// A loopback port that nobody listens on.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Where one cluster lies and who runs it.
struct Place {
    programs: PathBuf,
    owner: Owner,
    home: PathBuf,
    data: PathBuf,
}

impl Place {
    /// Makes the cluster once and returns its password, which is drawn then.
    fn initialise(&self) -> Result<String> {
        let file = self.home.join("password");
        if self.data.join("PG_VERSION").is_file() {
            return Ok(fs::read_to_string(&file)?.trim().to_owned());
        }
        if self.data.exists() {
            fs::remove_dir_all(&self.data).context("a half-made cluster cannot be removed")?;
        }
        let mut random = [0; 24];
        fs::File::open("/dev/urandom")?.read_exact(&mut random)?;
        let password = HEXLOWER.encode(&random);
        fs::write(&file, &password)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600))?;
        self.owner.give(&file)?;
        let mut initdb = self.program("initdb");
        initdb.args(["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"]);
        initdb.args(["--username", ROLE, "--pwfile"]).arg(&file).arg("--pgdata").arg(&self.data);
        answer(&mut initdb)?;
        Ok(password)
    }

    /// Stops a server that an interrupted run left on this same folder.
    fn stop_leftover(&self) -> Result<()> {
        let mut status = self.program("pg_ctl");
        if status.arg("status").arg("--pgdata").arg(&self.data).output()?.status.success() {
            let mut stop = self.program("pg_ctl");
            answer(stop.args(["stop", "--mode=fast", "--pgdata"]).arg(&self.data))?;
        }
        Ok(())
    }

    fn server(&self, port: u16) -> Command {
        let mut server = self.program("postgres");
        server.arg("-D").arg(&self.data).args(["-p", &port.to_string()]);
        server.args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]);
        server
    }

    fn client(&self, name: &str, password: &str, port: u16) -> Command {
        let mut client = self.program(name);
        client.args(["-h", "127.0.0.1", "-U", ROLE, "-p", &port.to_string()]);
        client.env("PGPASSWORD", password).env("PGDATABASE", "postgres");
        client
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(&self.home).stdin(std::process::Stdio::null());
        self.owner.lend(&mut command);
        command
    }
}

/// The account the server runs as: this one, or `postgres` where this one is root.
enum Owner {
    Myself,
    Account { uid: u32, gid: u32, home: PathBuf },
}

impl Owner {
    fn find() -> Result<Self> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Myself);
        }
        let accounts = fs::read_to_string("/etc/passwd")?;
        let fields = accounts
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>())
            .find(|fields| fields.len() > 5 && fields[0] == "postgres")
            .context("PostgreSQL refuses root, and there is no account named postgres")?;
        let home = PathBuf::from(fields[5]);
        Ok(Self::Account { uid: fields[2].parse()?, gid: fields[3].parse()?, home })
    }

    /// The cluster's folder: in the project, or in the account's home where it cannot reach that.
    fn home(&self, workspace: &Workspace) -> Result<PathBuf> {
        let inside = workspace.target("run/postgres");
        fs::create_dir_all(&inside)?;
        self.close(&inside)?;
        let Self::Account { home: account, .. } = self else {
            return Ok(inside);
        };
        if self.reaches(&inside) {
            return Ok(inside);
        }
        let project = inside.to_string_lossy().into_owned();
        let name = format!("mot-cua-{}", crate::site::digest(&[project.as_bytes()]));
        let outside = account.join(name);
        fs::create_dir_all(&outside)?;
        self.close(&outside)?;
        ensure!(self.reaches(&outside), "the account postgres reaches no folder for its cluster");
        Ok(outside)
    }

    fn close(&self, folder: &Path) -> Result<()> {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        self.give(folder)
    }

    fn give(&self, path: &Path) -> Result<()> {
        match self {
            Self::Myself => Ok(()),
            Self::Account { uid, gid, .. } => Ok(chown(path, Some(*uid), Some(*gid))?),
        }
    }

    fn lend(&self, command: &mut Command) {
        if let Self::Account { uid, gid, .. } = self {
            command.uid(*uid).gid(*gid);
        }
    }

    fn reaches(&self, folder: &Path) -> bool {
        let mut test = Command::new("test");
        test.arg("-w").arg(folder).current_dir("/");
        self.lend(&mut test);
        test.status().is_ok_and(|status| status.success())
    }
}
