//! Latin letters and their marks, taken apart and put together, as Vietnamese needs them.
//!
//! Unicode's own tables for all scripts are larger than the rest of these rules together, and a
//! phone would have to fetch them. Other scripts pass through unchanged.

use crate::text::letters::{MARKED, MARKED_COUNT};

/// Letter, letter without its last mark, mark.
type Marked = [u16; 3];

static TABLE: [Marked; MARKED_COUNT] = table();

/// Takes every letter apart: first the plain letter, then its marks in their fixed order.
pub fn take_apart(text: &str) -> String {
    let mut apart: Vec<char> = Vec::with_capacity(text.len());
    for letter in text.chars() {
        push_apart(letter, &mut apart);
    }
    apart.into_iter().collect()
}

/// Puts every letter together with the marks that follow it.
pub fn put_together(text: &str) -> String {
    if !text.chars().any(|c| class(c) > 0) {
        return text.to_owned();
    }
    let mut apart: Vec<char> = Vec::with_capacity(text.len());
    for letter in text.chars() {
        push_apart(letter, &mut apart);
    }
    compose(&apart)
}

/// Says whether a character stands over, under or through the letter before it.
pub fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Counts characters as people do: a letter and its marks are one.
pub fn count(text: &str) -> usize {
    text.chars()
        .filter(|c| !is_mark(*c) && !matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}'))
        .count()
}

fn push_apart(letter: char, apart: &mut Vec<char>) {
    match parts(letter) {
        Some((base, mark)) => {
            push_apart(base, apart);
            push_mark(mark, apart);
        }
        None if class(letter) > 0 => push_mark(letter, apart),
        None => apart.push(letter),
    }
}

/// Adds a mark after those that stand nearer to the letter.
fn push_mark(mark: char, apart: &mut Vec<char>) {
    let own = class(mark);
    let after = |c: &char| class(*c) <= own;
    let place = apart.iter().rposition(after).map_or(0, |place| place + 1);
    apart.insert(place, mark);
}

fn compose(apart: &[char]) -> String {
    let mut whole: Vec<char> = Vec::with_capacity(apart.len());
    let mut starter: Option<usize> = None;
    let mut last_class = 0;
    for &c in apart {
        let own = class(c);
        let is_free = last_class == 0 || last_class < own;
        let base = starter.filter(|_| own > 0 && is_free);
        match base.and_then(|place| Some((place, composed(whole[place], c)?))) {
            Some((place, letter)) => whole[place] = letter,
            None => {
                if own == 0 {
                    starter = Some(whole.len());
                }
                last_class = own;
                whole.push(c);
            }
        }
    }
    whole.into_iter().collect()
}

fn parts(letter: char) -> Option<(char, char)> {
    let code = u16::try_from(u32::from(letter)).ok().filter(|code| *code >= TABLE[0][0])?;
    let place = TABLE.binary_search_by_key(&code, |row| row[0]).ok()?;
    Some((character(TABLE[place][1]), character(TABLE[place][2])))
}

fn composed(base: char, mark: char) -> Option<char> {
    let wanted = (u32::from(base), u32::from(mark));
    let is_wanted = |row: &&Marked| (u32::from(row[1]), u32::from(row[2])) == wanted;
    TABLE.iter().find(is_wanted).map(|row| character(row[0]))
}

/// The canonical combining class of a mark of Latin letters; 0 for everything else.
fn class(c: char) -> u8 {
    match c {
        '\u{321}' | '\u{322}' | '\u{327}' | '\u{328}' => 202,
        '\u{31B}' => 216,
        '\u{316}'..='\u{319}'
        | '\u{31C}'..='\u{320}'
        | '\u{323}'..='\u{326}'
        | '\u{329}'..='\u{333}' => 220,
        '\u{334}'..='\u{338}' => 1,
        '\u{300}'..='\u{314}' | '\u{33D}'..='\u{33F}' => 230,
        _ => 0,
    }
}

fn character(code: u16) -> char {
    char::from_u32(u32::from(code)).expect("the table lists characters only")
}

/// Reads [`MARKED`] while compiling.
const fn table() -> [Marked; MARKED_COUNT] {
    let bytes = MARKED.as_bytes();
    let mut rows = [[0; 3]; MARKED_COUNT];
    let mut at = 0;
    let mut letter = 0;
    while at < bytes.len() {
        let (code, length) = read(bytes, at);
        rows[letter / 3][letter % 3] = code;
        letter += 1;
        at += length;
    }
    assert!(letter == 3 * MARKED_COUNT, "every row has three letters");
    rows
}

/// Reads one letter of up to three bytes of UTF-8.
const fn read(bytes: &[u8], at: usize) -> (u16, usize) {
    let first = bytes[at] as u16;
    if first < 0x80 {
        (first, 1)
    } else if first < 0xE0 {
        (((first & 0x1F) << 6) | (bytes[at + 1] as u16 & 0x3F), 2)
    } else {
        let (second, third) = (bytes[at + 1] as u16 & 0x3F, bytes[at + 2] as u16 & 0x3F);
        (((first & 0x0F) << 12) | (second << 6) | third, 3)
    }
}
