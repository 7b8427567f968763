//! The paper: bands of dots under each other, cut off as one picture, and read by a phone.

use kiosk::printer::Bitmap;
use shared::slip::PaperWidth;

/// White around a picture, as a phone sees it.
const WHITE_AROUND: usize = 40;

/// Bands that were printed since the last cut.
#[derive(Default)]
pub(super) struct Roll {
    rows: Vec<Vec<u8>>,
}

impl Roll {
    pub(super) fn print(&mut self, dots: &[u8], across: usize) {
        self.rows.extend(dots.chunks(across).map(<[u8]>::to_vec));
    }

    /// The picture on paper of this width; each band stands in the middle.
    pub(super) fn cut(self, paper: PaperWidth) -> Bitmap {
        let height = u32::try_from(self.rows.len()).expect("a slip is short");
        let mut picture = Bitmap::blank(paper.dots(), height);
        for (y, row) in (0..).zip(&self.rows) {
            let width = i32::try_from(row.len() * 8).expect("a row is short");
            let left = (i32::try_from(paper.dots()).expect("a roll is narrow") - width) / 2;
            for (x, is_ink) in (left..).zip(row.iter().flat_map(|byte| bits(*byte))) {
                if is_ink {
                    picture.ink(x, y, 1);
                }
            }
        }
        picture
    }
}

fn bits(byte: u8) -> impl Iterator<Item = bool> {
    (0..8).map(move |bit| byte & (0x80 >> bit) != 0)
}

/// What a phone reads in the one code of a slip.
///
/// # Panics
/// When there is no code, more than one, or one that cannot be read.
pub fn read_code(slip: &Bitmap) -> String {
    let (width, height) = (slip.width() as usize, slip.height() as usize);
    let is_ink = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(WHITE_AROUND), y.checked_sub(WHITE_AROUND));
        x.zip(y).is_some_and(|(x, y)| x < width && y < height && slip.is_ink(x as u32, y as u32))
    };
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(
        width + 2 * WHITE_AROUND,
        height + 2 * WHITE_AROUND,
        |x, y| if is_ink(x, y) { 0 } else { 255 },
    );
    let codes = seen.detect_grids();
    assert_eq!(codes.len(), 1, "codes on the slip");
    codes[0].decode().expect("the code can be read").1
}
