//! Sentences: the page of the figures, and the tables that leave it.

use crate::lang::{Text, Words};
use crate::text::citizen::days;
use crate::time::ServiceDay;

/// Names the page.
pub const TITLE: Text = Text { vi: "Số liệu của sảnh", en: "Figures of the hall" };
/// Leads from the counter to the page.
pub const OPEN_PAGE: Text = Text { vi: "Số liệu", en: "Figures" };
/// Leads back to the counter.
pub const TO_COUNTER: Text = Text { vi: "Về quầy", en: "To the counter" };
/// Asks to sign in.
pub const SIGN_IN_FIRST: Text = Text {
    vi: "Ông/Bà cần đăng nhập tại quầy để xem số liệu.",
    en: "Please sign in at a counter to see the figures.",
};
/// Leads to the sign-in.
pub const TO_SIGN_IN: Text = Text { vi: "Đăng nhập tại quầy", en: "Sign in at a counter" };

/// Names the choice of the period.
pub const PERIOD: Text = Text { vi: "Khoảng thời gian", en: "Period" };
/// Chooses the running day.
pub const TODAY: Text = Text { vi: "Hôm nay", en: "Today" };
/// Chooses the day before.
pub const YESTERDAY: Text = Text { vi: "Hôm qua", en: "Yesterday" };
/// Chooses the last seven days.
pub const LAST_SEVEN: Text = Text { vi: "7 ngày qua", en: "Last 7 days" };
/// Chooses the day before the one in view.
pub const DAY_BEFORE: Text = Text { vi: "Ngày trước", en: "Day before" };
/// Chooses the day after the one in view.
pub const DAY_AFTER: Text = Text { vi: "Ngày sau", en: "Day after" };
/// Prints the page.
pub const PRINT: Text = Text { vi: "In trang này", en: "Print" };
/// Takes the figures along as a workbook.
pub const TO_XLSX: Text = Text { vi: "Tải XLSX", en: "XLSX" };
/// Takes the figures along as text.
pub const TO_CSV: Text = Text { vi: "Tải CSV", en: "CSV" };

/// Heads the state of the hall at this moment.
pub const NOW: Text = Text { vi: "Lúc này", en: "At this moment" };
/// Names those who wait.
pub const WAITING_NOW: Text = Text { vi: "Đang chờ", en: "Waiting" };
/// Names the longest wait that goes on.
pub const LONGEST_NOW: Text = Text { vi: "Chờ lâu nhất", en: "Longest wait" };
/// Names those at counters.
pub const AT_COUNTERS: Text = Text { vi: "Tại quầy", en: "At counters" };
/// Names those put aside.
pub const HELD_NOW: Text = Text { vi: "Đang giữ", en: "Held" };
/// Names the counters that are open.
pub const OPEN_NOW: Text = Text { vi: "Quầy đang mở", en: "Counters open" };

/// Heads the chart by hour.
pub const BY_HOUR: Text = Text { vi: "Theo giờ", en: "By hour" };
/// Heads the chart by field.
pub const BY_SERIES: Text = Text { vi: "Theo lĩnh vực", en: "By field" };
/// Heads the chart by class.
pub const BY_CLASS: Text = Text { vi: "Theo đối tượng", en: "By class" };
/// Heads the chart by counter.
pub const BY_COUNTER: Text = Text { vi: "Theo quầy", en: "By counter" };
/// Heads the chart by officer.
pub const BY_OFFICER: Text = Text { vi: "Theo công chức", en: "By officer" };
/// Names the whole hall.
pub const WHOLE: Text = Text { vi: "Toàn sảnh", en: "Whole hall" };
/// Heads the column of groups.
pub const GROUP: Text = Text { vi: "Nhóm", en: "Group" };
/// Heads the column of names.
pub const NAME: Text = Text { vi: "Mục", en: "Item" };
/// Opens the table of a chart.
pub const AS_TABLE: Text = Text { vi: "Xem dạng bảng", en: "Show as a table" };
/// Says what the list of definitions is.
pub const DEFINITIONS: Text = Text { vi: "Cách tính", en: "What is counted" };
/// The unit of the lengths of a table.
pub const IN_MINUTES: Text = Text { vi: "phút", en: "min" };
/// The unit of the lengths on duty.
pub const IN_HOURS: Text = Text { vi: "giờ", en: "h" };
/// The two lengths of a column.
pub const HALF_AND_NINETY: Text =
    Text { vi: "phút: trung vị, 90% không quá", en: "min: median, 90% within" };
