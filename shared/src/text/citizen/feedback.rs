//! Sentences: how and where to give feedback.

use crate::lang::Text;

/// Heads the page.
pub const TITLE: Text =
    Text { vi: "Góp ý, phản ánh, kiến nghị", en: "Comments and complaints" };
/// Invites to speak.
pub const LEAD: Text = Text {
    vi: "Ông/Bà có thể góp ý bằng một trong các cách sau.",
    en: "You can tell us in one of these ways.",
};
/// Labels coming in person.
pub const IN_PERSON: Text = Text { vi: "Gặp trực tiếp", en: "In person" };
/// Labels the hotline.
pub const HOTLINE: Text = Text { vi: "Đường dây nóng", en: "Hotline" };
/// Labels the telephone.
pub const PHONE: Text = Text { vi: "Điện thoại", en: "Telephone" };
/// Labels the mailbox.
pub const EMAIL: Text = Text { vi: "Thư điện tử", en: "E-mail" };
/// Labels the national portal.
pub const PORTAL: Text =
    Text { vi: "Cổng Dịch vụ công quốc gia", en: "National service portal" };
/// Labels the hours.
pub const HOURS: Text = Text { vi: "Giờ làm việc", en: "Opening hours" };
