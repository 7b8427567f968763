//! Sentences: the clock of a dossier.

use chrono::{NaiveDateTime, TimeDelta};

use crate::lang::Words;
use crate::text::citizen::days;
use crate::working_time::DeadlineClock;

/// The working minutes of one working day.
const DAY_MINUTES: u32 = 8 * 60;

/// Says how much working time is left, or how long ago it ran out.
pub fn deadline(clock: DeadlineClock) -> Words {
    match clock {
        DeadlineClock::Left { minutes } => {
            let span = span(minutes);
            Words { vi: format!("còn {} làm việc", span.vi), en: format!("{} left", span.en) }
        }
        DeadlineClock::Overdue { minutes } => {
            let span = span(minutes);
            Words { vi: format!("quá hạn {}", span.vi), en: format!("{} overdue", span.en) }
        }
    }
}

/// Says until when, where the working hours are not known.
pub fn until(deadline: NaiveDateTime, now: NaiveDateTime) -> Words {
    let moment = moment(deadline, now);
    if now <= deadline {
        Words {
            vi: format!("tiếp nhận trước {}", moment.vi),
            en: format!("accept before {}", moment.en),
        }
    } else {
        Words {
            vi: format!("quá hạn từ {}", moment.vi),
            en: format!("overdue since {}", moment.en),
        }
    }
}

/// Names a moment as near days are spoken of: "15:30 hôm nay".
pub fn moment(at: NaiveDateTime, now: NaiveDateTime) -> Words {
    let time = days::time(at.time());
    let (vi, en) = match (at.date() - now.date()).num_days() {
        0 => ("hôm nay".to_owned(), "today".to_owned()),
        1 => ("ngày mai".to_owned(), "tomorrow".to_owned()),
        -1 => ("hôm qua".to_owned(), "yesterday".to_owned()),
        _ => {
            let day = days::figures(at.date());
            (format!("ngày {day}"), day)
        }
    };
    Words { vi: format!("{time} {vi}"), en: format!("{time} {en}") }
}

/// Says how long ago a list was fetched.
pub fn fetched(ago: TimeDelta) -> Words {
    match ago.num_minutes() {
        ..1 => Words { vi: "vừa cập nhật".to_owned(), en: "just updated".to_owned() },
        minutes => Words {
            vi: format!("cập nhật {minutes} phút trước"),
            en: format!("updated {minutes} min ago"),
        },
    }
}

/// A stretch of working time: whole days, else whole hours, else minutes, always rounded down.
fn span(minutes: u32) -> Words {
    if minutes >= DAY_MINUTES {
        let days = minutes / DAY_MINUTES;
        Words { vi: format!("{days} ngày"), en: plural(days, "working day") }
    } else if minutes >= 60 {
        let hours = minutes / 60;
        Words { vi: format!("{hours} giờ"), en: plural(hours, "working hour") }
    } else {
        Words { vi: format!("{minutes} phút"), en: plural(minutes, "working minute") }
    }
}

fn plural(count: u32, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
