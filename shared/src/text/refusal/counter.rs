//! Refusals at a counter.

use crate::ids::{CounterId, SeriesCode};
use crate::lang::{Text, Words};

pub(super) const TICKET_AT_HAND: Text = Text {
    vi: "Quầy đang có một số. Vui lòng kết thúc số đó trước khi gọi số tiếp theo.",
    en: "The counter has a number at hand. Please close it before calling the next.",
};
pub(super) const NO_TICKET_AT_HAND: Text = Text {
    vi: "Quầy chưa có số nào. Vui lòng gọi số tiếp theo.",
    en: "The counter has no number at hand. Please call the next.",
};

pub(super) fn taken(counter: CounterId) -> Words {
    Words {
        vi: format!("Quầy {counter} đang có công chức khác. Vui lòng chọn quầy khác."),
        en: format!("Another officer is at counter {counter}. Please choose another."),
    }
}

pub(super) fn unknown(counter: CounterId) -> Words {
    Words {
        vi: format!("Đơn vị không có quầy {counter}. Vui lòng chọn quầy khác."),
        en: format!("The unit has no counter {counter}. Please choose another."),
    }
}

pub(super) fn not_open(counter: CounterId) -> Words {
    Words {
        vi: format!("Quầy {counter} hiện chưa mở. Vui lòng chọn quầy khác hoặc đăng nhập lại."),
        en: format!("Counter {counter} is not open. Please choose another or sign in again."),
    }
}

pub(super) fn series_unknown(series: &SeriesCode) -> Words {
    Words {
        vi: format!("Đơn vị không có dãy số {series}. Vui lòng chọn dãy số khác."),
        en: format!("The unit has no series {series}. Please choose another."),
    }
}

pub(super) fn series_not_served(series: &SeriesCode) -> Words {
    Words {
        vi: format!("Quầy này không phục vụ dãy số {series}. Vui lòng báo quầy phục vụ dãy đó."),
        en: format!("This counter does not serve series {series}. Please tell one that does."),
    }
}

pub(super) fn note_refused(signs_max: u32) -> Words {
    Words {
        vi: format!("Vui lòng ghi lý do, nhiều nhất {signs_max} ký tự."),
        en: format!("Please note why, in at most {signs_max} characters."),
    }
}

pub(super) fn hold_too_long(minutes_max: u16) -> Words {
    Words {
        vi: format!("Thời gian giữ số từ 1 đến {minutes_max} phút. Vui lòng chọn lại."),
        en: format!("A number is held for 1 to {minutes_max} minutes. Please choose again."),
    }
}

pub(super) fn period_refused(days_max: u32) -> Words {
    Words {
        vi: format!("Chỉ xem được số liệu đến hôm nay và nhiều nhất {days_max} ngày một lần."),
        en: format!("Figures go up to today, for at most {days_max} days at once."),
    }
}
