//! Sentences: the hall's display, read at ten metres.

use crate::lang::{Text, Words};

/// Says what the screen is for.
pub const TITLE: Text = Text { vi: "Bảng gọi số", en: "Now calling" };
/// Heads the numbers called before.
pub const NUMBER: Text = Text { vi: "Số vừa gọi", en: "Called before" };
/// Heads the counters of those numbers.
pub const COUNTER: Text = Text { vi: "Quầy", en: "Counter" };
/// Heads how many wait in each field.
pub const WAITING: Text = Text { vi: "Đang chờ", en: "Waiting" };
/// Says that nobody was called on this day.
pub const QUIET: Text =
    Text { vi: "Chưa có số nào được gọi", en: "No number has been called yet" };
/// Says that nobody is being called, though some were before.
pub const BETWEEN_CALLS: Text =
    Text { vi: "Mời Ông/Bà chờ số tiếp theo", en: "Please wait for the next number" };
/// Says what happens next on a quiet board.
pub const QUIET_NEXT: Text = Text {
    vi: "Khi đến lượt, số của Ông/Bà sẽ hiện tại đây.",
    en: "Your number will appear here when it is your turn.",
};
/// What helps while one waits: a heading, and what to do.
pub const GUIDANCE: [(Text, Text); 3] = [
    (
        Text { vi: "Cầm sẵn giấy tờ", en: "Have your papers ready" },
        Text {
            vi: "Xin Ông/Bà mang đến quầy căn cước và bản chính các giấy tờ để đối chiếu.",
            en: "Please bring your identity card and the original papers to the counter.",
        },
    ),
    (
        Text {
            vi: "Theo dõi lượt trên điện thoại", en: "Follow your turn on your phone"
        },
        Text {
            vi: "Quét mã QR trên phiếu để xem trước Ông/Bà còn bao nhiêu người.",
            en: "Scan the QR code on your slip to see how many people are before you.",
        },
    ),
    (
        Text { vi: "Ai được ưu tiên", en: "Who is served first" },
        Text {
            vi: "Người cao tuổi, phụ nữ mang thai, người khuyết tật: xin chọn Ưu tiên khi lấy số.",
            en: "Older people, pregnant women and people with a disability: choose Priority when \
                 you take a number.",
        },
    ),
];
/// Says that the hall was not reached since the screen was switched on.
pub const NEVER_HEARD: Text = Text {
    vi: "Xin Ông/Bà nghe gọi số tại quầy. Bảng sẽ tự kết nối lại.",
    en: "Please listen for your number. This board reconnects by itself.",
};

/// Stands above a number that is called.
pub fn calling(calls: u8) -> Words {
    match calls {
        0 | 1 => Text { vi: "Mời công dân có số", en: "Now calling" }.into(),
        _ => Words {
            vi: format!("Mời lần {calls} công dân có số"),
            en: format!("Calling again ({calls})"),
        },
    }
}

/// Says how old the last known state is.
pub fn last_known(clock: &str) -> Words {
    Words { vi: format!("số liệu lúc {clock}"), en: format!("as of {clock}") }
}
