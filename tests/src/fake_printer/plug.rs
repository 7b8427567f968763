//! Plugs the printer in: a listening socket, or a terminal whose other end is a serial port.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpListener;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::State;
use super::talk::Talk;

/// How soon a printer that waits sees that the test has ended.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Takes one line after the other, as printers do.
pub(super) fn into_the_network(listener: TcpListener, state: Arc<State>) -> JoinHandle<()> {
    listener.set_nonblocking(true).expect("a socket can be so");
    thread::spawn(move || {
        while !state.is_over() {
            match listener.accept() {
                Ok((line, _)) => {
                    line.set_nonblocking(true).expect("a socket can be so");
                    Talk::new(&state).go_on(&mut Patient(line));
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    // Where there is no line, none is left to be cut.
                    state.inside().is_line_cut = false;
                    thread::sleep(LOOK_EVERY);
                }
                Err(_) => {}
            }
        }
    })
}

/// Gives the file of the other end, which lets every byte through as it is.
pub(super) fn into_a_file(state: Arc<State>) -> (PathBuf, JoinHandle<()>) {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
    let end = openpt(flags).expect("the machine has terminals");
    grantpt(&end).and_then(|()| unlockpt(&end)).expect("the terminal is ours");
    let name = ptsname(&end, Vec::new()).expect("the terminal has a name");
    let file = PathBuf::from(std::ffi::OsString::from_vec(name.into_bytes()));
    let other_end = File::options().read(true).write(true).open(&file).expect("it is there");
    let mut modes = tcgetattr(&other_end).expect("it is a terminal");
    modes.make_raw();
    tcsetattr(&other_end, OptionalActions::Now, &modes).expect("it is ours");
    rustix::io::ioctl_fionbio(&end, true).expect("a terminal can be so");
    let thread = thread::spawn(move || {
        // While this end is open the printer does not see a line that closes.
        let _other_end = other_end;
        Talk::new(&state).go_on(&mut Patient(File::from(end)));
    });
    (file, thread)
}

/// A line on which nothing is waited for longer than [`LOOK_EVERY`].
struct Patient<T>(T);

impl<T: Read + AsFd> Read for Patient<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        wait(&self.0, PollFlags::IN)?;
        self.0.read(buffer)
    }
}

impl<T: Write + AsFd> Write for Patient<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        wait(&self.0, PollFlags::OUT)?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn wait(line: &impl AsFd, direction: PollFlags) -> io::Result<()> {
    let longest = Timespec::try_from(LOOK_EVERY).expect("it is short");
    poll(&mut [PollFd::new(line, direction)], Some(&longest))?;
    Ok(())
}
