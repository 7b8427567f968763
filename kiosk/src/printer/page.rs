//! A slip as a document of one page, for printers that take documents and not dots.

use std::fmt::Write as _;

use super::Bitmap;

/// Dots to the inch of a paper roll printer.
const DOTS_PER_INCH: f32 = 203.0;
/// Points to the inch, the unit of PDF.
const POINTS_PER_INCH: f32 = 72.0;
/// Millimetres to the inch.
const MM_PER_INCH: f32 = 25.4;

/// A document that a printer may accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    /// One page of the slip's own size.
    Pdf,
    /// A picture that knows its dots to the metre.
    Png,
}

impl PageFormat {
    /// Every format, the one that keeps the size best first.
    pub const ALL: [Self; 2] = [Self::Pdf, Self::Png];

    /// The name that printers know it by.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
        }
    }

    /// Writes the document.
    pub fn write(self, bitmap: &Bitmap) -> Vec<u8> {
        match self {
            Self::Pdf => pdf(bitmap),
            Self::Png => bitmap.to_png(),
        }
    }
}

/// Width and height of a slip in millimetres.
pub(super) fn millimetres(bitmap: &Bitmap) -> (u32, u32) {
    let millimetres = |dots: u32| (dots as f32 * MM_PER_INCH / DOTS_PER_INCH).ceil() as u32;
    (millimetres(bitmap.width()), millimetres(bitmap.height()))
}

/// One page that holds nothing but the picture, dot by dot.
fn pdf(bitmap: &Bitmap) -> Vec<u8> {
    let points = |dots: u32| dots as f32 * POINTS_PER_INCH / DOTS_PER_INCH;
    let (width, height) = (points(bitmap.width()), points(bitmap.height()));
    let dots: Vec<u8> = (0..bitmap.height()).flat_map(|y| bitmap.row(y)).copied().collect();
    let drawing = format!("q {width:.3} 0 0 {height:.3} 0 0 cm /Slip Do Q");
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.3} {height:.3}]\
         /Resources<</XObject<</Slip 4 0 R>>>>/Contents 5 0 R>>"
    );
    let picture = format!(
        "<</Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceGray\
         /BitsPerComponent 1/Decode[1 0]/Length {}>>",
        bitmap.width(),
        bitmap.height(),
        dots.len()
    );
    let mut file = Pdf::begin();
    file.object("<</Type/Catalog/Pages 2 0 R>>", None);
    file.object("<</Type/Pages/Kids[3 0 R]/Count 1>>", None);
    file.object(&page, None);
    file.object(&picture, Some(&dots));
    file.object(&format!("<</Length {}>>", drawing.len()), Some(drawing.as_bytes()));
    file.end()
}

/// A PDF file being written: its bytes, and where each object begins.
struct Pdf {
    bytes: Vec<u8>,
    begins: Vec<usize>,
}

impl Pdf {
    fn begin() -> Self {
        Self { bytes: b"%PDF-1.4\n".to_vec(), begins: Vec::new() }
    }

    fn object(&mut self, dictionary: &str, stream: Option<&[u8]>) {
        self.begins.push(self.bytes.len());
        let number = self.begins.len();
        self.bytes.extend(format!("{number} 0 obj\n{dictionary}\n").bytes());
        if let Some(stream) = stream {
            self.bytes.extend(b"stream\n");
            self.bytes.extend(stream);
            self.bytes.extend(b"\nendstream\n");
        }
        self.bytes.extend(b"endobj\n");
    }

    fn end(mut self) -> Vec<u8> {
        let (table, count) = (self.bytes.len(), self.begins.len() + 1);
        let mut end = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for begin in self.begins {
            writeln!(end, "{begin:010} 00000 n ").expect("a string takes every text");
        }
        write!(end, "trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n")
            .expect("a string takes every text");
        self.bytes.extend(end.bytes());
        self.bytes
    }
}
