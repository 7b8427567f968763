//! The open line to a printer, on which nothing waits longer than it is told: a socket, the file
//! of a USB printer or a serial port, each of them a descriptor that does not block.

use std::io::{self, ErrorKind};
use std::os::fd::OwnedFd;
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// An open line.
pub(super) struct Wire(OwnedFd);

/// Bytes that were not taken.
pub(super) struct Unsent {
    /// Whether any of them was.
    pub(super) has_begun: bool,
    /// What the machine said.
    pub(super) source: io::Error,
}

impl Wire {
    /// Takes a descriptor that does not block.
    pub(super) fn over(end: impl Into<OwnedFd>) -> Self {
        Self(end.into())
    }

    /// Hands every byte over, or says how it ended.
    pub(super) fn send(&self, bytes: &[u8], until: Instant) -> Result<(), Unsent> {
        let mut left = bytes;
        while !left.is_empty() {
            let unsent = |source| Unsent { has_begun: left.len() < bytes.len(), source };
            if !self.wait(PollFlags::OUT, until).map_err(unsent)? {
                return Err(unsent(ErrorKind::TimedOut.into()));
            }
            match rustix::io::write(&self.0, left) {
                Ok(taken) => left = &left[taken..],
                Err(Errno::AGAIN | Errno::INTR) => {}
                Err(errno) => return Err(unsent(errno.into())),
            }
        }
        Ok(())
    }

    /// The next byte from the printer, or nothing when the time is up.
    pub(super) fn receive(&self, until: Instant) -> io::Result<Option<u8>> {
        let mut byte = [0];
        while self.wait(PollFlags::IN, until)? {
            match rustix::io::read(&self.0, &mut byte) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(_) => return Ok(Some(byte[0])),
                Err(Errno::AGAIN | Errno::INTR) => {}
                Err(errno) => return Err(errno.into()),
            }
        }
        Ok(None)
    }

    /// Waits until the line is ready for one of both; false when the time is up.
    fn wait(&self, direction: PollFlags, until: Instant) -> io::Result<bool> {
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let left = Timespec::try_from(left).map_err(io::Error::other)?;
            match poll(&mut [PollFd::new(&self.0, direction)], Some(&left)) {
                Ok(ready) => return Ok(ready > 0),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(errno.into()),
            }
        }
    }
}
