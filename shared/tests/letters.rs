//! Letters taken apart and put together say the same as Unicode's own rules for Latin letters.

use proptest::prelude::*;
use shared::letters::{count, is_mark, put_together, take_apart};
use unicode_normalization::UnicodeNormalization;

#[test]
fn a_letter_with_two_marks_is_taken_apart_in_the_fixed_order() {
    assert_eq!(take_apart("\u{1EAD}"), "a\u{323}\u{302}");
}

#[test]
fn marks_typed_in_any_order_make_the_same_letter() {
    assert_eq!(put_together("a\u{302}\u{323}"), "\u{1EAD}");
    assert_eq!(put_together("a\u{323}\u{302}"), "\u{1EAD}");
    assert_eq!(put_together("\u{E2}\u{323}"), "\u{1EAD}");
}

#[test]
fn every_latin_letter_is_taken_apart_and_put_together_as_unicode_does() {
    for letter in ('\u{20}'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}') {
        let text = letter.to_string();
        let apart: String = text.nfd().collect();

        assert_eq!(take_apart(&text), apart, "{letter:?}");
        assert_eq!(put_together(&apart), apart.nfc().collect::<String>(), "{letter:?}");
    }
}

#[test]
fn a_letter_and_its_marks_count_as_one() {
    assert_eq!(count("Tr\u{1EA7}n"), 4);
    assert_eq!(count("Tra\u{302}\u{300}n"), 4);
    assert!(is_mark('\u{300}') && !is_mark('\u{111}'));
}

proptest! {
    #[test]
    fn any_latin_text_is_treated_as_unicode_does(
        text in "[a-zA-Z\u{C0}-\u{24F}\u{1E00}-\u{1EFF}\
                  \u{300}-\u{304}\u{306}-\u{30C}\u{31B}\u{323} ]{0,24}",
    ) {
        prop_assert_eq!(take_apart(&text), text.nfd().collect::<String>());
        prop_assert_eq!(put_together(&text), text.nfc().collect::<String>());
    }

    #[test]
    fn putting_together_twice_changes_nothing_more(text in "\\PC{0,24}") {
        let once = put_together(&text);
        prop_assert_eq!(put_together(&once), once);
    }
}
