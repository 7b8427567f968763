//! Sets elements one under the other, each as high as it needs and never wider than the column.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::layout::{
    Align, CODE_BYTES_MAX, Drawn, Element, Frame, Measure, PaperWidth, SIZE_MIN, SlipLayout,
    TextRun, Tone, Weight,
};
use super::wrap::{clean, wrap};

const EMBLEM_SIDE: u32 = 48;
const EMBLEM_GAP: u32 = 20;
const RULE_HEIGHT: u32 = 3;
const CODE_SIDE: u32 = 208;
const PLATE_INSET: u32 = 20;
const BULLET: &str = "•";
const BULLET_INDENT: u32 = 28;
/// Eight dots to the millimetre, as near as 203 dots to the inch come.
const DOTS_PER_CM: usize = 80;
const TICK_HEIGHT: u32 = 24;
const RULER_GAP: u32 = 4;
const RULER_FIGURES: Style =
    Style { size: SIZE_MIN, weight: Weight::SemiBold, align: Align::Start };

/// The room a line needs above and below where letters stand, in hundredths of its size.
#[derive(Clone, Copy)]
struct Leading {
    ascent: u32,
    descent: u32,
}

/// Room for a capital with one mark, and for the dot under a letter.
const LINE: Leading = Leading { ascent: 107, descent: 27 };

/// Room for a capital with two marks above each other.
const STACKED: Leading = Leading { ascent: 124, descent: 27 };

/// Room for digits and capitals without marks.
const FIGURES: Leading = Leading { ascent: 78, descent: 4 };

impl Leading {
    fn of(text: &str) -> Self {
        let has_stacked = text.chars().any(|c| c.is_uppercase() && marks_above(c) > 1);
        if has_stacked { STACKED } else { LINE }
    }

    fn above(self, size: u32) -> u32 {
        (size * self.ascent).div_ceil(100)
    }

    fn below(self, size: u32) -> u32 {
        (size * self.descent).div_ceil(100)
    }
}

/// How a piece of text is set.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: u32,
    pub(super) weight: Weight,
    pub(super) align: Align,
}

/// Where a line goes: the left edge and the width of its column.
#[derive(Clone, Copy)]
struct Column {
    x: u32,
    width: u32,
}

/// A slip being composed from top to bottom.
pub(super) struct Flow<'m> {
    paper: PaperWidth,
    measure: &'m dyn Measure,
    y: u32,
    elements: Vec<Element>,
}

impl<'m> Flow<'m> {
    pub(super) fn new(paper: PaperWidth, measure: &'m dyn Measure) -> Self {
        Self { paper, measure, y: paper.margin(), elements: Vec::new() }
    }

    pub(super) fn gap(&mut self, dots: u32) {
        self.y += dots;
    }

    /// Sets a text in at most `lines_max` lines.
    pub(super) fn text(&mut self, style: Style, text: &str, lines_max: usize) {
        self.text_in(self.column(), style, text, lines_max);
    }

    /// Sets a text behind a bullet, its lines under each other.
    pub(super) fn item(&mut self, style: Style, text: &str, lines_max: usize) {
        let column = self.column();
        let top = self.y;
        self.text_in(
            Column { x: column.x + BULLET_INDENT, width: column.width - BULLET_INDENT },
            style,
            text,
            lines_max,
        );
        if self.y > top {
            let bottom = std::mem::replace(&mut self.y, top);
            self.line(column, style, Leading::of(text), BULLET.to_owned());
            self.y = bottom;
        }
    }

    /// Sets a number or a code on one line, smaller only when the paper is too narrow for it.
    pub(super) fn figure(&mut self, style: Style, text: &str) {
        let text = clean(text);
        let column = self.column();
        let sizes = (SIZE_MIN..=style.size).rev().step_by(4);
        let fitting = sizes
            .map(|size| Style { size, ..style })
            .find(|style| self.advance(*style, &text) <= column.width as f32);
        match fitting {
            Some(_) if text.is_empty() => {}
            Some(style) => {
                let leading = if text.is_ascii() { FIGURES } else { STACKED };
                self.line(column, style, leading, text);
            }
            None => self.text_in(column, Style { size: SIZE_MIN, ..style }, &text, 2),
        }
    }

    /// Sets a few words in white on a black plate.
    pub(super) fn plate(&mut self, style: Style, text: &str) {
        let column = self.column();
        let inner = column.width - 2 * PLATE_INSET;
        for text in self.wrapped(style, text, inner, 1) {
            let width = self.advance(style, &text).ceil() as u32;
            let x = column.x + (column.width - width) / 2;
            let height = style.size * 3 / 2;
            let frame =
                Frame { x: x - PLATE_INSET, y: self.y, width: width + 2 * PLATE_INSET, height };
            let baseline = self.y + (height + style.size * 74 / 100) / 2;
            self.push(frame, Drawn::Text(run(style, text, Tone::Plate, x, baseline)));
        }
    }

