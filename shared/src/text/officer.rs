//! Sentences: an officer signs in, chooses a password and signs out.

use crate::lang::Text;

/// Heads the sign-in page.
pub const SIGN_IN: Text = Text { vi: "Đăng nhập", en: "Sign in" };
/// Says who signs in at a counter.
pub const COUNTER_LEAD: Text =
    Text { vi: "Dành cho công chức tại quầy.", en: "For officers at the counters." };
/// Says who signs in at the office.
pub const OFFICE_LEAD: Text = Text {
    vi: "Dành cho công chức tiếp nhận hồ sơ.",
    en: "For officers who receive applications.",
};
/// Labels the sign-in name.
pub const NAME: Text = Text { vi: "Tên đăng nhập", en: "Sign-in name" };
/// Labels the password.
pub const PASSWORD: Text = Text { vi: "Mật khẩu", en: "Password" };
/// Labels the number of the counter.
pub const COUNTER: Text = Text { vi: "Quầy số", en: "Counter number" };
/// Labels the series to serve.
pub const SERIES: Text = Text { vi: "Dãy số phục vụ", en: "Series to serve" };
/// Says what an empty choice of series means.
pub const SERIES_HINT: Text = Text {
    vi: "Không đánh dấu dãy nào thì quầy phục vụ tất cả.",
    en: "With none ticked the counter serves them all.",
};
/// Stands before the series that a counter serves.
pub const SERVES: Text = Text { vi: "Phục vụ dãy số", en: "Serves the series" };
/// Offers to tick other series.
pub const CHOOSE_SERIES: Text = Text { vi: "Chọn dãy số khác", en: "Choose others" };
/// Leaves the screen.
pub const SIGN_OUT: Text = Text { vi: "Đăng xuất", en: "Sign out" };
/// Says that the session ended by itself.
pub const SESSION_OVER: Text = Text {
    vi: "Phiên làm việc đã hết. Xin đăng nhập lại.",
    en: "The session is over. Please sign in again.",
};

/// Asks for the sign-in name.
pub const NAME_MISSING: Text =
    Text { vi: "Nhập tên đăng nhập.", en: "Enter your sign-in name." };
/// Asks for the password.
pub const PASSWORD_MISSING: Text = Text { vi: "Nhập mật khẩu.", en: "Enter your password." };
/// Asks for the number of the counter.
pub const COUNTER_MISSING: Text = Text {
    vi: "Nhập số của quầy, ví dụ 3.",
    en: "Enter the counter's number, such as 3.",
};

/// Heads the page behind a set-up link.
pub const CHOOSE_PASSWORD: Text = Text { vi: "Đặt mật khẩu", en: "Choose a password" };
/// Says what the page behind a set-up link is for.
pub const CHOOSE_LEAD: Text = Text {
    vi: "Liên kết này chỉ dùng được một lần.",
    en: "This link can be used once.",
};
/// Labels the new password.
pub const NEW_PASSWORD: Text = Text { vi: "Mật khẩu mới", en: "New password" };
/// Says what a good password is.
pub const NEW_PASSWORD_HINT: Text = Text {
    vi: "Chọn một câu dài, dễ nhớ và không dùng ở nơi khác.",
    en: "Choose a long phrase that you remember and use nowhere else.",
};
/// Labels the repeated password.
pub const PASSWORD_AGAIN: Text = Text { vi: "Nhập lại mật khẩu", en: "The same once more" };
/// Saves the new password.
pub const SAVE_PASSWORD: Text = Text { vi: "Lưu mật khẩu", en: "Save the password" };
/// Asks for a new password.
pub const NEW_PASSWORD_MISSING: Text =
    Text { vi: "Nhập mật khẩu mới.", en: "Enter a new password." };
/// Says that the two entries differ.
pub const PASSWORDS_DIFFER: Text = Text {
    vi: "Hai lần nhập chưa giống nhau. Xin nhập lại.",
    en: "The two entries differ. Please enter them again.",
};
/// Heads the page after the password was saved.
pub const PASSWORD_SAVED: Text = Text { vi: "Đã lưu mật khẩu", en: "The password is saved" };
/// Says what follows.
pub const PASSWORD_SAVED_NEXT: Text = Text {
    vi: "Từ nay Ông/Bà đăng nhập bằng mật khẩu này.",
    en: "From now on you sign in with this password.",
};
/// Says that the page was opened without its link.
pub const LINK_INCOMPLETE: Text = Text {
    vi: "Liên kết bị thiếu. Xin mở lại đúng liên kết đã nhận.",
    en: "The link is incomplete. Please open the whole link you were given.",
};

/// Says that nothing was heard.
pub const OFFLINE: Text = Text {
    vi: "Chưa liên lạc được với máy chủ. Xin kiểm tra đường truyền rồi thử lại.",
    en: "The server cannot be reached. Please check the line and try again.",
};
/// Says that the answer made no sense.
pub const FAILED: Text = Text {
    vi: "Máy chủ trả lời không đúng. Xin thử lại sau giây lát.",
    en: "The server gave an answer that cannot be read. Please try again in a moment.",
};
/// Heads what could not be done.
pub const NOT_DONE: Text = Text { vi: "Chưa thực hiện được", en: "Not done" };
