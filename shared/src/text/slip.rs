//! Sentences on paper: the ticket slip and the submission slip.

use chrono::NaiveDateTime;

use crate::ids::CounterId;
use crate::lang::{Text, Words};
use crate::queue::Estimate;
use crate::submission::Standing;
use crate::time::{Timestamp, wall_clock};

/// Stamped on every slip after the first.
pub const REPRINT: Text = Text { vi: "BẢN IN LẠI", en: "REPRINT" };

/// The mark beside a priority number.
pub const PRIORITY_MARK: Text = Text { vi: "ƯT · Ưu tiên", en: "ƯT · Priority" };

/// Above the number of a ticket.
pub const NUMBER: Text = Text { vi: "Số thứ tự", en: "Your number" };

/// Under a code to scan.
pub const SCAN: Text =
    Text { vi: "Quét để theo dõi trên điện thoại", en: "Scan to follow on your phone" };

/// The last line of a ticket slip.
pub const THANKS_WAITING: Text = Text {
    vi: "Mời Ông/Bà chờ đến lượt. Xin cảm ơn.",
    en: "Please wait for your turn. Thank you.",
};

/// The last line of a submission slip.
pub const THANKS: Text = Text { vi: "Xin cảm ơn Ông/Bà.", en: "Thank you." };

/// The title of a submission slip.
pub const SUBMISSION: Text = Text { vi: "Phiếu gửi hồ sơ", en: "Submission slip" };

/// Above the code of a submission slip.
pub const CODE: Text = Text { vi: "Mã phiếu", en: "Slip code" };

/// Above the follow-up secret.
pub const SECRET: Text = Text { vi: "Mã bí mật", en: "Secret code" };

/// Under the follow-up secret.
pub const SECRET_HINT: Text = Text {
    vi: "Cần cả hai mã để tra cứu. Xin giữ kín mã bí mật.",
    en: "Both codes are needed to follow up. Keep the secret code to yourself.",
};

/// The title of a test page.
pub const TEST_PAGE: Text = Text { vi: "Trang in thử", en: "Test page" };

/// Above the ruler of a test page.
pub const RULER: Text = Text {
    vi: "Thước phải liền nét từ mép này đến mép kia (cm).",
    en: "The ruler must reach from edge to edge (cm).",
};

/// Letters that break first when a printer is set too light: every kind of mark.
pub const MARKS_SAMPLE: &str = "ăâđêôơư áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị \
     óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ";

/// The same, in the letters of names and numbers.
pub const NAME_SAMPLE: &str = "ĐẶNG THỊ NGUYỆT ẨN";

/// The figures of numbers.
pub const FIGURES_SAMPLE: &str = "A0123456789";

/// Under the code of a test page.
pub const TEST_CODE: Text = Text {
    vi: "Quét mã phải mở được trang của sảnh.",
    en: "The code must open the page of the hall.",
};

/// Above the papers to bring.
pub const BRING: Text = Text { vi: "Khi đến quầy, xin mang theo", en: "Bring to the counter" };

/// What a slip is not.
pub const NOT_A_RECEIPT: Text = Text {
    vi: "Phiếu này chưa phải là giấy tiếp nhận hồ sơ.",
    en: "This slip is not a receipt of your dossier.",
};

/// What a slip is not, once the receipt exists.
pub const RECEIPT_APART: Text = Text {
    vi: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả là giấy riêng.",
    en: "The receipt with the date of the result is a paper of its own.",
};

/// How many will be called before this ticket.
pub fn people_before(count: u32) -> Words {
    match count {
        0 => Text { vi: "Ông/Bà là người tiếp theo", en: "You are next" }.into(),
        1 => Words {
            vi: "Trước Ông/Bà còn 1\u{a0}người".to_owned(),
            en: "1\u{a0}person is before you".to_owned(),
        },
        _ => Words {
            vi: format!("Trước Ông/Bà còn {count}\u{a0}người"),
            en: format!("{count}\u{a0}people are before you"),
        },
    }
}