    /// Draws the emblem between two rules.
    pub(super) fn logo_line(&mut self) {
        let column = self.column();
        let width = (column.width - EMBLEM_SIDE) / 2 - EMBLEM_GAP;
        let y = self.y + (EMBLEM_SIDE - RULE_HEIGHT) / 2;
        let emblem_x = column.x + width + EMBLEM_GAP;
        let right_x = emblem_x + EMBLEM_SIDE + EMBLEM_GAP;
        for x in [column.x, right_x] {
            let frame = Frame { x, y, width, height: RULE_HEIGHT };
            self.elements.push(Element { frame, drawn: Drawn::Rule });
        }
        let side = EMBLEM_SIDE;
        self.push(Frame { x: emblem_x, y: self.y, width: side, height: side }, Drawn::Emblem);
    }

    /// Draws a ruler over all dots of a row, from edge to edge, with a number at each centimetre.
    pub(super) fn ruler(&mut self) {
        let dots = self.paper.dots();
        let rule = Frame { x: 0, y: self.y, width: dots, height: RULE_HEIGHT };
        self.push(rule, Drawn::Rule);
        let top = self.y;
        for (number, x) in (0..).zip((0..dots).step_by(DOTS_PER_CM)) {
            let x = x.min(dots - RULE_HEIGHT);
            let tick = Frame { x, y: top, width: RULE_HEIGHT, height: TICK_HEIGHT };
            self.elements.push(Element { frame: tick, drawn: Drawn::Rule });
            self.y = tick.bottom() + RULER_GAP;
            let column = Column { x: x + RULE_HEIGHT + 2, width: DOTS_PER_CM as u32 - 8 };
            if column.x + column.width <= dots {
                self.line(column, RULER_FIGURES, FIGURES, number.to_string());
            }
        }
        let last = Frame { x: dots - RULE_HEIGHT, y: top, width: RULE_HEIGHT, height: TICK_HEIGHT };
        if dots as usize % DOTS_PER_CM >= RULE_HEIGHT as usize {
            self.elements.push(Element { frame: last, drawn: Drawn::Rule });
        }
        self.y = top + TICK_HEIGHT + RULER_GAP + FIGURES.above(SIZE_MIN) + FIGURES.below(SIZE_MIN);
    }

    /// Begins a section under a row of dashes.
    pub(super) fn section(&mut self) {
        let Column { x, width } = self.column();
        self.gap(14);
        self.push(Frame { x, y: self.y, width, height: RULE_HEIGHT }, Drawn::Dashes);
        self.gap(10);
    }

    /// Draws a code to scan; returns false when the address is none or too long for one.
    pub(super) fn code(&mut self, address: &str) -> bool {
        if address.is_empty() || address.len() > CODE_BYTES_MAX {
            return false;
        }
        let Column { x, width } = self.column();
        let x = x + (width - CODE_SIDE) / 2;
        let frame = Frame { x, y: self.y, width: CODE_SIDE, height: CODE_SIDE };
        self.push(frame, Drawn::Code(address.to_owned()));
        true
    }

    pub(super) fn finish(self) -> SlipLayout {
        let height = self.y + self.paper.margin();
        SlipLayout::new(self.paper.dots(), height, self.elements)
    }

    fn column(&self) -> Column {
        let margin = self.paper.margin();
        Column { x: margin, width: self.paper.dots() - 2 * margin }
    }

    fn text_in(&mut self, column: Column, style: Style, text: &str, lines_max: usize) {
        let leading = Leading::of(text);
        for line in self.wrapped(style, text, column.width, lines_max) {
            self.line(column, style, leading, line);
        }
    }

    fn line(&mut self, column: Column, style: Style, leading: Leading, text: String) {
        let width = (self.advance(style, &text).ceil() as u32).min(column.width);
        let x = match style.align {
            Align::Start => column.x,
            Align::Centre => column.x + (column.width - width) / 2,
        };
        let above = leading.above(style.size);
        let height = above + leading.below(style.size);
        let frame = Frame { x, y: self.y, width, height };
        let baseline = self.y + above;
        self.push(frame, Drawn::Text(run(style, text, Tone::Ink, x, baseline)));
    }

    fn wrapped(&self, style: Style, text: &str, width: u32, lines_max: usize) -> Vec<String> {
        wrap(text, width as f32, lines_max, &|text| self.advance(style, text))
    }

    fn advance(&self, style: Style, text: &str) -> f32 {
        self.measure.advance(text, style.size, style.weight)
    }

    fn push(&mut self, frame: Frame, drawn: Drawn) {
        self.y = frame.bottom();
        self.elements.push(Element { frame, drawn });
    }
}

fn marks_above(letter: char) -> usize {
    let above = 230;
    std::iter::once(letter).nfd().filter(|c| canonical_combining_class(*c) == above).count()
}

fn run(style: Style, text: String, tone: Tone, x: u32, baseline: u32) -> TextRun {
    let Style { size, weight, align } = style;
    TextRun { text, size, weight, align, tone, x, baseline }
}
