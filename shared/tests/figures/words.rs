//! How figures are written.

use shared::lang::Lang;
use shared::text::hall::figures::{count, decimal, hours, length, minutes, share};

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    assert_eq!([count(0, Lang::Vi), count(999, Lang::Vi)], ["0", "999"]);
    assert_eq!([count(1_200, Lang::Vi), count(1_234_567, Lang::En)], ["1.200", "1,234,567"]);
    assert_eq!([decimal(Some(75), Lang::Vi), decimal(Some(75), Lang::En)], ["7,5", "7.5"]);
    assert_eq!([share(Some(125), Lang::Vi), share(Some(0), Lang::En)], ["12,5%", "0.0%"]);
}

#[test]
fn nothing_to_divide_by_is_a_dash_and_never_a_nought() {
    let written = [share(None, Lang::Vi), decimal(None, Lang::Vi), minutes(None, Lang::Vi)];

    assert_eq!(written, ["–", "–", "–"]);
    assert_eq!(length(None).vi, "–");
}

#[test]
fn lengths_of_time_are_as_exact_as_they_need_to_be() {
    let told = |seconds: u32| length(Some(seconds)).vi.replace('\u{a0}', " ");
    assert_eq!([told(0), told(40), told(90)], ["0 giây", "40 giây", "2 phút"]);
    assert_eq!(
        [told(720), told(3_599), told(3_900)],
        ["12 phút", "1 giờ 00 phút", "1 giờ 05 phút"]
    );
    let short = |seconds: u32| minutes(Some(seconds), Lang::Vi);
    assert_eq!([short(0), short(27), short(597), short(600)], ["0,0", "0,5", "10,0", "10"]);
    assert_eq!([hours(0, Lang::Vi), hours(27_000, Lang::Vi)], ["0,0", "7,5"]);
}
