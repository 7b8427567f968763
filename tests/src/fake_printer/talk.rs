//! One line to the printer: commands come in, answers go out, slips are printed.

use std::io::{ErrorKind, Read, Write};
use std::thread;
use std::time::Duration;

use super::roll::Roll;
use super::{Mood, State};

/// What a slow printer takes at once, and the pause after it.
const SLOW_BYTES: usize = 256;
const SLOW_PAUSE: Duration = Duration::from_millis(4);
const HOLD_PAUSE: Duration = Duration::from_millis(5);

pub(super) struct Talk<'s> {
    state: &'s State,
    unread: Vec<u8>,
    roll: Roll,
    is_in_a_slip: bool,
}

/// What the printer does next on its line.
enum Next {
    Take(usize),
    Hold,
    Close,
}

impl<'s> Talk<'s> {
    pub(super) fn new(state: &'s State) -> Self {
        state.inside().taken = 0;
        Self { state, unread: Vec::new(), roll: Roll::default(), is_in_a_slip: false }
    }

    /// Goes on until either side closes the line.
    pub(super) fn go_on(mut self, line: &mut (impl Read + Write)) {
        let mut buffer = [0; 4096];
        while !self.state.is_over() {
            let at_most = match self.next() {
                Next::Take(bytes) => bytes.min(buffer.len()),
                Next::Hold => {
                    thread::sleep(HOLD_PAUSE);
                    continue;
                }
                Next::Close => return,
            };
            match line.read(&mut buffer[..at_most]) {
                Ok(0) => return,
                Ok(read) => self.take(&buffer[..read], line),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => return,
            }
        }
    }

    fn next(&self) -> Next {
        let mut inside = self.state.inside();
        if std::mem::take(&mut inside.is_line_cut) {
            return Next::Close;
        }
        let taken = inside.taken;
        let left = |upto: usize| upto.saturating_sub(taken);
        match inside.mood {
            Mood::Closes => Next::Close,
            // Before a slip begins one byte at a time is read, so that none too many is taken.
            Mood::HoldsAfter(_) | Mood::DiesAfter(_) | Mood::RunsOutAfter(_)
                if !self.is_in_a_slip =>
            {
                Next::Take(1)
            }
            Mood::HoldsAfter(bytes) if left(bytes) == 0 => {
                inside.is_holding = true;
                Next::Hold
            }
            Mood::DiesAfter(bytes) if left(bytes) == 0 => {
                inside.mood = Mood::Closes;
                Next::Close
            }
            Mood::RunsOutAfter(bytes) if left(bytes) == 0 => {
                inside.mood = Mood::OutOfPaper;
                Next::Take(usize::MAX)
            }
            Mood::HoldsAfter(bytes) | Mood::DiesAfter(bytes) | Mood::RunsOutAfter(bytes) => {
                Next::Take(left(bytes))
            }
            Mood::Slow => {
                drop(inside);
                thread::sleep(SLOW_PAUSE);
                Next::Take(SLOW_BYTES)
            }
            Mood::Well
            | Mood::NearEnd
            | Mood::OutOfPaper
            | Mood::CoverOpen
            | Mood::Stuck
            | Mood::Mute
            | Mood::TellsNoEnd
            | Mood::HoldsItsAnswer => Next::Take(usize::MAX),
        }
    }

    fn take(&mut self, bytes: &[u8], line: &mut impl Write) {
        self.unread.extend_from_slice(bytes);
        if self.is_in_a_slip {
            self.state.inside().taken += bytes.len();
        }
        while let Some(used) = self.obey(line) {
            self.unread.drain(..used);
        }
    }

