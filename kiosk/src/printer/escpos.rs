//! The bytes an ESC/POS printer draws a slip from.
//!
//! Text is drawn, because the page codes of cheap printers lack Vietnamese. A band of rows is sent
//! as wide as its ink, which halves what a slow serial line has to carry.

use super::bitmap::Bitmap;

/// Rows a band may have: some printers read the count from one byte.
const BAND_ROWS_MAX: usize = 255;

/// Bytes a band may have: the buffer of cheap printers.
const BAND_BYTES_MAX: usize = 4096;

/// What a band costs beside its dots: its head, and the pause it may cause.
const BAND_COST: usize = 24;

const INITIALISE: &[u8] = b"\x1b@";
const CENTRE: &[u8] = b"\x1ba\x01";
const RASTER: &[u8] = b"\x1dv0\x00";
/// Feeds to the knife, and two millimetres more, and cuts.
const FEED_AND_CUT: &[u8] = b"\x1dVB\x10";

/// Encodes a whole slip, from waking the printer to cutting the paper.
pub fn encode(bitmap: &Bitmap) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(INITIALISE);
    bytes.extend_from_slice(CENTRE);
    for band in bands(bitmap) {
        band.encode(bitmap, &mut bytes);
    }
    bytes.extend_from_slice(FEED_AND_CUT);
    bytes
}

/// Rows that are sent together, without `inset` bytes on the left and as many on the right.
#[derive(Clone, Copy)]
struct Band {
    y: usize,
    rows: usize,
    inset: usize,
}

impl Band {
    fn encode(self, bitmap: &Bitmap, bytes: &mut Vec<u8>) {
        let width = bitmap.row_bytes() - 2 * self.inset;
        bytes.extend_from_slice(RASTER);
        bytes.extend_from_slice(&(width as u16).to_le_bytes());
        bytes.extend_from_slice(&(self.rows as u16).to_le_bytes());
        for y in self.y..self.y + self.rows {
            bytes.extend_from_slice(&bitmap.row(y as u32)[self.inset..][..width]);
        }
    }
}

/// Cuts the picture into the bands that cost least, found from the last row upwards.
fn bands(bitmap: &Bitmap) -> Vec<Band> {
    let insets: Vec<usize> = (0..bitmap.height()).map(|y| inset(bitmap.row(y))).collect();
    let end = insets.len();
    let mut cheapest = vec![(0, Band { y: end, rows: 0, inset: 0 }); end + 1];
    for y in (0..end).rev() {
        cheapest[y] = bands_from(y, &insets, bitmap.row_bytes())
            .map(|(bytes, band)| (bytes + BAND_COST + cheapest[y + band.rows].0, band))
            .min_by_key(|(cost, _)| *cost)
            .expect("a row alone is always a band");
    }
    let first = (end > 0).then(|| cheapest[0].1);
    let next = |band: &Band| Some(cheapest[band.y + band.rows].1).filter(|next| next.rows > 0);
    std::iter::successors(first, next).collect()
}

/// Every band that may begin at `y`, with its bytes.
fn bands_from(y: usize, insets: &[usize], row_bytes: usize) -> impl Iterator<Item = (usize, Band)> {
    let mut narrowest = usize::MAX;
    insets[y..]
        .iter()
        .take(BAND_ROWS_MAX)
        .enumerate()
        .map(move |(above, inset)| {
            narrowest = narrowest.min(*inset);
            let rows = above + 1;
            (rows * (row_bytes - 2 * narrowest), Band { y, rows, inset: narrowest })
        })
        .take_while(|(bytes, band)| band.rows == 1 || *bytes <= BAND_BYTES_MAX)
}

/// Blank bytes that can be left out on both sides of a row.
fn inset(row: &[u8]) -> usize {
    let left = row.iter().take_while(|byte| **byte == 0).count();
    let right = row.iter().rev().take_while(|byte| **byte == 0).count();
    left.min(right).min((row.len() - 1) / 2)
}
