//! Sentences: the card that a field asks for.

use crate::lang::{Text, Words};

/// Asks for the card.
pub const TITLE: Text = Text { vi: "Quét thẻ căn cước", en: "Scan your identity card" };
/// Says how.
pub const LEAD: Text = Text {
    vi: "Mời Ông/Bà đưa mã vuông trên thẻ vào đầu đọc. Máy tự chuyển sang bước tiếp theo.",
    en: "Hold the square code of the card to the reader. The screen goes on by itself.",
};
/// Says that the code was not read.
pub const UNREAD: Text = Text {
    vi: "Máy chưa đọc được thẻ. Mời Ông/Bà giữ thẻ cách đầu đọc khoảng 10 cm và thử lại.",
    en: "The card was not read. Please hold it about 10 cm from the reader and try again.",
};
/// Says what becomes of the number.
pub const KEPT_NOWHERE: Text = Text {
    vi: "Thẻ chỉ dùng để mỗi người lấy số công bằng. Số thẻ không được lưu lại.",
    en: "The card only keeps the queue fair. Its number is not stored.",
};
/// Heads what to do without a card.
pub const WITHOUT_TITLE: Text = Text { vi: "Không có thẻ?", en: "No card?" };
/// Says what to do without a card.
pub const WITHOUT: Text = Text {
    vi: "Xin hỏi quầy hướng dẫn. Công chức cấp số cho Ông/Bà tại đó.",
    en: "Please ask at the information desk. An officer gives you a number there.",
};
/// Leaves without a card.
pub const LEAVE: Text = Text { vi: "Về trang đầu", en: "To the first page" };
/// Heads, on a phone, that numbers of a field are given out in the hall.
pub const AT_THE_HALL_TITLE: Text =
    Text { vi: "Lấy số tại sảnh", en: "Take the number in the hall" };
/// Says where such a number is taken and what to bring.
pub const AT_THE_HALL: Text = Text {
    vi: "Lĩnh vực này cấp số theo thẻ căn cước. Vui lòng lấy số tại máy lấy số hoặc quầy hướng dẫn \
         trong sảnh, mang theo thẻ căn cước.",
    en: "This field gives numbers by identity card. Please take one at a screen or at the \
         information desk in the hall, and bring your card.",
};
/// Labels the card among what was said.
pub const CARD: Text = Text { vi: "Thẻ căn cước", en: "Identity card" };

/// Says that the card was read, without a digit of it.
pub fn read() -> Words {
    Text { vi: "Đã đọc", en: "Read" }.into()
}
