//! Composes Vietnamese words out of keys. A word is kept as the keys that made it, so that marks
//! can come at any place and the last key can be taken back.

use vi::processor::AccentStyle;
use vi::{IncrementalBuffer, TELEX, VNI};

use super::Method;
use super::marks::{is_of_word, keys_of};

/// The word before the caret, as keys and as it stands in the field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composer {
    keys: Vec<char>,
    shown: String,
}

/// Longer runs are not words.
const KEYS_MAX: usize = 24;

impl Composer {
    /// Begins anew, as after the caret moved elsewhere.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Gives the text before the caret after this key.
    pub fn type_letter(&mut self, before: &str, letter: char, method: Method) -> String {
        if !is_of_word(letter, method) {
            self.forget();
            return format!("{before}{letter}");
        }
        let stem = self.take_up(before, method);
        self.keys.extend(keys_of(letter, &self.shown, method));
        self.shown = compose(&self.keys, method);
        format!("{stem}{}", self.shown)
    }

    /// Gives the text before the caret after the last key was taken back: a mark goes before the
    /// letter that bears it.
    pub fn take_away(&mut self, before: &str, method: Method) -> String {
        match before.strip_suffix(self.shown.as_str()) {
            Some(stem) if !self.keys.is_empty() => {
                self.keys.pop();
                self.shown = compose(&self.keys, method);
                format!("{stem}{}", self.shown)
            }
            Some(_) | None => {
                self.forget();
                let mut letters = before.chars();
                letters.next_back();
                letters.as_str().to_owned()
            }
        }
    }

    /// Goes on with the word before the caret, and gives what stands before that word.
    fn take_up<'a>(&mut self, before: &'a str, method: Method) -> &'a str {
        let at = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let (stem, word) = before.split_at(at);
        if word != self.shown || self.keys.len() > KEYS_MAX {
            self.keys = word.chars().flat_map(|letter| keys_of(letter, "", method)).collect();
            self.shown = word.to_owned();
        }
        // A word that no keys make, such as one of another language, is left as it stands.
        if compose(&self.keys, method) != word {
            self.forget();
            return before;
        }
        stem
    }
}

fn compose(keys: &[char], method: Method) -> String {
    let definition = match method {
        Method::Telex => &TELEX,
        Method::Vni => &VNI,
    };
    let mut buffer = IncrementalBuffer::new_with_style(definition, AccentStyle::Old);
    for key in keys {
        // What one key did does not matter, only what all of them make.
        let _ = buffer.push(*key);
    }
    buffer.view().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telex_writes_a_name() {
        let text = typed("Nguyeenx Thij Hoaf", Method::Telex);

        assert_eq!(text, "Nguyễn Thị Hòa");
    }

    #[test]
    fn vni_writes_the_same_name() {
        let text = typed("Nguye6n4 Thi5 Hoa2", Method::Vni);

        assert_eq!(text, "Nguyễn Thị Hòa");
    }

    #[test]
    fn marks_may_come_at_the_end_of_the_word() {
        assert_eq!(typed("dduowngf", Method::Telex), "đường");
        assert_eq!(typed("truongwf", Method::Telex), "trường");
    }

    #[test]
    fn backspace_takes_a_tone_before_a_letter() {
        let mut composer = Composer::default();
        let typed = type_all(&mut composer, "vieetj", Method::Telex);

        let untoned = composer.take_away(&typed, Method::Telex);

        assert_eq!((typed.as_str(), untoned.as_str()), ("việt", "viêt"));
    }

    #[test]
    fn a_word_that_stands_already_can_still_get_a_tone() {
        let mut composer = Composer::default();

        let text = composer.type_letter("Trân", 'f', Method::Telex);

        assert_eq!(text, "Trần");
    }

    #[test]
    fn a_letter_key_with_its_own_mark_works_in_both_methods() {
        assert_eq!(typed("đương\u{300}", Method::Telex), "đường");
        assert_eq!(typed("đương\u{300}", Method::Vni), "đường");
    }

    #[test]
    fn the_same_tone_key_twice_writes_the_letter() {
        assert_eq!(typed("ass", Method::Telex), "as");
    }

    #[test]
    fn figures_and_signs_stay_what_they_are_in_telex() {
        assert_eq!(typed("H'Hen 12", Method::Telex), "H'Hen 12");
    }

    fn typed(keys: &str, method: Method) -> String {
        type_all(&mut Composer::default(), keys, method)
    }

    fn type_all(composer: &mut Composer, keys: &str, method: Method) -> String {
        keys.chars().fold(String::new(), |text, key| composer.type_letter(&text, key, method))
    }
}
