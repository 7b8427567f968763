//! The program that drives the browser.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

/// Starts it and tells its port.
pub(super) fn start() -> Result<(Child, u16)> {
    let program = find_program(&["chromedriver"])
        .context("chromedriver is missing: cargo xtask test installs chromium-driver")?;
    let mut server = Command::new(program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        // The browsers that it starts belong to its group and end with it.
        .process_group(0)
        .spawn()?;
    let output = server.stdout.take().context("its output is piped")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next() {
        let line = line?;
        let port =
            line.rsplit_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.'));
        if let Some(port) = port.and_then(|port| port.parse().ok()) {
            // A driver whose pipe is full or closed would stall.
            std::thread::spawn(move || lines.for_each(drop));
            return Ok((server, port));
        }
    }
    bail!("chromedriver ended before it was ready")
}

/// Finds the first of these programs on the path.
pub(super) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    })
}

/// Ends the driver and the browsers that it started.
pub(super) fn end(server: &mut Child) {
    let group = i32::try_from(server.id()).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // Nobody is left to be ended where the window was closed before.
        let _ = kill_process_group(group, Signal::KILL);
    }
    let _ = server.wait();
}
