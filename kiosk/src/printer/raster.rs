//! Draws a slip that is laid out into black dots.

use qrcodegen::{QrCode, QrCodeEcc};
use shared::slip::{Drawn, Frame, SlipLayout, TextRun, Tone};

use super::bitmap::Bitmap;
use super::font::PaperFont;

const DASH: u32 = 8;

/// Draws every element.
pub fn draw(layout: &SlipLayout, font: &PaperFont) -> Bitmap {
    let mut bitmap = Bitmap::blank(layout.width(), layout.height());
    for element in layout.elements() {
        match &element.drawn {
            Drawn::Text(run) => text(&mut bitmap, element.frame, run, font),
            Drawn::Code(address) => code(&mut bitmap, element.frame, address),
            Drawn::Rule => bitmap.fill(element.frame),
            Drawn::Dashes => dashes(&mut bitmap, element.frame),
            Drawn::Emblem => emblem(&mut bitmap, element.frame),
        }
    }
    bitmap
}

fn text(bitmap: &mut Bitmap, frame: Frame, run: &TextRun, font: &PaperFont) {
    match run.tone {
        Tone::Ink => {}
        Tone::Plate => plate(bitmap, frame),
    }
    let mut pen = run.x as f32;
    for glyph in font.glyphs(&run.text, run.size, run.weight) {
        let (x, y) = (pen.round() as i32, run.baseline as i32);
        for stretch in &glyph.stretches {
            match run.tone {
                Tone::Ink => bitmap.ink(x + stretch.x, y + stretch.y, stretch.length),
                Tone::Plate => bitmap.clear(x + stretch.x, y + stretch.y, stretch.length),
            }
        }
        pen += glyph.advance;
    }
}

/// A black rectangle with rounded corners.
fn plate(bitmap: &mut Bitmap, frame: Frame) {
    let radius = 8;
    for row in 0..frame.height {
        let from_edge = row.min(frame.height - 1 - row);
        let inset = corner(radius, from_edge);
        let x = (frame.x + inset) as i32;
        bitmap.ink(x, (frame.y + row) as i32, frame.width - 2 * inset);
    }
}

/// How far a rounded corner stands back in the row `from_edge` dots away from the edge.
fn corner(radius: u32, from_edge: u32) -> u32 {
    if from_edge >= radius {
        return 0;
    }
    let down = radius as f32 - from_edge as f32 - 0.5;
    let along = (radius as f32).powi(2) - down * down;
    (radius as f32 - along.sqrt()).round() as u32
}

/// As many dashes as fit whole, in the middle of the frame.
fn dashes(bitmap: &mut Bitmap, frame: Frame) {
    let count = (frame.width + DASH) / (2 * DASH);
    let inset = (frame.width + DASH - count * 2 * DASH) / 2;
    for dash in 0..count {
        bitmap.fill(Frame { x: frame.x + inset + dash * 2 * DASH, width: DASH, ..frame });
    }
}

/// A code in the middle of its frame, its modules as large as whole dots allow.
fn code(bitmap: &mut Bitmap, frame: Frame, address: &str) {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium)
        .expect("the layout keeps addresses within what a code holds");
    let modules = code.size() as u32;
    let module = frame.width / modules;
    let inset = (frame.width - module * modules) / 2;
    for row in 0..modules {
        for column in 0..modules {
            if code.get_module(column as i32, row as i32) {
                let x = frame.x + inset + column * module;
                let y = frame.y + inset + row * module;
                bitmap.fill(Frame { x, y, width: module, height: module });
            }
        }
    }
}

/// A doorway on its threshold, its one door standing open, in forty-eighths of the frame.
fn emblem(bitmap: &mut Bitmap, frame: Frame) {
    let dots = |parts: u32| parts * frame.width / 48;
    let part = |x, y, width, height| Frame {
        x: frame.x + dots(x),
        y: frame.y + dots(y),
        width: dots(width),
        height: dots(height),
    };
    bitmap.fill(part(0, 38, 48, 4));
    bitmap.fill(part(10, 2, 30, 4));
    bitmap.fill(part(36, 2, 4, 36));
    let (leaf, slope) = (part(10, 2, 18, 40), 3);
    for column in 0..leaf.width {
        let down = column / slope;
        bitmap.fill(Frame { x: leaf.x + column, y: leaf.y + down, width: 1, ..leaf });
    }
    let knob = part(22, 24, 3, 5);
    for y in knob.y..knob.bottom() {
        bitmap.clear(knob.x as i32, y as i32, knob.width);
    }
}
