//! One running server: its process, its log, and its orderly end.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use super::interrupt;
use super::log_line::readable;

const START_MAX: Duration = Duration::from_secs(60);
const STOP_MAX: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(50);

/// A server this command started; dropping it asks it to end and waits.
pub(crate) struct Node {
    name: &'static str,
    process: Child,
    stop_signal: Signal,
    log: PathBuf,
    news: BufReader<File>,
}

impl Node {
    /// Starts a server in a process group of its own, with everything it says in `log`.
    pub(crate) fn spawn(
        name: &'static str,
        mut command: Command,
        stop_signal: Signal,
        log: PathBuf,
    ) -> Result<Self> {
        let file = File::create(&log)
            .with_context(|| format!("the log {} cannot be written", log.display()))?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).process_group(0);
        let process = command.spawn().with_context(|| format!("{name} cannot be started"))?;
        let news = BufReader::new(File::open(&log)?);
        Ok(Self { name, process, stop_signal, log, news })
    }

    /// Waits until `is_ready`, and fails with the end of the log when the server ends before.
    pub(crate) fn wait_until(&mut self, what: &str, is_ready: impl Fn() -> bool) -> Result<()> {
        let begun = Instant::now();
        while !is_ready() {
            interrupt::check()?;
            if let Some(status) = self.ended()? {
                bail!("{} ended with {status} before {what}:\n{}", self.name, tail(&self.log));
            }
            if begun.elapsed() > START_MAX {
                bail!("{} is still not ready after a minute:\n{}", self.name, tail(&self.log));
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// Waits until the server answers 200 to `/readyz`.
    pub(crate) fn wait_until_ready(&mut self, address: SocketAddr) -> Result<()> {
        self.wait_until("it was ready", || answers_ready(address).unwrap_or(false))
    }

    /// Prints what the server has said since the last time.
    pub(crate) fn print_news(&mut self) -> Result<()> {
        let mut line = String::new();
        while self.news.read_line(&mut line)? > 0 {
            if let Some(line) = readable(line.trim_end()) {
                println!("{:>8} │ {line}", self.name);
            }
            line.clear();
        }
        Ok(())
    }

    /// Tells how the server ended, once it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.process.try_wait()?)
    }

    /// The server's name.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Where the server's log is.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    fn stop(&mut self) -> Result<()> {
        if self.ended()?.is_some() {
            return Ok(());
        }
        let begun = Instant::now();
        kill_process(Pid::from_child(&self.process), self.stop_signal)?;
        while self.ended()?.is_none() {
            if begun.elapsed() > STOP_MAX {
                println!("{:>8} │ did not end by itself and is cut off", self.name);
                self.process.kill()?;
                self.process.wait()?;
                return Ok(());
            }
            thread::sleep(PAUSE);
        }
        println!("{:>8} │ stopped", self.name);
        Ok(())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Err(fault) = self.stop() {
            eprintln!("{:>8} │ cannot be stopped: {fault}", self.name);
        }
    }
}

fn answers_ready(address: SocketAddr) -> Result<bool> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(64).read_to_end(&mut answer)?;
    Ok(answer.starts_with(b"HTTP/1.1 200"))
}

fn tail(log: &Path) -> String {
    let Ok(file) = File::open(log) else {
        return String::new();
    };
    let lines: Vec<String> = BufReader::new(file).lines().map_while(Result::ok).collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}
