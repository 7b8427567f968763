//! Sentences: the figures of the hall, their names and what each of them counts.

mod definition;
mod measure;
mod page;

pub use self::definition::*;
pub use self::measure::*;
pub use self::page::*;

use crate::lang::{Text, Words};
use crate::text::citizen::days;
use crate::ticket::ClassKind;

/// Names a series whose field is not known any more.
pub fn series_name(series: &str) -> Words {
    Words { vi: format!("Dãy số {series}"), en: format!("Series {series}") }
}

/// Names an officer whom the hall does not know any more.
pub const FORMER_OFFICER: Text =
    Text { vi: "Công chức đã rời sảnh", en: "A former officer" };

/// Names a class.
pub const fn class_name(class: ClassKind) -> Text {
    match class {
        ClassKind::Ordinary => Text { vi: "Thường", en: "Ordinary" },
        ClassKind::Priority => Text { vi: "Ưu tiên", en: "Priority" },
        ClassKind::Appointment => Text { vi: "Hẹn giờ", en: "Appointment" },
    }
}

/// Names an hour of the day.
pub fn hour_name(hour: u8) -> Words {
    let name = format!("{hour:02}:00–{:02}:00", u32::from(hour) + 1);
    Words { vi: name.clone(), en: name }
}

/// Names a period.
pub fn period_name(period: crate::figures::Period) -> Words {
    let (from, to) = (period.from.0, period.to.0);
    if from == to {
        return days::day(from);
    }
    let (from, to) = (days::figures(from), days::figures(to));
    Words { vi: format!("{from} đến {to}"), en: format!("{from} to {to}") }
}
