//! The hall's configuration: one TOML file, read once, with every problem named at once.

mod printers;
mod reader;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use shared::delivery::Backoff;
use shared::queue::QueueRules;
use shared::reserve::Reserve;

use crate::store::Opening;
use reader::Reader;

pub use printers::{PrinterConfig, PrinterKind};

/// What a node runs with.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where it keeps everything.
    pub data_dir: PathBuf,
    /// The built site; without it the node serves the API alone.
    pub site_dir: Option<PathBuf>,
    /// The unit's own recordings; a clip that is not there is the house's.
    pub voice_dir: Option<PathBuf>,
    /// The posted catalogue.
    pub catalogue_dir: PathBuf,
    /// The address that browsers open.
    pub public_url: String,
    /// Where the centre is; a hall without one works alone.
    pub centre_url: Option<String>,
    /// Where slips come out: one printer or more, the usual one first.
    pub printers: Vec<PrinterConfig>,
    /// Whether paper and applications at a touchscreen need a registered device.
    pub require_device: bool,
    /// Who is next.
    pub queue: QueueRules,
    /// When tickets are offered.
    pub opening: Opening,
    /// What of the disk is kept free.
    pub reserve: Reserve,
    /// The pauses between attempts to reach the centre.
    pub forwarding: Backoff,
}

/// Everything that is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the configuration cannot be used:{}", self.list())]
pub struct ConfigProblems(pub Vec<String>);

impl ConfigProblems {
    fn list(&self) -> String {
        self.0.iter().map(|problem| format!("\n  - {problem}")).collect()
    }
}

impl Config {
    /// The usual configuration over two folders, for a node inside a test.
    pub fn local(data_dir: impl Into<PathBuf>, catalogue_dir: impl Into<PathBuf>) -> Self {
        let data_dir = data_dir.into();
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            site_dir: None,
            voice_dir: None,
            catalogue_dir: catalogue_dir.into(),
            public_url: "http://localhost".to_owned(),
            centre_url: None,
            printers: vec![PrinterConfig::usual(data_dir.join("slips"))],
            require_device: false,
            queue: QueueRules::default(),
            opening: Opening::Always,
            // A test must not depend on how full the machine is.
            reserve: Reserve::LEAST,
            forwarding: Backoff::default(),
            data_dir,
        }
    }

    /// Reads a file.
    pub fn load(path: &Path) -> Result<Self, ConfigProblems> {
        let text = fs::read_to_string(path).map_err(|error| {
            ConfigProblems(vec![format!("{} cannot be read: {error}", path.display())])
        })?;
        Self::parse(&text)
    }

    /// Reads a text, and names every problem in it.
    pub fn parse(text: &str) -> Result<Self, ConfigProblems> {
        let table = text.parse::<toml::Table>().map_err(|error| {
            ConfigProblems(vec![format!("it is not TOML: {}", error.to_string().trim())])
        })?;
        let mut reader = Reader::new(table);
        let config = read(&mut reader);
        let problems = reader.finish();
        match config {
            Some(config) if problems.is_empty() => Ok(config),
            Some(_) | None => Err(ConfigProblems(problems)),
        }
    }
}

fn read(reader: &mut Reader) -> Option<Config> {
    let listen = reader.required("listen", reader::address);
    let data_dir = reader.required("data_dir", reader::path);
    let site_dir = reader.optional("site_dir", reader::path);
    let voice_dir = reader.optional("voice_dir", reader::folder);
    let catalogue_dir = reader.required("catalogue_dir", reader::folder);
    let public_url = reader.required("public_url", reader::url);
    let centre_url = reader.section("centre", |centre| centre.required("url", reader::url));
    let printers = printers::read(reader, data_dir.as_deref());
    let require_device = reader.optional("require_device", reader::flag).unwrap_or(false);
    let queue = reader.section("queue", |queue| Some(read_queue(queue)));
    let (queue, opening) = queue.flatten().unwrap_or_default();
    let reserve = reader.section("disk", |disk| Some(read_reserve(disk)));
    let forwarding = reader.section("forwarding", |lane| Some(read_backoff(lane)));
    Some(Config {
        listen: listen?,
        data_dir: data_dir?,
        site_dir,
        voice_dir,
        catalogue_dir: catalogue_dir?,
        public_url: public_url?,
        centre_url: centre_url.flatten(),
        printers: printers?,
        require_device,
        queue,
        opening,
        reserve: reserve.flatten().unwrap_or_default(),
        forwarding: forwarding.flatten().unwrap_or_default(),
    })
}

fn read_queue(reader: &mut Reader) -> (QueueRules, Opening) {
    let openings = [("posted", Opening::Posted), ("always", Opening::Always)];
    let opening = reader.optional("opening", |value| reader::one_of(value, &openings));
    let mut set = |key, number: &mut u32| {
        *number = reader.optional(key, reader::count).unwrap_or(*number);
    };
    let mut rules = QueueRules::default();
    set("ordinary_per_priority", &mut rules.ordinary_per_priority);
    set("ordinary_wait_max_minutes", &mut rules.ordinary_wait_max_minutes);
    set("priority_wait_max_minutes", &mut rules.priority_wait_max_minutes);
    set("appointment_before_minutes", &mut rules.appointment_before_minutes);
    set("appointment_after_minutes", &mut rules.appointment_after_minutes);
    set("return_after_calls", &mut rules.return_after_calls);
    set("reserve_minutes", &mut rules.reserve_minutes);
    (rules, opening.unwrap_or_default())
}

fn read_reserve(reader: &mut Reader) -> Reserve {
    let percent = reader.optional("reserve_percent", reader::share);
    percent.map_or_else(Reserve::default, |percent| Reserve { percent })
}

fn read_backoff(reader: &mut Reader) -> Backoff {
    let usual = Backoff::default();
    let first = reader.optional("first_ms", reader::count).map(u64::from);
    let longest = reader.optional("longest_ms", reader::count).map(u64::from);
    let backoff = Backoff {
        first_ms: first.unwrap_or(usual.first_ms),
        longest_ms: longest.unwrap_or(usual.longest_ms),
    };
    if backoff.first_ms > backoff.longest_ms {
        reader.problem("first_ms", "is longer than longest_ms");
    }
    backoff
}
