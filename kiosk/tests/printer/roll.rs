//! Reads dots back from printer bytes and from PNG files.

use kiosk::printer::Bitmap;
use proptest::prelude::*;

pub(crate) fn any_picture() -> impl Strategy<Value = Bitmap> {
    let size = (prop_oneof![Just(576_u32), Just(384)], 1_u32..700);
    size.prop_flat_map(|(width, height)| {
        let stretch = (0..width as i32, 0..height as i32, 1_u32..200);
        proptest::collection::vec(stretch, 0..60).prop_map(move |stretches| {
            let mut picture = Bitmap::blank(width, height);
            for (x, y, length) in stretches {
                picture.ink(x, y, length);
            }
            picture
        })
    })
}

/// Does what the manual of an ESC/POS printer says, and refuses what is not in it.
pub(crate) fn print_on_a_roll(mut bytes: &[u8], width: u32) -> Bitmap {
    let mut rows: Vec<Vec<u8>> = Vec::new();
    assert_eq!(take(&mut bytes, 5), b"\x1b@\x1ba\x01");
    while bytes.starts_with(b"\x1dv0") {
        let head = take(&mut bytes, 8);
        assert_eq!(head[3], 0, "dots of the normal size");
        let across = usize::from(u16::from_le_bytes([head[4], head[5]]));
        let down = usize::from(u16::from_le_bytes([head[6], head[7]]));
        assert!((1..=255).contains(&down) && across * down <= 4096, "{across} x {down}");
        for row in take(&mut bytes, across * down).chunks(across) {
            rows.push(centred(row, width as usize / 8));
        }
    }
    assert_eq!(bytes, b"\x1dVB\x10");
    let mut bitmap = Bitmap::blank(width, rows.len() as u32);
    for (y, row) in rows.iter().enumerate() {
        ink_row(&mut bitmap, y, row);
    }
    bitmap
}

fn take<'b>(bytes: &mut &'b [u8], count: usize) -> &'b [u8] {
    let (taken, rest) = bytes.split_at(count);
    *bytes = rest;
    taken
}

fn centred(row: &[u8], across: usize) -> Vec<u8> {
    let inset = across - row.len();
    assert_eq!(inset % 2, 0, "a band in the middle starts at a whole byte");
    [&vec![0; inset / 2], row, &vec![0; inset / 2]].concat()
}

pub(crate) fn read_png(file: &[u8]) -> Bitmap {
    let mut reader =
        png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("it is a PNG file");
    let mut packed = vec![0; reader.output_buffer_size().expect("the slip fits in memory")];
    let info = reader.next_frame(&mut packed).expect("the file is whole");
    let mut bitmap = Bitmap::blank(info.width, info.height);
    for (y, row) in packed.chunks(info.line_size).enumerate() {
        let black_is_one: Vec<u8> = row.iter().map(|byte| !byte).collect();
        ink_row(&mut bitmap, y, &black_is_one);
    }
    bitmap
}

fn ink_row(bitmap: &mut Bitmap, y: usize, row: &[u8]) {
    for x in 0..bitmap.width() {
        if row[x as usize / 8] & (0x80 >> (x % 8)) != 0 {
            bitmap.ink(x as i32, y as i32, 1);
        }
    }
}
