//! Sentences: submissions set aside for a person of the hall.

use crate::delivery::ParkReason;
use crate::lang::{Text, Words};

/// Heads the list of parked submissions.
pub const PARKED_TITLE: Text =
    Text { vi: "Hồ sơ cần xử lý", en: "Applications to look at" };
/// Says what a parked submission is.
pub const PARKED_LEAD: Text = Text {
    vi: "Trung tâm chưa nhận các hồ sơ này. Hồ sơ vẫn được giữ tại sảnh.",
    en: "The centre did not take these applications. They are kept in the hall.",
};
/// Says that none is left.
pub const PARKED_NONE: Text =
    Text { vi: "Không còn hồ sơ nào cần xử lý", en: "Nothing is left to look at" };
/// Sends a parked submission once more.
pub const SEND_AGAIN: Text = Text { vi: "Gửi lại", en: "Send again" };
/// Says that a parked submission is on its way again.
pub const SENT_AGAIN: Text =
    Text { vi: "Đã đưa lại vào hàng chờ gửi", en: "Back among those to be sent" };

/// Says how many submissions wait for a person.
pub fn parked_count(count: usize) -> Words {
    Words {
        vi: format!("{count} hồ sơ cần xử lý"),
        en: if count == 1 {
            "1 application to look at".to_owned()
        } else {
            format!("{count} applications to look at")
        },
    }
}

/// Says why a submission was set aside and what to do.
pub const fn park_reason(reason: ParkReason) -> Text {
    match reason {
        ParkReason::OtherBytes => Text {
            vi: "Trung tâm đã giữ nội dung khác mang cùng mã. Xin báo quản trị viên.",
            en: "The centre holds something else under this id. Please tell the administrator.",
        },
        ParkReason::TooLarge => Text {
            vi: "Trung tâm báo hồ sơ quá lớn. Xin hỏi quản trị viên rồi gửi lại.",
            en: "The centre finds it too large. Please ask the administrator, then send again.",
        },
        ParkReason::Unacceptable => Text {
            vi: "Trung tâm chưa nhận được nội dung này. Xin hỏi quản trị viên rồi gửi lại.",
            en: "The centre cannot accept it. Please ask the administrator, then send again.",
        },
        ParkReason::Refused => Text {
            vi: "Trung tâm từ chối mà chưa rõ vì sao. Xin gửi lại hoặc báo quản trị viên.",
            en: "The centre refused it without a known reason. Send again or tell the \
                 administrator.",
        },
    }
}
