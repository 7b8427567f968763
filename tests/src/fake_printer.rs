//! A printer of paper rolls in the hands of a test: it reads ESC/POS as the manual says, keeps what
//! it printed as pictures, tells how it is, and gets into every trouble a printer can.

mod plug;
mod roll;
mod talk;

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use kiosk::printer::Bitmap;
use shared::slip::PaperWidth;

use crate::patience::until_so;

pub use roll::read_code;

/// How the printer is and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It prints.
    Well,
    /// It prints, and the roll will be out soon.
    NearEnd,
    /// The roll is out.
    OutOfPaper,
    /// The lid is open.
    CoverOpen,
    /// The knife is stuck.
    Stuck,
    /// It prints and never says a word.
    Mute,
    /// It prints and tells how it is, but never that a slip is out.
    TellsNoEnd,
    /// It takes a few bytes at a time.
    Slow,
    /// It closes the line without reading.
    Closes,
    /// It takes nothing more after so many bytes of a slip, and says nothing.
    HoldsAfter(usize),
    /// It takes the whole slip and keeps to itself that it is out.
    HoldsItsAnswer,
    /// It goes away after so many bytes of a slip, and closes every line from then on.
    DiesAfter(usize),
    /// Its roll ends after so many bytes of a slip.
    RunsOutAfter(usize),
}

/// A printer that is plugged in; it ends with its handle.
pub struct FakePrinter {
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
    socket: Socket,
}

enum Socket {
    Network(SocketAddr),
    File(PathBuf),
}

/// What the printer and the test both see.
struct State {
    paper: PaperWidth,
    is_over: AtomicBool,
    inside: Mutex<Inside>,
}

struct Inside {
    mood: Mood,
    slips: Vec<Bitmap>,
    /// Bytes of the slip at hand.
    taken: usize,
    is_holding: bool,
    is_line_cut: bool,
    asked: usize,
}

impl FakePrinter {
    /// A printer with an address of its own, and a roll of 80 mm.
    pub fn in_the_network() -> Self {
        Self::in_the_network_with(PaperWidth::Mm80)
    }

    /// A printer with an address of its own.
    ///
    /// # Panics
    /// When no loopback port is free.
    pub fn in_the_network_with(paper: PaperWidth) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
        Self::listening(listener, paper)
    }

    /// A printer that is plugged in where none was.
    ///
    /// # Panics
    /// When the address is taken.
    pub fn plugged_in_at(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).expect("nobody else has the address");
        Self::listening(listener, PaperWidth::Mm80)
    }

    /// A printer on a serial port, or one with a device file of its own.
    ///
    /// # Panics
    /// When the machine gives no terminal.
    pub fn on_a_file() -> Self {
        let state = State::new(PaperWidth::Mm80);
        let (file, thread) = plug::into_a_file(Arc::clone(&state));
        Self { state, thread: Some(thread), socket: Socket::File(file) }
    }

    fn listening(listener: TcpListener, paper: PaperWidth) -> Self {
        let state = State::new(paper);
        let address = listener.local_addr().expect("it is bound");
        let thread = plug::into_the_network(listener, Arc::clone(&state));
        Self { state, thread: Some(thread), socket: Socket::Network(address) }
    }

    /// Where it is in the network.
    ///
    /// # Panics
    /// When it is not.
    pub fn address(&self) -> SocketAddr {
        match &self.socket {
            Socket::Network(address) => *address,
            Socket::File(file) => panic!("it is at {}", file.display()),
        }
    }

    /// Its file.
    ///
    /// # Panics
    /// When it is in the network.
    pub fn file(&self) -> &Path {
        match &self.socket {
            Socket::File(file) => file,
            Socket::Network(address) => panic!("it is at {address}"),
        }
    }

    /// Makes it so from here on; what it holds is let go.
    pub fn set(&self, mood: Mood) {
        let mut inside = self.state.inside();
        inside.mood = mood;
        inside.is_holding = false;
    }

    /// Cuts the line it holds, with what was sent and not taken yet: the printer was on the same
    /// plug.
    pub async fn cut_the_line(&self) {
        self.state.inside().is_line_cut = true;
        until_so("the line is cut", || !self.state.inside().is_line_cut).await;
        self.set(Mood::Well);
    }

    /// What came out of it, oldest first.
    pub fn slips(&self) -> Vec<Bitmap> {
        self.state.inside().slips.clone()
    }

    /// How often it was asked how it is.
    pub fn asked(&self) -> usize {
        self.state.inside().asked
    }

    /// Waits until so many slips came out.
    pub async fn until_printed(&self, slips: usize) {
        until_so("the slips are out", || self.state.inside().slips.len() >= slips).await;
    }

    /// Waits until it has taken what it was to take, and holds.
    pub async fn until_it_holds(&self) {
        until_so("the printer holds", || self.state.inside().is_holding).await;
    }
}

impl Drop for FakePrinter {
    fn drop(&mut self) {
        self.state.is_over.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the printer was sent nonsense");
        }
    }
}

impl State {
    fn new(paper: PaperWidth) -> Arc<Self> {
        let inside = Inside {
            mood: Mood::Well,
            slips: Vec::new(),
            taken: 0,
            is_holding: false,
            is_line_cut: false,
            asked: 0,
        };
        Arc::new(Self { paper, is_over: AtomicBool::new(false), inside: Mutex::new(inside) })
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::SeqCst)
    }
}
