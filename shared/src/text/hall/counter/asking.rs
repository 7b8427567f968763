//! Sentences: what a counter asks before a verb that needs more than a press.

use crate::hall::PrintState;
use crate::ids::{CounterId, SeriesCode};
use crate::lang::{Text, Words};
use crate::ticket::{Ending, Keeps};

/// Leaves without doing anything.
pub const LEAVE: Text = Text { vi: "Thôi", en: "Cancel" };

/// Asks how long a number is held.
pub const HOLD_TITLE: Text = Text { vi: "Giữ số này", en: "Hold this number" };
/// Labels how long.
pub const HOLD_MINUTES: Text = Text { vi: "Giữ trong", en: "For" };
/// Says what happens afterwards.
pub const HOLD_HINT: Text = Text {
    vi: "Hết thời gian, số tự trở lại đầu hàng chờ.",
    en: "When the time is over, the number goes back to the front of the queue by itself.",
};
/// Holds.
pub const HOLD_DO: Text = Text { vi: "Giữ số", en: "Hold" };

/// Asks where a number goes.
pub const TRANSFER_TITLE: Text = Text { vi: "Chuyển số này", en: "Transfer this number" };
/// Labels where to.
pub const TRANSFER_TO: Text = Text { vi: "Chuyển đến", en: "To" };
/// Labels the place there.
pub const TRANSFER_KEEPS: Text =
    Text { vi: "Vị trí ở dãy mới", en: "Place in that series" };
/// Transfers.
pub const TRANSFER_DO: Text = Text { vi: "Chuyển", en: "Transfer" };

/// Asks what the person wants besides.
pub const GO_ON_TITLE: Text =
    Text { vi: "Việc tiếp theo của người dân", en: "The next matter of this person" };
/// Labels the search for a procedure.
pub const GO_ON_SEARCH: Text = Text { vi: "Tìm thủ tục", en: "Find a procedure" };
/// Says that the matter at hand ends with this.
pub const GO_ON_HINT: Text = Text {
    vi: "Việc đang làm được ghi là đã xong.",
    en: "The matter at hand is recorded as served.",
};
/// Says that no procedure is called so.
pub const GO_ON_NONE: Text =
    Text { vi: "Không có thủ tục nào khớp.", en: "No procedure matches." };

/// Asks how a number ended.
pub const ENDING_TITLE: Text = Text { vi: "Kết thúc số này", en: "End this number" };
/// Labels how.
pub const ENDING: Text = Text { vi: "Kết quả", en: "Outcome" };

/// Gives the person at the desk a number beyond the allowance.
pub const WAIVE: Text = Text { vi: "Cấp thêm số", en: "Give a number" };
/// Asks what the number is for.
pub const WAIVE_TITLE: Text =
    Text { vi: "Cấp số cho người dân tại quầy", en: "Give a number to this person" };
/// Labels the procedure of the number.
pub const WAIVE_PROCEDURE: Text = Text { vi: "Để làm thủ tục", en: "For the procedure" };
/// Labels why a number is given.
pub const WAIVE_GROUND: Text =
    Text { vi: "Lý do cấp, được ghi vào nhật ký", en: "Why, which the journal keeps" };
/// Gives the number.
pub const WAIVE_DO: Text = Text { vi: "Cấp số", en: "Give the number" };
/// Leaves once the number is given.
pub const WAIVED_LEAVE: Text = Text { vi: "Xong", en: "Done" };

/// Names the number that was given.
pub fn waived(number: &str) -> Words {
    Words { vi: format!("Đã cấp số {number}"), en: format!("Number {number} was given") }
}

/// Says what the officer does about the slip of the number that was given.
pub const fn waived_slip(slip: PrintState) -> Text {
    match slip {
        PrintState::Queued | PrintState::Sent | PrintState::Confirmed => Text {
            vi: "Phiếu in tại máy in của sảnh. Số đã vào hàng chờ.",
            en: "The slip comes out of the hall's printer. The number waits in line.",
        },
        PrintState::None | PrintState::Failed | PrintState::Unknown => Text {
            vi: "Máy in chưa in được phiếu: xin ghi số này cho người dân. Số đã vào hàng chờ.",
            en: "There is no slip: please write the number down for the person. It waits in line.",
        },
    }
}

/// Labels why an officer picks a number.
pub const PICK_GROUND: Text = Text { vi: "Lý do gọi trước", en: "Why out of turn" };
/// Labels the note.
pub const PICK_NOTE: Text = Text { vi: "Ghi chú", en: "Note" };
/// Says what a note must not hold.
pub const PICK_NOTE_HINT: Text =
    Text { vi: "Không ghi tên người dân.", en: "Do not write the person's name." };
/// Picks.
pub const PICK_DO: Text = Text { vi: "Gọi số này", en: "Call this number" };

/// Asks for the ground on which a number is picked.
pub fn pick_title(number: &str) -> Words {
    Words {
        vi: format!("Gọi {number} trước lượt"), en: format!("Call {number} out of turn")
    }
}

/// Names a length of time.
pub fn minutes(count: u16) -> Words {
    Words { vi: format!("{count}\u{a0}phút"), en: format!("{count}\u{a0}min") }
}

/// Names a series to transfer to.
pub fn to_series(series: &SeriesCode, name: &Words) -> Words {
    Words {
        vi: format!("Dãy {series} · {}", name.vi),
        en: format!("Series {series} · {}", name.en),
    }
}

/// Names a counter to transfer to.
pub fn to_counter(counter: CounterId, name: &Words) -> Words {
    Words {
        vi: format!("Quầy {counter} · {}", name.vi),
        en: format!("Counter {counter} · {}", name.en),
    }
}

/// Names the place that a transferred number gets.
pub const fn keeps(keeps: Keeps) -> Text {
    match keeps {
        Keeps::Arrival => Text { vi: "Theo giờ lấy số", en: "By its arrival" },
        Keeps::FirstInLine => Text { vi: "Đầu hàng", en: "First in line" },
    }
}

/// Names an ending.
pub const fn ending(ending: Ending) -> Text {
    match ending {
        Ending::Served => Text { vi: "Đã giải quyết xong", en: "Served" },
        Ending::Incomplete => Text {
            vi: "Chưa đủ giấy tờ, đã hướng dẫn bổ sung",
            en: "Something is missing; the person was told what to bring",
        },
        Ending::Withdrawn => Text { vi: "Người dân xin thôi", en: "The person gave it up" },
        Ending::NoShow => Text { vi: "Vắng mặt", en: "No-show" },
    }
}
