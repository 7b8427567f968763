//! Folds Vietnamese text for searching: no accents, no barred d, no case, single spaces.

use crate::letters::{is_mark, take_apart};

/// Folds a text; two spellings that people would search alike become equal.
///
/// Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let plain = take_apart(text);
    let small: String =
        plain.chars().filter(|c| !is_dropped(*c)).flat_map(char::to_lowercase).collect();
    for letter in take_apart(&small).chars().filter(|c| !is_dropped(*c)) {
        match letter {
            '\u{0111}' => folded.push('d'),
            space if space.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            letter => folded.push(letter),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Marks over and under letters, and characters without width.
fn is_dropped(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}')
}
