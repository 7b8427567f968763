//! How figures are written: lengths of time, shares, decimals, and nothing where nothing was.

use crate::lang::{Lang, Words};

/// Stands where there is nothing to divide by.
pub const NOTHING: &str = "–";

/// Writes a length of time: "40 giây", "12 phút", "1 giờ 05 phút".
pub fn length(seconds: Option<u32>) -> Words {
    let Some(seconds) = seconds else { return same(NOTHING.to_owned()) };
    let minutes = seconds.saturating_add(30) / 60;
    match (seconds, minutes) {
        (0..60, _) => {
            Words { vi: format!("{seconds}\u{a0}giây"), en: format!("{seconds}\u{a0}s") }
        }
        (_, ..60) => {
            Words { vi: format!("{minutes}\u{a0}phút"), en: format!("{minutes}\u{a0}min") }
        }
        (_, _) => {
            let (hours, rest) = (minutes / 60, minutes % 60);
            Words {
                vi: format!("{hours}\u{a0}giờ {rest:02}\u{a0}phút"),
                en: format!("{hours}\u{a0}h {rest:02}\u{a0}min"),
            }
        }
    }
}

/// Writes minutes without their name: "7,5", "12".
pub fn minutes(seconds: Option<u32>, lang: Lang) -> String {
    match seconds {
        None => NOTHING.to_owned(),
        Some(seconds) if seconds < 600 => decimal(Some((seconds + 3) / 6), lang),
        Some(seconds) => count((seconds + 30) / 60, lang),
    }
}

/// Writes hours without their name: "7,5".
pub fn hours(seconds: u64, lang: Lang) -> String {
    decimal(u32::try_from((seconds + 180) / 360).ok(), lang)
}

/// Writes tenths as a decimal number: "7,5".
pub fn decimal(tenths: Option<u32>, lang: Lang) -> String {
    tenths.map_or_else(
        || NOTHING.to_owned(),
        |tenths| format!("{}{}{}", count(tenths / 10, lang), decimal_sign(lang), tenths % 10),
    )
}

/// Writes a share: "12,5%".
pub fn share(permille: Option<u32>, lang: Lang) -> String {
    match permille {
        None => NOTHING.to_owned(),
        Some(_) => decimal(permille, lang) + "%",
    }
}

/// Writes a whole number: "1.200".
pub fn count(number: u32, lang: Lang) -> String {
    let digits = number.to_string();
    let sign = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(sign);
        }
        written.push(digit);
    }
    written
}

fn decimal_sign(lang: Lang) -> char {
    match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    }
}

fn same(text: String) -> Words {
    Words { vi: text.clone(), en: text }
}
