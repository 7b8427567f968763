//! A canary: a word that must be found nowhere, in none of the ways it could be written.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::{BASE64, BASE64URL, HEXLOWER};
use shared::fold::fold;

/// Words that must not be found.
pub struct Canary {
    needles: Vec<Vec<u8>>,
}

impl Canary {
    /// Looks for these words, each long and odd enough to stand nowhere by chance.
    pub fn of(words: &[&str]) -> Self {
        let mut needles: Vec<Vec<u8>> = words.iter().flat_map(|word| ways_to_write(word)).collect();
        needles.sort();
        needles.dedup();
        Self { needles }
    }

    /// Every file, below these folders or named itself, in which it stands.
    pub fn found_in(&self, places: &[PathBuf]) -> Vec<PathBuf> {
        let mut files = Vec::new();
        places.iter().for_each(|place| gather(place, &mut files));
        files.retain(|file| {
            let bytes = fs::read(file).unwrap_or_default();
            let name = file.to_string_lossy();
            self.stands_in(&bytes) || self.stands_in(name.as_bytes())
        });
        files
    }

    /// Whether it stands in some bytes.
    pub fn stands_in(&self, bytes: &[u8]) -> bool {
        self.needles.iter().any(|needle| holds(bytes, needle))
    }
}

/// Plain, folded, in upper case, in two bytes a letter, escaped in JSON, in hexadecimal, and in
/// base64 from each of three beginnings.
fn ways_to_write(word: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let escaped: String = word
        .encode_utf16()
        .map(|unit| match char::from_u32(u32::from(unit)).filter(char::is_ascii) {
            Some(sign) => sign.to_string(),
            None => format!("\\u{unit:04x}"),
        })
        .collect();
    let mut ways = vec![
        word.as_bytes().to_vec(),
        fold(word).into_bytes(),
        word.to_uppercase().into_bytes(),
        utf16,
        escaped.into_bytes(),
        HEXLOWER.encode(word.as_bytes()).into_bytes(),
    ];
    for before in 0..3 {
        for encoding in [&BASE64, &BASE64URL] {
            let padded = [&vec![0; before][..], word.as_bytes()].concat();
            let text = encoding.encode(&padded[..padded.len() / 3 * 3]);
            let first_of_the_word = (before * 8).div_ceil(6);
            ways.push(text.as_bytes()[first_of_the_word..].to_vec());
        }
    }
    ways
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return false };
    let mut from = 0;
    while let Some(found) = bytes[from..].iter().position(|byte| byte == first) {
        from += found;
        if bytes[from..].starts_with(needle) {
            return true;
        }
        from += 1;
    }
    false
}

fn gather(place: &Path, files: &mut Vec<PathBuf>) {
    if place.is_dir() {
        for entry in fs::read_dir(place).into_iter().flatten().flatten() {
            gather(&entry.path(), files);
        }
    } else {
        files.push(place.to_owned());
    }
}
