//! Folding: the same words typed in different ways become the same text.

use proptest::prelude::*;
use shared::fold::fold;

#[test]
fn accents_case_spaces_and_the_barred_d_do_not_matter() {
    let table = [
        ("Đăng ký KHAI  SINH", "dang ky khai sinh"),
        ("  khai\u{A0}sinh\n", "khai sinh"),
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        ("H'Hen Niê", "h'hen nie"),
        ("ĐƯỜNG Nguyễn Huệ", "duong nguyen hue"),
        ("", ""),
    ];

    for (text, expected) in table {
        assert_eq!(fold(text), expected);
    }
}

#[test]
fn decomposed_input_folds_like_composed_input() {
    let composed = "Giấy xác nhận tình trạng hôn nhân";
    let decomposed = "Gia\u{302}\u{301}y xa\u{301}c nha\u{323}\u{302}n ti\u{300}nh tra\u{323}ng \
                      ho\u{302}n nha\u{302}n";

    assert_ne!(composed, decomposed);
    assert_eq!(fold(decomposed), fold(composed));
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing_more(
        text in "\\PC{0,60}|[a-zà-ỹÀ-ỸđĐ \u{300}-\u{323}]{0,60}",
    ) {
        let once = fold(&text);

        prop_assert_eq!(fold(&once), once);
    }
}
