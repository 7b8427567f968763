//! The embedded type of paper slips: Be Vietnam Pro in two weights, each glyph drawn once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ab_glyph::{Font, FontRef, GlyphId, PxScale};
use shared::slip::{Measure, Weight};

/// A dot is black when a third of it is covered: a grey of 170 of 255, which keeps marks whole.
const COVERAGE_MIN: f32 = 85.0 / 255.0;

/// Glyphs kept drawn. All of a slip's sizes of all letters fit; beyond, drawing starts afresh.
const GLYPHS_MAX: usize = 4096;

/// The type of paper slips.
pub struct PaperFont {
    semi_bold: FontRef<'static>,
    extra_bold: FontRef<'static>,
    drawn: Mutex<HashMap<Key, Arc<Glyph>>>,
}

type Key = (GlyphId, u32, Weight);

/// The black stretches of a glyph, seen from the pen on the baseline.
pub(super) struct Glyph {
    pub(super) stretches: Vec<Stretch>,
    pub(super) advance: f32,
}

/// A black stretch of one row.
pub(super) struct Stretch {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) length: u32,
}

impl PaperFont {
    /// Reads the embedded files.
    pub fn embedded() -> Self {
        let semi_bold = include_bytes!("../../fonts/BeVietnamPro-SemiBold.ttf");
        let extra_bold = include_bytes!("../../fonts/BeVietnamPro-ExtraBold.ttf");
        Self {
            semi_bold: FontRef::try_from_slice(semi_bold).expect("the embedded file is a font"),
            extra_bold: FontRef::try_from_slice(extra_bold).expect("the embedded file is a font"),
            drawn: Mutex::default(),
        }
    }

    /// Whether the font has its own shape for a letter.
    pub fn covers(&self, letter: char) -> bool {
        self.semi_bold.glyph_id(letter).0 != 0 && self.extra_bold.glyph_id(letter).0 != 0
    }

    /// The glyphs of a text, in order.
    pub(super) fn glyphs(&self, text: &str, size: u32, weight: Weight) -> Vec<Arc<Glyph>> {
        let font = self.face(weight);
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.len() > GLYPHS_MAX {
            drawn.clear();
        }
        let ids = text.chars().map(|letter| font.glyph_id(letter));
        ids.map(|id| {
            let glyph = drawn.entry((id, size, weight));
            Arc::clone(glyph.or_insert_with(|| Arc::new(draw(font, id, size))))
        })
        .collect()
    }

    fn face(&self, weight: Weight) -> &FontRef<'static> {
        match weight {
            Weight::SemiBold => &self.semi_bold,
            Weight::ExtraBold => &self.extra_bold,
        }
    }
}

impl Measure for PaperFont {
    fn advance(&self, text: &str, size: u32, weight: Weight) -> f32 {
        let font = self.face(weight);
        text.chars().map(|letter| advance(font, font.glyph_id(letter), size)).sum()
    }
}

fn advance(font: &FontRef<'static>, id: GlyphId, size: u32) -> f32 {
    font.h_advance_unscaled(id) * size as f32 / em(font)
}

fn draw(font: &FontRef<'static>, id: GlyphId, size: u32) -> Glyph {
    let advance = advance(font, id, size);
    // The crate scales by the height of a line, type is sized by the em.
    let scale = PxScale::from(size as f32 * font.height_unscaled() / em(font));
    let mut stretches: Vec<Stretch> = Vec::new();
    if let Some(outlined) = font.outline_glyph(id.with_scale(scale)) {
        let corner = outlined.px_bounds().min;
        let (left, top) = (corner.x as i32, corner.y as i32);
        outlined.draw(|x, y, coverage| {
            if coverage < COVERAGE_MIN {
                return;
            }
            let (x, y) = (left + x as i32, top + y as i32);
            match stretches.last_mut() {
                Some(last) if last.y == y && last.x + last.length as i32 == x => last.length += 1,
                Some(_) | None => stretches.push(Stretch { x, y, length: 1 }),
            }
        });
    }
    Glyph { stretches, advance }
}

fn em(font: &FontRef<'static>) -> f32 {
    font.units_per_em().expect("the embedded file names its em")
}