/// About how long the wait is.
pub fn wait(estimate: Estimate) -> Words {
    let Estimate { low_minutes: low, high_minutes: high } = estimate;
    if high <= low {
        Words { vi: format!("Khoảng {low}\u{a0}phút"), en: format!("About {low}\u{a0}minutes") }
    } else if low == 0 {
        Words {
            vi: format!("Không quá {high}\u{a0}phút"),
            en: format!("At most {high}\u{a0}minutes"),
        }
    } else {
        Words {
            vi: format!("Khoảng {low}–{high}\u{a0}phút"),
            en: format!("About {low}–{high}\u{a0}minutes"),
        }
    }
}

/// When the slip was printed.
pub fn printed_at(at: Timestamp) -> Words {
    let clock = clock(wall_clock(at));
    Words { vi: format!("Thời gian in: {clock}"), en: format!("Printed: {clock}") }
}

/// When the hall accepted a submission.
pub fn accepted_at(at: Timestamp) -> Words {
    let clock = clock(wall_clock(at));
    Words { vi: format!("Thời gian nộp: {clock}"), en: format!("Handed in: {clock}") }
}

/// How many files are attached.
pub fn files(count: u32) -> Words {
    match count {
        0 => Text { vi: "Không có tệp đính kèm", en: "No attached file" }.into(),
        _ => Words {
            vi: format!("Số tệp đính kèm: {count}"),
            en: format!("Attached files: {count}"),
        },
    }
}

/// How many papers did not fit on the slip.
pub fn more_papers(count: usize) -> Words {
    Words { vi: format!("và {count} giấy tờ khác"), en: format!("and {count} more papers") }
}

/// What the slip is, in two or three words.
pub fn standing(standing: &Standing) -> Text {
    match standing {
        Standing::Pending | Standing::Parked => {
            Text { vi: "Đang giữ tại đây", en: "Kept here" }
        }
        Standing::Settled { .. } => {
            Text { vi: "Trung tâm đã nhận được", en: "Held by the centre" }
        }
        Standing::Received { .. } => {
            Text { vi: "Công chức đã tiếp nhận", en: "Accepted by an officer" }
        }
    }
}

/// What the standing means for the holder of the slip.
pub fn standing_means(standing: &Standing) -> Words {
    match standing {
        Standing::Pending => Text {
            vi: "Hồ sơ đã lưu tại sảnh này và sẽ tự gửi về trung tâm.",
            en: "Your application is stored in this hall and will be sent to the centre.",
        }
        .into(),
        Standing::Parked => Text {
            vi: "Hồ sơ đã lưu tại sảnh này. Công chức của sảnh đang xem lại trước khi gửi.",
            en: "Your application is stored in this hall. An officer is looking at it.",
        }
        .into(),
        Standing::Settled { .. } => Text {
            vi: "Hồ sơ đang chờ công chức tiếp nhận.",
            en: "Your application waits for an officer to accept it.",
        }
        .into(),
        Standing::Received { dossier_code } => Words {
            vi: format!("Mã hồ sơ: {dossier_code}"),
            en: format!("Dossier code: {dossier_code}"),
        },
    }
}

fn clock(local: NaiveDateTime) -> String {
    local.format("%H:%M\u{a0}%d/%m/%Y").to_string()
}

/// Where to listen for the call; nothing when no counter serves the field.
pub fn counters(counters: &[CounterId]) -> Option<Words> {
    let numbers: Vec<String> = counters.iter().map(CounterId::to_string).collect();
    let numbers = numbers.join(", ");
    match counters {
        [] => None,
        [_] => Some(Words { vi: format!("Quầy {numbers}"), en: format!("Counter {numbers}") }),
        [_, _, ..] => {
            Some(Words { vi: format!("Các quầy {numbers}"), en: format!("Counters {numbers}") })
        }
    }
}
