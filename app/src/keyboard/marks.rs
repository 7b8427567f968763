//! Letters with marks, taken apart into the keys that make them.

use shared::letters::take_apart;

use super::Method;

/// The five tones as combining marks, in the order of the tone bar.
pub const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31B}';
const BREVE: char = '\u{306}';

/// Says whether a key belongs to a word that is being composed.
pub fn is_of_word(key: char, method: Method) -> bool {
    match method {
        Method::Telex => key.is_alphabetic() || TONES.contains(&key),
        Method::Vni => key.is_alphabetic() || key.is_ascii_digit() || TONES.contains(&key),
    }
}

/// Gives the keys that make this letter after `word`; most letters are their own key.
pub fn keys_of(letter: char, word: &str, method: Method) -> Vec<char> {
    if matches!(letter, 'đ' | 'Đ') {
        let plain = if letter == 'đ' { 'd' } else { 'D' };
        return vec![plain, dyet_key(method)];
    }
    let mut keys: Vec<char> = Vec::new();
    let mut base = word.chars().next_back().unwrap_or('a');
    for part in take_apart(letter.encode_utf8(&mut [0; 4])).chars() {
        match mark_key(part, base, method) {
            Some(key) => keys.push(key),
            None => {
                base = part;
                keys.push(part);
            }
        }
    }
    keys
}

fn dyet_key(method: Method) -> char {
    match method {
        Method::Telex => 'd',
        Method::Vni => '9',
    }
}

fn mark_key(mark: char, base: char, method: Method) -> Option<char> {
    let tone = TONES.iter().position(|tone| *tone == mark);
    match (method, mark) {
        (Method::Telex, _) if tone.is_some() => ['s', 'f', 'r', 'x', 'j'].get(tone?).copied(),
        (Method::Vni, _) if tone.is_some() => ['1', '2', '3', '4', '5'].get(tone?).copied(),
        (Method::Telex, CIRCUMFLEX) => Some(base.to_ascii_lowercase()),
        (Method::Telex, HORN | BREVE) => Some('w'),
        (Method::Vni, CIRCUMFLEX) => Some('6'),
        (Method::Vni, HORN) => Some('7'),
        (Method::Vni, BREVE) => Some('8'),
        (Method::Telex | Method::Vni, _) => None,
    }
}
