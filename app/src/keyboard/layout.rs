//! Which keys are shown for which field.

use shared::text::citizen::kiosk as words;

use super::Method;
use super::marks::TONES;
use crate::ui::{Key, KeyPress, KeyWidth};

/// What is written into a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Script {
    /// Vietnamese words.
    #[default]
    Vietnamese,
    /// A person's name: each word begins in a capital.
    Name,
    /// Letters and figures without marks, such as a mailbox.
    Plain,
    /// A code in capitals and figures.
    Code,
    /// Figures only.
    Figures,
}

impl Script {
    /// Whether keys compose Vietnamese letters.
    pub fn composes(self) -> bool {
        match self {
            Self::Vietnamese | Self::Name => true,
            Self::Plain | Self::Code | Self::Figures => false,
        }
    }

    /// Whether the next letter begins in a capital.
    pub fn begins_in_capitals(self, before: &str) -> bool {
        match self {
            Self::Name => before.is_empty() || before.ends_with(' '),
            Self::Vietnamese => before.is_empty(),
            Self::Code => true,
            Self::Plain | Self::Figures => false,
        }
    }
}

/// A set of keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layer {
    /// Letters.
    #[default]
    Letters,
    /// Figures and signs.
    Signs,
}

/// The code of the key that changes the method.
const METHOD: u8 = 9;

impl Layer {
    /// The set that is shown first.
    pub fn first(_script: Script) -> Self {
        Self::Letters
    }

    /// Reads the code of a key; the key for the method is no set.
    pub fn of(code: u8) -> Option<Self> {
        match code {
            METHOD => None,
            1 => Some(Self::Signs),
            _ => Some(Self::Letters),
        }
    }
}

const LETTERS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const SIGNS: [&str; 3] = ["1234567890", "@-_/:;()&", ".,?!'\"+"];
const PAD: [&str; 3] = ["123", "456", "789"];

/// The rows of keys for a script.
pub fn rows(script: Script, layer: Layer, method: Method, is_shifted: bool) -> Vec<Vec<Key>> {
    match (script, layer) {
        (Script::Figures, _) => pad(),
        (_, Layer::Signs) => signs(script),
        (Script::Vietnamese | Script::Name, Layer::Letters) => {
            let mut all = vec![marks(method, is_shifted)];
            all.extend(letters(script, method, is_shifted));
            all
        }
        (Script::Plain | Script::Code, Layer::Letters) => {
            let mut all = vec![characters(SIGNS[0])];
            all.extend(letters(script, method, is_shifted));
            all
        }
    }
}

/// The bar of marks: letters with marks and the five tones; for VNI the figures that make them.
fn marks(method: Method, is_shifted: bool) -> Vec<Key> {
    match method {
        Method::Telex => {
            let marked =
                words::MARKED_LETTERS.map(|letter| Key::character(cased(letter, is_shifted)));
            marked.into_iter().chain(tones()).collect()
        }
        Method::Vni => characters(SIGNS[0]).into_iter().chain(tones()).collect(),
    }
}

fn tones() -> impl Iterator<Item = Key> {
    TONES.into_iter().zip(words::TONES).map(|(tone, name)| Key {
        press: KeyPress::Character(tone),
        label: name.vi.to_owned(),
        width: KeyWidth::Wide,
        is_held: false,
    })
}

fn letters(script: Script, method: Method, is_shifted: bool) -> Vec<Vec<Key>> {
    let row = |letters: &str| -> Vec<Key> {
        letters.chars().map(|letter| Key::character(cased(letter, is_shifted))).collect()
    };
    let mut shift = Key::special(KeyPress::Shift, "", KeyWidth::Wide);
    shift.is_held = is_shifted;
    let mut last = vec![shift];
    last.extend(row(LETTERS[2]));
    last.push(Key::special(KeyPress::Backspace, "", KeyWidth::Wide));
    vec![row(LETTERS[0]), row(LETTERS[1]), last, foot(script, method, (1, "123"))]
}

fn signs(script: Script) -> Vec<Vec<Key>> {
    let mut last = characters(SIGNS[2]);
    last.push(Key::special(KeyPress::Backspace, "", KeyWidth::Wide));
    let foot = foot(script, Method::Telex, (0, "ABC"));
    vec![characters(SIGNS[0]), characters(SIGNS[1]), last, foot]
}

fn foot(script: Script, method: Method, (layer, label): (u8, &str)) -> Vec<Key> {
    let mut keys = vec![Key::special(KeyPress::Layer(layer), label, KeyWidth::Wide)];
    if script.composes() && layer == 1 {
        let name = match method {
            Method::Telex => words::TELEX,
            Method::Vni => words::VNI,
        };
        keys.push(Key::special(KeyPress::Layer(METHOD), name.vi, KeyWidth::Wide));
    }
    match script {
        Script::Plain => keys.extend(['@', '.'].map(Key::character)),
        Script::Code => keys.push(Key::character('-')),
        Script::Vietnamese | Script::Name | Script::Figures => {}
    }
    keys.push(Key::special(KeyPress::Space, "", KeyWidth::Rest));
    keys.push(Key::special(KeyPress::Hide, "", KeyWidth::Wide));
    keys.push(Key::special(KeyPress::Enter, "", KeyWidth::Double));
    keys
}

fn pad() -> Vec<Vec<Key>> {
    let mut rows: Vec<Vec<Key>> = PAD.iter().map(|row| characters(row)).collect();
    rows.push(vec![
        Key::special(KeyPress::Backspace, "", KeyWidth::One),
        Key::character('0'),
        Key::special(KeyPress::Enter, "", KeyWidth::One),
    ]);
    rows
}

fn characters(row: &str) -> Vec<Key> {
    row.chars().map(Key::character).collect()
}

fn cased(letter: char, is_shifted: bool) -> char {
    if is_shifted { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
}
