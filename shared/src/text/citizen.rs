//! Sentences: the citizen's screens, on the kiosk and on the phone.

pub mod application;
pub mod card;
pub mod days;
pub mod feedback;
pub mod file;
pub mod find;
pub mod follow_up;
pub mod home;
pub mod kiosk;
pub mod live;
pub mod procedure;
pub mod ticket;

use crate::lang::Text;

/// Goes on to the next step.
pub const CONTINUE: Text = Text { vi: "Tiếp tục", en: "Continue" };
/// Goes to the first page.
pub const TO_HOME: Text = Text { vi: "Về trang đầu", en: "To the first page" };
/// Tries the same again.
pub const TRY_AGAIN: Text = Text { vi: "Thử lại", en: "Try again" };
/// Chooses yes.
pub const YES: Text = Text { vi: "Có", en: "Yes" };
/// Chooses no.
pub const NO: Text = Text { vi: "Không", en: "No" };

/// Heads a page that cannot be shown because nothing was heard.
pub const OFFLINE_TITLE: Text = Text { vi: "Chưa có kết nối", en: "No connection" };
/// Says what to do when nothing was heard.
pub const OFFLINE: Text = Text {
    vi: "Máy chưa liên lạc được với Trung tâm. Ông/Bà vui lòng chờ giây lát rồi thử lại.",
    en: "This device cannot reach the centre. Please wait a moment and try again.",
};
/// Heads a page that cannot be shown because the answer made no sense.
pub const FAILED_TITLE: Text =
    Text { vi: "Chưa mở được trang này", en: "This page did not open" };
/// Says what to do when the answer made no sense.
pub const FAILED: Text = Text {
    vi: "Máy chủ trả lời không đúng. Ông/Bà vui lòng thử lại, hoặc hỏi quầy hướng dẫn.",
    en: "The server gave an answer that cannot be read. Please try again, or ask at the \
         guidance counter.",
};
/// Heads a page where the answer is a refusal.
pub const REFUSED_TITLE: Text =
    Text { vi: "Chưa thực hiện được", en: "This was not done" };
