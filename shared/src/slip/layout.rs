//! What stands on a slip, element by element, in printer dots (203 to the inch).

use serde::{Deserialize, Serialize};

/// The smallest type on paper, so that Vietnamese marks stay readable at 203 dots to the inch.
pub const SIZE_MIN: u32 = 28;

/// The longest text in a code to scan: eight more bytes would make its modules too fine.
pub const CODE_BYTES_MAX: usize = 152;

/// The width of the roll in the printer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperWidth {
    /// 80 mm, of which 576 dots can be printed.
    #[default]
    Mm80,
    /// 58 mm, of which 384 dots can be printed.
    Mm58,
}

impl PaperWidth {
    /// The dots that can be printed in a row.
    pub fn dots(self) -> u32 {
        match self {
            Self::Mm80 => 576,
            Self::Mm58 => 384,
        }
    }

    pub(super) fn margin(self) -> u32 {
        match self {
            Self::Mm80 => 16,
            Self::Mm58 => 8,
        }
    }
}

/// The weight of a piece of text; lighter ones break up on thermal paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// For reading.
    SemiBold,
    /// For numbers, codes and titles.
    ExtraBold,
}

/// Knows how wide a text will be.
pub trait Measure {
    /// The advance of `text` in dots, set at `size` dots to the em.
    fn advance(&self, text: &str, size: u32, weight: Weight) -> f32;
}

/// A rectangle on the slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Dots from the left edge.
    pub x: u32,
    /// Dots from the top edge.
    pub y: u32,
    /// Dots across.
    pub width: u32,
    /// Dots down.
    pub height: u32,
}

impl Frame {
    /// The first dot to the right.
    pub fn right(self) -> u32 {
        self.x + self.width
    }

    /// The first dot below.
    pub fn bottom(self) -> u32 {
        self.y + self.height
    }
}

/// To which side lines of text are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// To the left edge.
    Start,
    /// To the middle.
    Centre,
}

/// Black on paper, or paper on black.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Black on paper.
    Ink,
    /// Paper on a black plate that fills the frame.
    Plate,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    /// The text, in NFC.
    pub text: String,
    /// Dots to the em.
    pub size: u32,
    /// The weight.
    pub weight: Weight,
    /// How the line was set in its column.
    pub align: Align,
    /// The colour.
    pub tone: Tone,
    /// Where the pen starts, in dots from the left edge.
    pub x: u32,
    /// Where letters stand, in dots from the top edge.
    pub baseline: u32,
}

/// What fills a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    /// A line of text.
    Text(TextRun),
    /// A code to scan that leads to this address.
    Code(String),
    /// A solid bar.
    Rule,
    /// A row of short dashes.
    Dashes,
    /// The open door of the one-stop unit.
    Emblem,
}

/// One thing on the slip and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its place; no two frames overlap.
    pub frame: Frame,
    /// What fills it.
    pub drawn: Drawn,
}

/// A slip ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipLayout {
    width: u32,
    height: u32,
    elements: Vec<Element>,
}

impl SlipLayout {
    pub(super) fn new(width: u32, height: u32, elements: Vec<Element>) -> Self {
        Self { width, height, elements }
    }

    /// Dots across.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Dots down.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The elements, from top to bottom.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }
}
