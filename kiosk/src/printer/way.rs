//! The ways to an ESC/POS printer: the network, the device file of a USB printer, a serial port.
//!
//! `rustix` sets the serial port and waits for all three alike. A serial crate would bring a second
//! copy of `nix` and a time limit for each call only, with which a printer that takes one byte a
//! second would hold a slip for hours.

use std::fs::{File, OpenOptions};
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::OFlags;
use rustix::termios::{
    ControlModes, InputModes, OptionalActions, QueueSelector, tcflush, tcgetattr, tcsetattr,
};

use super::wire::Wire;

/// How long a printer in the network may take to answer its door.
const CONNECT_MAX: Duration = Duration::from_secs(3);
/// What the slowest printer of paper rolls digests when its line is fast.
const PRINTED_BYTES_PER_S: u32 = 8 * 1024;

/// How a printer is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A printer with an address of its own. A name would have to be looked up, and nothing says
    /// how long that takes.
    Network {
        /// The address, with the port.
        address: SocketAddr,
    },
    /// The device file of a USB printer, such as `/dev/usb/lp0`.
    DeviceFile {
        /// The file.
        path: PathBuf,
    },
    /// A serial port.
    Serial {
        /// Its device file.
        path: PathBuf,
        /// How it is set.
        line: SerialLine,
    },
}

/// How a serial line is set: eight bits, no parity, one stop bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SerialLine {
    /// Bits in a second.
    pub baud: u32,
    /// How the printer says that it cannot take more.
    pub flow: FlowControl,
}

/// How a printer on a serial line says that it cannot take more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FlowControl {
    /// By a wire of its own (RTS/CTS).
    #[default]
    Hardware,
    /// By signs among the bytes (XON/XOFF).
    Software,
    /// Not at all.
    None,
}

impl Way {
    /// Opens the line; blocks for a few seconds at most.
    pub(super) fn open(&self) -> io::Result<Wire> {
        match self {
            Self::Network { address } => {
                let stream = TcpStream::connect_timeout(address, CONNECT_MAX)?;
                stream.set_nodelay(true)?;
                stream.set_nonblocking(true)?;
                Ok(Wire::over(stream))
            }
            Self::DeviceFile { path } => open(path).map(Wire::over),
            Self::Serial { path, line } => {
                let port = open(path)?;
                line.set(&port)?;
                Ok(Wire::over(port))
            }
        }
    }

    /// Bytes that the line and the printer surely take in a second.
    pub(super) fn bytes_per_s(&self) -> u32 {
        match self {
            Self::Network { .. } | Self::DeviceFile { .. } => PRINTED_BYTES_PER_S,
            // Ten bits carry a byte; half of it is left to the printer's pauses.
            Self::Serial { line, .. } => (line.baud / 20).clamp(1, PRINTED_BYTES_PER_S),
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC).bits();
    let flags = i32::try_from(flags).expect("the flags of a file are few");
    OpenOptions::new().read(true).write(true).custom_flags(flags).open(path)
}

impl SerialLine {
    fn set(self, port: &File) -> io::Result<()> {
        let mut modes = tcgetattr(port)?;
        modes.make_raw();
        modes.set_speed(self.baud)?;
        modes.control_modes |= ControlModes::CLOCAL | ControlModes::CREAD;
        modes.control_modes.remove(ControlModes::CRTSCTS | ControlModes::CSTOPB);
        modes.input_modes.remove(InputModes::IXON | InputModes::IXOFF);
        match self.flow {
            FlowControl::Hardware => modes.control_modes |= ControlModes::CRTSCTS,
            FlowControl::Software => modes.input_modes |= InputModes::IXON | InputModes::IXOFF,
            FlowControl::None => {}
        }
        tcsetattr(port, OptionalActions::Now, &modes)?;
        // What an earlier life left in the line is no answer to this one.
        tcflush(port, QueueSelector::IFlush)?;
        Ok(())
    }
}
