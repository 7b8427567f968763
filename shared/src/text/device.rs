//! Sentences: the registration of the hall's own screens.

use crate::lang::Text;

/// Heads the page of a screen whose key was revoked.
pub const REVOKED_TITLE: Text =
    Text { vi: "Màn hình này đang tạm nghỉ", en: "This screen is out of service" };
/// Says what a citizen does before a screen whose key was revoked.
pub const REVOKED: Text = Text {
    vi: "Màn hình không còn được đăng ký tại sảnh. Mời Ông/Bà dùng màn hình khác hoặc hỏi công \
         chức tại quầy hướng dẫn.",
    en: "This screen is not registered in the hall any more. Please use another one, or ask the \
         staff at the guidance counter.",
};
/// Says what a citizen does before a screen that was never registered where it must be.
pub const REQUIRED: Text = Text {
    vi: "Màn hình chưa được đăng ký tại sảnh. Mời Ông/Bà dùng màn hình khác hoặc hỏi công chức \
         tại quầy hướng dẫn.",
    en: "This screen is not registered in the hall yet. Please use another one, or ask the staff \
         at the guidance counter.",
};
/// Says to the staff that the link does not register this screen.
pub const LINK_REFUSED: Text = Text {
    vi: "Liên kết đăng ký đã dùng hoặc đã hết hạn. Xin tạo liên kết mới cho màn hình này.",
    en: "The registration link was used or has expired. Please make a new one for this screen.",
};