/// Names the line of medians.
pub const HALF_SHORT: Text = Text { vi: "Trung vị", en: "Median" };
/// Names the line of ninetieth percentiles.
pub const NINETY_SHORT: Text = Text { vi: "90%", en: "90%" };
/// Heads the chart of waits.
pub const WAITS_CHART: Text = Text { vi: "Thời gian chờ (phút)", en: "Waiting time (min)" };
/// Heads the chart of the most who waited at once.
pub const WAITING_MOST_CHART: Text =
    Text { vi: "Số người chờ lúc đông nhất", en: "Most people waiting at once" };
/// Heads the chart of open counters.
pub const OPEN_COUNTERS_CHART: Text =
    Text { vi: "Số quầy mở bình quân", en: "Counters open on average" };
/// Explains the bar of a length.
pub const BAR_KEY: Text = Text {
    vi: "Thanh đậm: trung vị. Vạch: 90% không quá.",
    en: "Solid bar: median. Tick: 90% within.",
};
/// Names the word for waiting in the heads of columns.
pub const WAIT_SHORT: Text = Text { vi: "Chờ", en: "Wait" };
/// Names the word for serving in the heads of columns.
pub const SERVICE_SHORT: Text = Text { vi: "Phục vụ", en: "Serving" };

/// Says that nothing has happened on the running day.
pub const EMPTY_TODAY: Text =
    Text { vi: "Hôm nay chưa có lượt nào", en: "Nobody has taken a number today" };
/// Says that nothing happened.
pub const EMPTY: Text = Text {
    vi: "Không có lượt nào trong thời gian này",
    en: "Nobody took a number in this period",
};
/// Says what to do about it.
pub const EMPTY_NEXT: Text = Text {
    vi: "Số liệu hiện ra khi có người lấy số đầu tiên.",
    en: "The figures appear when the first number is taken.",
};
/// Says what to do about a period without figures.
pub const EMPTY_CHOOSE: Text =
    Text { vi: "Ông/Bà có thể chọn ngày khác.", en: "You can choose another day." };
/// Says that the days asked for are not held here.
pub const ALL_MISSING: Text = Text {
    vi: "Sổ nhật ký của sảnh không có những ngày này",
    en: "The hall's journal does not hold these days",
};

/// Says which days of the period are not held here.
pub fn missing(days: &[ServiceDay]) -> Words {
    let (first, last) = match days {
        [] => (String::new(), String::new()),
        [first, .., last] => (days::figures(first.0), days::figures(last.0)),
        [only] => (days::figures(only.0), days::figures(only.0)),
    };
    if first == last {
        return Words {
            vi: format!("Sổ nhật ký của sảnh không có ngày {first}."),
            en: format!("The hall's journal does not hold {first}."),
        };
    }
    Words {
        vi: format!("Sổ nhật ký của sảnh không có các ngày từ {first} đến {last}."),
        en: format!("The hall's journal does not hold the days from {first} to {last}."),
    }
}

/// Says up to when the figures reach.
pub fn as_of(clock: &str) -> Words {
    Words { vi: format!("Tính đến {clock}"), en: format!("Up to {clock}") }
}

/// Says on how many days something happened.
pub fn busy_days(days: u32) -> Words {
    Words {
        vi: format!("{days}\u{a0}ngày có hoạt động"),
        en: if days == 1 { "1\u{a0}busy day".to_owned() } else { format!("{days}\u{a0}busy days") },
    }
}

/// Holds a figure against that of the period before.
pub fn before(figure: &str, is_one_day: bool) -> Words {
    if is_one_day {
        Words { vi: format!("tuần trước {figure}"), en: format!("a week before {figure}") }
    } else {
        Words { vi: format!("kỳ trước {figure}"), en: format!("period before {figure}") }
    }
}

/// Names a median and a ninetieth percentile together.
pub fn median_and_ninety(ninety: &str) -> Words {
    Words { vi: format!("90% không quá {ninety}"), en: format!("90% within {ninety}") }
}

/// Names the median of something.
pub fn median_of(name: Text) -> Words {
    Words { vi: format!("{}, trung vị", name.vi), en: format!("{}, median", name.en) }
}

/// Names a measure of waits.
pub fn wait_of(measure: Text) -> Words {
    Words {
        vi: format!("Chờ: {}", measure.vi.to_lowercase()),
        en: format!("Wait: {}", measure.en.to_lowercase()),
    }
}
