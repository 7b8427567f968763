//! Sentences: the first page, on the kiosk and on the phone.

use crate::hall::Reopening;
use crate::lang::{Text, Words};

/// Heads the first page.
pub const WELCOME: Text = Text { vi: "Ông/Bà cần làm gì?", en: "What would you like to do?" };
/// Greets on the kiosk.
pub const GREETING: Text = Text {
    vi: "Xin chào. Mời Ông/Bà chạm vào một mục bên dưới.",
    en: "Welcome. Please touch one of the doors below.",
};
/// Promises on the phone what can be done here.
pub const PORTAL_LEAD: Text = Text {
    vi: "Xem giấy tờ cần có, lấy số và nộp hồ sơ từ nhà.",
    en: "See what papers you need, take a number and file from home.",
};

/// Opens the way to a ticket.
pub const TICKET: Text = Text { vi: "Lấy số thứ tự", en: "Take a number" };
/// Says what the ticket door is for.
pub const TICKET_HINT: Text =
    Text { vi: "Chờ gọi đến quầy", en: "Wait to be called to a counter" };
/// Says that no field gives numbers out at present.
pub const TICKET_CLOSED: Text = Text { vi: "Hiện chưa phát số", en: "No numbers at present" };
/// Says when tickets are offered again.
pub fn ticket_closed_until(reopening: Reopening) -> Words {
    let when = crate::text::refusal::reopening(reopening);
    Words { vi: format!("Phát số {}", when.vi), en: format!("Numbers {}", when.en) }
}
/// Opens the way to an application.
pub const APPLY: Text = Text { vi: "Nộp hồ sơ", en: "File an application" };
/// Says what the application door is for.
pub const APPLY_HINT: Text =
    Text { vi: "Điền tờ khai ngay trên màn hình", en: "Fill in the form on the screen" };
/// Says what the application door is for, on the phone.
pub const APPLY_HINT_PHONE: Text = Text {
    vi: "Điền tờ khai và chụp giấy tờ",
    en: "Fill in the form and photograph your papers",
};
/// Opens the look-up.
pub const FOLLOW_UP: Text = Text { vi: "Tra cứu hồ sơ", en: "Follow up" };
/// Says what the look-up door is for.
pub const FOLLOW_UP_HINT: Text =
    Text { vi: "Xem hồ sơ đã nộp đến đâu rồi", en: "See where your application is" };
/// Opens the page about feedback.
pub const FEEDBACK: Text = Text { vi: "Góp ý – Đánh giá", en: "Feedback" };
/// Says what the feedback door is for.
pub const FEEDBACK_HINT: Text = Text {
    vi: "Nơi gửi phản ánh, kiến nghị",
    en: "Where to send comments and complaints",
};

/// Says what to bring, in one quiet line.
pub const BRING: Text = Text {
    vi: "Ông/Bà nhớ mang thẻ Căn cước và bản chính giấy tờ cần nộp.",
    en: "Please bring your identity card and the originals of your papers.",
};

/// Asks the first question of the phone's page.
pub const WHAT: Text = Text { vi: "Cần những giấy tờ gì?", en: "What papers are needed?" };
/// Heads how many wait.
pub const WAITING_NOW: Text =
    Text { vi: "Số người đang chờ", en: "Waiting at this moment" };
/// Asks the second question of the phone's page.
pub const WHERE: Text = Text { vi: "Đến đâu, giờ nào?", en: "Where and when?" };
/// Heads the procedures asked for most.
pub const MOST_USED: Text = Text { vi: "Thủ tục hay dùng", en: "Asked for most" };
/// Opens the whole list.
pub const ALL_PROCEDURES: Text = Text { vi: "Tất cả thủ tục", en: "All procedures" };
/// Opens the telephone.
pub const CALL: Text = Text { vi: "Gọi", en: "Call" };
/// Says that drafts are not kept on the phone.
pub const NOTHING_KEPT: Text = Text {
    vi: "Trang này không lưu lại thông tin cá nhân trên điện thoại. Đóng hoặc tải lại trang là \
         nội dung chưa gửi mất đi.",
    en: "This page keeps nothing personal on your phone. What was not sent is gone when you \
         close or reload the page.",
};
