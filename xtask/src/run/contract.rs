//! How `kiosk` and `central` are called and configured.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use crate::workspace::{Workspace, answer};

/// Makes the centre's configuration and calls its program.
pub(super) struct Central<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) listen: SocketAddr,
    pub(super) database_url: &'a str,
}

impl Central<'_> {
    /// Writes `central.toml`.
    pub(super) fn configure(&self) -> Result<()> {
        let text = toml(&[
            ("listen", self.listen.to_string()),
            ("database_url", self.database_url.to_owned()),
            ("data_dir", folder(self.workspace, "run/central")?),
            ("site_dir", self.workspace.target("site").display().to_string()),
            ("catalogue_dir", self.workspace.path("public/catalogue").display().to_string()),
            ("public_url", public_url(self.listen)),
        ]);
        write_private(&self.config(), &text)
    }

    /// The command that serves.
    pub(super) fn serve(&self) -> Command {
        self.call(&["serve"])
    }

    /// Asks for a one-time code that enrols a hall.
    pub(super) fn enrolment_code(&self, hall: &str) -> Result<String> {
        last_line(&mut self.call(&["enrolment-code", "--hall-name", hall]))
    }

    /// Adds an officer and returns the one-time set-up link.
    pub(super) fn add_officer(&self, name: &str) -> Result<String> {
        last_line(&mut self.call(&["officer", "add", "--name", name]))
    }

    fn config(&self) -> PathBuf {
        self.workspace.target("run/central.toml")
    }

    fn call(&self, words: &[&str]) -> Command {
        call(self.workspace, "central", words, &self.config())
    }
}

/// Makes the hall's configuration and calls its program.
pub(super) struct Kiosk<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) listen: SocketAddr,
    pub(super) centre: Option<SocketAddr>,
}

impl Kiosk<'_> {
    /// Writes `kiosk.toml`.
    pub(super) fn configure(&self) -> Result<()> {
        let mut text = toml(&[
            ("listen", self.listen.to_string()),
            ("data_dir", folder(self.workspace, "run/kiosk")?),
            ("site_dir", self.workspace.target("site").display().to_string()),
            ("catalogue_dir", self.workspace.path("public/catalogue").display().to_string()),
            ("public_url", public_url(self.listen)),
        ]);
        // A demonstration at night takes numbers too.
        text += "\n[queue]\n";
        text += &toml(&[("opening", "always".to_owned())]);
        if let Some(centre) = self.centre {
            text += "\n[centre]\n";
            text += &toml(&[("url", format!("http://{centre}"))]);
        }
        write_private(&self.config(), &text)
    }

    /// The command that serves.
    pub(super) fn serve(&self) -> Command {
        self.call(&["serve"])
    }

    /// Enrols the hall at the centre with a one-time code.
    pub(super) fn enrol(&self, centre: SocketAddr, code: &str) -> Result<()> {
        let url = format!("http://{centre}");
        answer(&mut self.call(&["enrol", "--centre", &url, "--code", code])).map(drop)
    }

    /// Adds an officer and returns the one-time set-up link.
    pub(super) fn add_officer(&self, name: &str) -> Result<String> {
        last_line(&mut self.call(&["officer", "add", "--name", name]))
    }

    fn config(&self) -> PathBuf {
        self.workspace.target("run/kiosk.toml")
    }

    fn call(&self, words: &[&str]) -> Command {
        call(self.workspace, "kiosk", words, &self.config())
    }
}

/// The address a browser on this machine opens.
pub(super) fn public_url(listen: SocketAddr) -> String {
    format!("http://localhost:{}", listen.port())
}

/// A set-up link as a browser on this machine opens it.
pub(super) fn absolute(listen: SocketAddr, link: &str) -> String {
    if link.starts_with('/') { public_url(listen) + link } else { link.to_owned() }
}

fn call(workspace: &Workspace, program: &str, words: &[&str], config: &Path) -> Command {
    let mut command = workspace.program(workspace.target("release").join(program));
    command.args(words).arg("--config").arg(config);
    command
}

fn last_line(command: &mut Command) -> Result<String> {
    let text = answer(command)?;
    let line = text.lines().last().context("the program printed nothing")?;
    Ok(line.trim().to_owned())
}

fn folder(workspace: &Workspace, name: &str) -> Result<String> {
    let folder = workspace.target(name);
    fs::create_dir_all(&folder)?;
    Ok(folder.display().to_string())
}

/// Writes `key = "value"` lines; a JSON string is a TOML string too.
fn toml(values: &[(&str, String)]) -> String {
    values.iter().map(|(key, value)| format!("{key} = {}\n", json!(value))).collect()
}

fn write_private(path: &Path, text: &str) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    let file = options.write(true).create(true).truncate(true).mode(0o600).open(path);
    let mut file = file.with_context(|| format!("{} cannot be written", path.display()))?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    Ok(())
}
