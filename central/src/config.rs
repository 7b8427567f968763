//! The configuration of the centre: typed TOML that reports every problem at once.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// Connections to PostgreSQL when the file does not say.
const CONNECTIONS: u32 = 20;
const CONNECTIONS_MAX: i64 = 500;

/// What the centre is told at its start.
#[derive(Clone, PartialEq, Eq)]
pub struct Config {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The PostgreSQL database.
    pub database_url: String,
    /// The most connections to it.
    pub database_connections: u32,
    /// Where its private keys are.
    pub data_dir: PathBuf,
    /// The built site.
    pub site_dir: PathBuf,
    /// The posted catalogue.
    pub catalogue_dir: PathBuf,
    /// The address under which officers reach it.
    pub public_url: String,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Config({}, database masked)", self.listen)
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The text is not TOML.
    #[error("not TOML: {0}")]
    NotToml(String),
    /// Some keys are wrong; all of them are named.
    #[error("{}", list(.0))]
    Keys(Vec<ConfigProblem>),
}

/// What is wrong with one key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {fault}")]
pub struct ConfigProblem {
    /// The key.
    pub key: String,
    /// The fault.
    pub fault: ConfigFault,
}

/// What can be wrong with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigFault {
    /// It is needed.
    #[error("is missing")]
    Missing,
    /// It is not one of the keys.
    #[error("is not a known key")]
    Unknown,
    /// It is not text.
    #[error("must be text in quotes")]
    NotText,
    /// It is not an address.
    #[error("must be an address with a port, such as \"127.0.0.1:8090\"")]
    NotAnAddress,
    /// It is not a PostgreSQL address.
    #[error("must begin with postgres:// or postgresql://")]
    NotADatabase,
    /// It is not a web address.
    #[error("must be an origin such as \"https://mot-cua.example\", without a path")]
    NotAnOrigin,
    /// It is out of bounds.
    #[error("must be a whole number from 2 to 500")]
    OutOfBounds,
}

impl Config {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::File { path: path.to_owned(), source })?;
        Self::parse(&text)
    }

    /// Reads a text.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let table: Table =
            toml::from_str(text).map_err(|error| ConfigError::NotToml(error.to_string()))?;
        let mut keys = Keys { table, problems: Vec::new() };
        let listen = keys.text("listen", None);
        let listen =
            keys.check("listen", listen, |text| text.parse().ok(), ConfigFault::NotAnAddress);
        let database_url = keys.text("database_url", None);
        let database_url =
            keys.check("database_url", database_url, database, ConfigFault::NotADatabase);
        let database_connections = keys.connections("database_connections");
        let data_dir = keys.text("data_dir", None);
        let site_dir = keys.text("site_dir", Some("target/site"));
        let catalogue_dir = keys.text("catalogue_dir", Some("public/catalogue"));
        let public_url = keys.text("public_url", None);
        let public_url = keys.check("public_url", public_url, origin, ConfigFault::NotAnOrigin);
        keys.finish()?;
        let missing = "every missing key was reported above";
        Ok(Self {
            listen: listen.expect(missing),
            database_url: database_url.expect(missing),
            database_connections,
            data_dir: data_dir.expect(missing).into(),
            site_dir: site_dir.expect(missing).into(),
            catalogue_dir: catalogue_dir.expect(missing).into(),
            public_url: public_url.expect(missing),
        })
    }

    /// Whether officers reach the centre over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

struct Keys {
    table: Table,
    problems: Vec<ConfigProblem>,
}

impl Keys {
    fn text(&mut self, key: &str, otherwise: Option<&str>) -> Option<String> {
        match self.table.remove(key) {
            Some(Value::String(text)) => return Some(text),
            Some(_) => self.report(key, ConfigFault::NotText),
            None if otherwise.is_some() => {}
            None => self.report(key, ConfigFault::Missing),
        }
        otherwise.map(str::to_owned)
    }

    fn check<T>(
        &mut self,
        key: &str,
        text: Option<String>,
        read: impl Fn(&str) -> Option<T>,
        fault: ConfigFault,
    ) -> Option<T> {
        let value = read(&text?);
        if value.is_none() {
            self.report(key, fault);
        }
        value
    }

    fn connections(&mut self, key: &str) -> u32 {
        let given = match self.table.remove(key) {
            None => return CONNECTIONS,
            Some(value) => value.as_integer().filter(|n| (2..=CONNECTIONS_MAX).contains(n)),
        };
        given.and_then(|n| u32::try_from(n).ok()).unwrap_or_else(|| {
            self.report(key, ConfigFault::OutOfBounds);
            CONNECTIONS
        })
    }

    fn report(&mut self, key: &str, fault: ConfigFault) {
        self.problems.push(ConfigProblem { key: key.to_owned(), fault });
    }

    fn finish(mut self) -> Result<(), ConfigError> {
        for key in std::mem::take(&mut self.table).keys() {
            self.report(key, ConfigFault::Unknown);
        }
        if self.problems.is_empty() { Ok(()) } else { Err(ConfigError::Keys(self.problems)) }
    }
}

fn database(text: &str) -> Option<String> {
    let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
    is_postgres.then(|| text.to_owned())
}

fn origin(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let is_origin = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
    is_origin.then(|| text.to_owned())
}

fn list(problems: &[ConfigProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
