//! A program that runs, and ends with its handle.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

/// A running program.
pub struct Running(Child);

impl Running {
    /// Starts a program that says what it says into a log.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(mut command: Command, log: &Path) -> Self {
        let log = File::options().append(true).create(true).open(log);
        let log = log.expect("there is room for a log");
        command.stdin(Stdio::null());
        command.stdout(log.try_clone().expect("a file can be shared")).stderr(log);
        Self(command.spawn().expect("the program starts"))
    }

    /// Pulls the plug: nothing is finished, nothing is said.
    ///
    /// # Panics
    /// When it had ended by itself.
    pub fn kill(mut self) {
        assert!(self.0.try_wait().expect("it is our child").is_none(), "it ended by itself");
        self.0.kill().expect("it is our child");
        self.0.wait().expect("it is our child");
    }

    /// Asks it to end, and waits until it has.
    ///
    /// # Panics
    /// When it ends badly.
    pub fn stop(mut self) {
        let id = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw).expect("a child's id");
        kill_process(id, Signal::TERM).expect("it is our child");
        let status = self.0.wait().expect("it is our child");
        assert!(status.success(), "it ended with {status}");
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only when it ended before.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