    /// Obeys the next command, and says how many bytes it had; none when it is not whole yet.
    fn obey(&mut self, line: &mut impl Write) -> Option<usize> {
        match *self.unread.as_slice() {
            [0x10, 4, question, ..] => {
                self.answer(question, line);
                Some(3)
            }
            [0x1b, b'@', ..] => {
                self.is_in_a_slip = true;
                self.state.inside().taken = self.unread.len();
                self.roll = Roll::default();
                Some(2)
            }
            [0x1b, b'a', 1, ..] => Some(3),
            [0x1d, b'v', b'0', 0, xl, xh, yl, yh, ref rest @ ..] => {
                let across = usize::from(u16::from_le_bytes([xl, xh]));
                let down = usize::from(u16::from_le_bytes([yl, yh]));
                assert!((1..=255).contains(&down) && across * down <= 4096, "{across}x{down}");
                let dots = rest.get(..across * down)?;
                self.roll.print(dots, across);
                Some(8 + across * down)
            }
            [0x1d, b'V', b'B', _, ..] => {
                self.cut();
                Some(4)
            }
            [0x1d, b'r', 1, ..] => {
                self.tell_that_it_is_printed(line);
                Some(3)
            }
            [0x10] | [0x10, 4] | [0x1b] | [0x1b, b'a'] => None,
            [0x1d, ref rest @ ..] if rest.len() < 7 => None,
            [] => None,
            ref nonsense => panic!("no printer knows {:x?}", &nonsense[..nonsense.len().min(8)]),
        }
    }

    fn cut(&mut self) {
        let mut inside = self.state.inside();
        self.is_in_a_slip = false;
        inside.taken = 0;
        let slip = std::mem::take(&mut self.roll).cut(self.state.paper);
        match inside.mood {
            Mood::OutOfPaper | Mood::CoverOpen | Mood::Stuck => {}
            Mood::Well
            | Mood::NearEnd
            | Mood::Mute
            | Mood::TellsNoEnd
            | Mood::Slow
            | Mood::Closes
            | Mood::HoldsAfter(_)
            | Mood::HoldsItsAnswer
            | Mood::DiesAfter(_)
            | Mood::RunsOutAfter(_) => inside.slips.push(slip),
        }
    }

    /// `GS r 1`: the answer comes when everything before it is printed.
    fn tell_that_it_is_printed(&self, line: &mut impl Write) {
        let mut inside = self.state.inside();
        match inside.mood {
            Mood::Mute | Mood::TellsNoEnd | Mood::OutOfPaper | Mood::CoverOpen | Mood::Stuck => {
                return;
            }
            Mood::HoldsItsAnswer => {
                inside.is_holding = true;
                return;
            }
            Mood::Well
            | Mood::NearEnd
            | Mood::Slow
            | Mood::Closes
            | Mood::HoldsAfter(_)
            | Mood::DiesAfter(_)
            | Mood::RunsOutAfter(_) => {}
        }
        // Whoever asked may have gone.
        let _ = line.write_all(&[if inside.mood == Mood::NearEnd { 0x0c } else { 0 }]);
    }

    /// `DLE EOT n`: answered at any moment, also when nothing can be printed.
    fn answer(&self, question: u8, line: &mut impl Write) {
        let mut inside = self.state.inside();
        inside.asked += usize::from(question == 1);
        let troubles: [u8; 4] = match inside.mood {
            Mood::HoldsItsAnswer if inside.is_holding => return,
            Mood::Mute => return,
            Mood::NearEnd => [0, 0, 0, 0x0c],
            Mood::OutOfPaper => [0x08, 0x20, 0, 0x6c],
            Mood::CoverOpen => [0x08, 0x04, 0, 0],
            Mood::Stuck => [0x08, 0x40, 0x08, 0],
            Mood::Well
            | Mood::TellsNoEnd
            | Mood::Slow
            | Mood::Closes
            | Mood::HoldsAfter(_)
            | Mood::HoldsItsAnswer
            | Mood::DiesAfter(_)
            | Mood::RunsOutAfter(_) => [0; 4],
        };
        let trouble = troubles[usize::from(question.clamp(1, 4)) - 1];
        // Whoever asked may have gone.
        let _ = line.write_all(&[0x12 | trouble]);
    }
}
