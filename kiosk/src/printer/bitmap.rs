//! A picture of black dots on white paper, one bit a dot.

use shared::slip::Frame;

/// Dots in a metre at 203 to the inch, so that a viewer shows the slip at its true size.
const DOTS_PER_METRE: u32 = 7992;

/// Rows of dots packed eight to the byte, the leftmost in the highest bit; a set bit is black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: u32,
    height: u32,
    rows: Vec<u8>,
}

impl Bitmap {
    /// White paper of this size.
    pub fn blank(width: u32, height: u32) -> Self {
        let bytes = width.div_ceil(8) as usize * height as usize;
        Self { width, height, rows: vec![0; bytes] }
    }

    /// Dots across.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Dots down.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Bytes in a row.
    pub fn row_bytes(&self) -> usize {
        self.width.div_ceil(8) as usize
    }

    /// The packed dots of one row.
    pub fn row(&self, y: u32) -> &[u8] {
        let bytes = self.row_bytes();
        &self.rows[y as usize * bytes..][..bytes]
    }

    /// Whether a dot is black.
    pub fn is_ink(&self, x: u32, y: u32) -> bool {
        self.row(y)[x as usize / 8] & (0x80 >> (x % 8)) != 0
    }

    /// Blackens `length` dots of a row from `x`; what lies beyond the paper is left out.
    pub fn ink(&mut self, x: i32, y: i32, length: u32) {
        self.run(x, y, length, |byte, mask| byte | mask);
    }

    /// Whitens `length` dots of a row from `x`.
    pub fn clear(&mut self, x: i32, y: i32, length: u32) {
        self.run(x, y, length, |byte, mask| byte & !mask);
    }

    /// Blackens a rectangle.
    pub fn fill(&mut self, frame: Frame) {
        for y in frame.y..frame.bottom() {
            self.ink(frame.x as i32, y as i32, frame.width);
        }
    }

    fn run(&mut self, x: i32, y: i32, length: u32, change: impl Fn(u8, u8) -> u8) {
        let start = x.clamp(0, self.width as i32) as usize;
        let end = x.saturating_add_unsigned(length).clamp(0, self.width as i32) as usize;
        if y < 0 || y >= self.height as i32 || start >= end {
            return;
        }
        let bytes = self.row_bytes();
        let row = &mut self.rows[y as usize * bytes..][..bytes];
        let (first, last) = (start / 8, (end - 1) / 8);
        for (at, byte) in row[first..=last].iter_mut().enumerate() {
            let from = if at == 0 { 0xff_u8 >> (start % 8) } else { 0xff };
            let to = if first + at == last { !(0x7f_u8 >> ((end - 1) % 8)) } else { 0xff };
            *byte = change(*byte, from & to);
        }
    }

    /// The picture as a PNG file.
    pub fn to_png(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(::png::ColorType::Grayscale);
        encoder.set_depth(::png::BitDepth::One);
        encoder.set_compression(::png::Compression::Fast);
        encoder.set_pixel_dims(Some(::png::PixelDimensions {
            xppu: DOTS_PER_METRE,
            yppu: DOTS_PER_METRE,
            unit: ::png::Unit::Meter,
        }));
        let white_is_one: Vec<u8> = self.rows.iter().map(|byte| !byte).collect();
        let mut writer = encoder.write_header().expect("the size is not zero, and memory takes it");
        writer.write_image_data(&white_is_one).expect("there are as many bytes as the header says");
        writer.finish().expect("memory takes the end");
        file
    }
}
