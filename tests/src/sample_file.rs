//! Files that a citizen might attach, made up byte by byte.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// A picture that every reader opens: `side` times `side` dots of noise.
///
/// Noise does not shrink, so the file has a little more than `3 * side * side` bytes.
pub fn picture(side: u32, seed: u64) -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(seed);
    let dots: Vec<u8> = (0..3 * side * side).map(|_| random.random()).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("memory takes everything");
    writer.write_image_data(&dots).expect("there are as many dots as were said");
    writer.finish().expect("memory takes everything");
    file
}

/// The beginning of a document, and then noise, of this length in all.
pub fn document(bytes: usize, seed: u64) -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(seed);
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend(std::iter::repeat_with(|| random.random::<u8>()).take(bytes - file.len()));
    file
}
