//! Sentences: the hall's voice, clip by clip, and what the display says of it.

use crate::announcement::Clip;
use crate::lang::{Lang, Text, Words};

/// Says that the browser keeps the sound off until a person touches the screen.
pub const REFUSED: Text = Text { vi: "Loa chưa bật", en: "Sound is off" };
/// Says how the sound is allowed.
pub const REFUSED_NEXT: Text =
    Text { vi: "Chạm màn hình để bật tiếng", en: "Touch the screen to turn it on" };
/// Says that no clip can be played.
pub const MUTE: Text = Text { vi: "Loa không phát được", en: "The voice cannot be played" };
/// Says where the calls are while the voice is silent.
pub const MUTE_NEXT: Text =
    Text { vi: "Xin Ông/Bà theo dõi số trên bảng", en: "Please watch the board" };
/// Says that the voice is being tried out.
pub const TESTING: Text = Text { vi: "Đang thử loa", en: "Trying the voice" };

/// Says that the voice can be heard.
pub const WHOLE: Text = Text { vi: "Loa đang bật", en: "Sound is on" };

/// Says that some clips are missing.
pub fn incomplete(clips: usize) -> Words {
    let plural = if clips == 1 { "" } else { "s" };
    Words {
        vi: format!("Loa thiếu {clips} đoạn tiếng"),
        en: format!("The voice lacks {clips} clip{plural}"),
    }
}

/// What is said in a clip; the chime says nothing.
pub fn spoken(clip: Clip, lang: Lang) -> Option<String> {
    let text = match clip {
        Clip::Chime => return None,
        Clip::Invite => {
            Text { vi: "Xin mời công dân có số thứ tự", en: "Now calling ticket number" }.get(lang)
        }
        Clip::InvitePriority => Text {
            vi: "Xin mời công dân ưu tiên có số thứ tự",
            en: "Now calling priority ticket number",
        }
        .get(lang),
        Clip::ToCounter => Text { vi: "đến quầy số", en: "please come to counter" }.get(lang),
        Clip::Letter(letter) => match lang {
            Lang::Vi => letter_vi(letter),
            Lang::En => return Some(letter.to_string()),
        },
        Clip::Digit(digit) => digit_word(digit).get(lang),
        Clip::Number(number) => number_word(number).get(lang),
        Clip::Tens => "mươi",
        Clip::Last(1) => "mốt",
        Clip::Last(4) => "tư",
        Clip::Last(_) => "lăm",
    };
    Some(text.to_owned())
}

fn digit_word(digit: u8) -> Text {
    const WORDS: [Text; 10] = [
        Text { vi: "không", en: "zero" },
        Text { vi: "một", en: "one" },
        Text { vi: "hai", en: "two" },
        Text { vi: "ba", en: "three" },
        Text { vi: "bốn", en: "four" },
        Text { vi: "năm", en: "five" },
        Text { vi: "sáu", en: "six" },
        Text { vi: "bảy", en: "seven" },
        Text { vi: "tám", en: "eight" },
        Text { vi: "chín", en: "nine" },
    ];
    WORDS[usize::from(digit % 10)]
}

/// Numbers said in one word; Vietnamese has one, English has the teens and the tens.
fn number_word(number: u8) -> Text {
    const TEENS: [&str; 10] = [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let en = match number {
        0..20 => TEENS[usize::from(number % 10)],
        20.. => TENS[usize::from(number / 10 - 2).min(TENS.len() - 1)],
    };
    Text { vi: "mười", en }
}

/// The names of the letters, as a Northern announcer says them.
fn letter_vi(letter: char) -> &'static str {
    match letter {
        'A' => "a",
        'B' => "bê",
        'C' => "xê",
        'D' => "dê",
        'Đ' => "đê",
        'E' => "e",
        'F' => "ép phờ",
        'G' => "giê",
        'H' => "hát",
        'I' => "i",
        'J' => "gi",
        'K' => "ca",
        'L' => "e lờ",
        'M' => "em mờ",
        'N' => "en nờ",
        'O' => "o",
        'P' => "pê",
        'Q' => "quy",
        'R' => "e rờ",
        'S' => "ét sì",
        'T' => "tê",
        'U' => "u",
        'V' => "vê",
        'W' => "vê kép",
        'X' => "ích xì",
        'Y' => "i dài",
        _ => "dét",
    }
}
