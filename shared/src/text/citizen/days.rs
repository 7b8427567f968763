//! Sentences: days, hours and opening times.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::lang::{Text, Words};
use crate::working_time::{OpenDay, OpeningHours};

/// The name of a day of the week.
pub const fn weekday(day: Weekday) -> Text {
    match day {
        Weekday::Mon => Text { vi: "thứ Hai", en: "Monday" },
        Weekday::Tue => Text { vi: "thứ Ba", en: "Tuesday" },
        Weekday::Wed => Text { vi: "thứ Tư", en: "Wednesday" },
        Weekday::Thu => Text { vi: "thứ Năm", en: "Thursday" },
        Weekday::Fri => Text { vi: "thứ Sáu", en: "Friday" },
        Weekday::Sat => Text { vi: "thứ Bảy", en: "Saturday" },
        Weekday::Sun => Text { vi: "Chủ nhật", en: "Sunday" },
    }
}

/// A day with its weekday: "thứ Hai, 23/11/2026".
pub fn day(day: NaiveDate) -> Words {
    let name = weekday(day.weekday());
    let figures = figures(day);
    Words { vi: format!("{}, {figures}", name.vi), en: format!("{}, {figures}", name.en) }
}

/// A day in figures: "23/11/2026".
pub fn figures(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// A time of day: "14:05".
pub fn time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A moment: "14:05, 23/11/2026".
pub fn moment(at: NaiveDateTime) -> String {
    format!("{}, {}", time(at.time()), figures(at.date()))
}

/// The week of a hall, a line for each group of days.
pub fn opening_hours(hours: &OpeningHours) -> Vec<Words> {
    hours.0.iter().map(open_day).collect()
}

fn open_day(open: &OpenDay) -> Words {
    let spans: Vec<String> = open
        .sessions
        .iter()
        .map(|session| format!("{}–{}", time(session.from), time(session.to)))
        .collect();
    Words {
        vi: format!("{}: {}", capital(&days(&open.days, |text| text.vi, "đến")), spans.join(", ")),
        en: format!("{}: {}", days(&open.days, |text| text.en, "to"), spans.join(", ")),
    }
}

/// Days in a row as a span, others one by one.
fn days(days: &[Weekday], choose: fn(Text) -> &'static str, to: &str) -> String {
    let is_row = days.windows(2).all(|pair| pair[0].succ() == pair[1]);
    match days {
        [first, .., last] if is_row => {
            format!("{} {to} {}", choose(weekday(*first)), choose(weekday(*last)))
        }
        _ => days.iter().map(|day| choose(weekday(*day))).collect::<Vec<_>>().join(", "),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
