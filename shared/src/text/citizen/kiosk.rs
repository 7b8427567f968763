//! Sentences: the kiosk's session, its foot, its keyboard, and the screen that invites.

use crate::lang::{Text, Words};

/// Invites to begin.
pub const TOUCH: Text = Text { vi: "Chạm để bắt đầu", en: "Touch to begin" };
/// The three sentences of the idle screen.
pub const SENTENCES: [Text; 3] = [
    Text {
        vi: "Lấy số tại đây, theo dõi lượt chờ trên điện thoại.",
        en: "Take a number here, and follow the queue on your phone.",
    },
    Text {
        vi: "Điền tờ khai trên màn hình, không cần viết tay.",
        en: "Fill in the form on the screen, with nothing to write by hand.",
    },
    Text {
        vi: "Mất mạng vẫn nộp được: hồ sơ được giữ an toàn và tự gửi đi.",
        en: "You can file with the line down: it is kept safe and sent by itself.",
    },
];
/// Heads the numbers being served.
pub const NOW_SERVING: Text = Text { vi: "Đang phục vụ", en: "Now serving" };
/// Changes the language to the other one.
pub const OTHER_LANGUAGE: Text = Text { vi: "English", en: "Tiếng Việt" };
/// Changes the size of text.
pub const TEXT_SIZE: Text = Text { vi: "Cỡ chữ", en: "Text size" };
/// Changes the contrast.
pub const CONTRAST: Text = Text { vi: "Tương phản", en: "Contrast" };
/// Reads the page aloud.
pub const READ: Text = Text { vi: "Đọc giúp", en: "Read aloud" };
/// Ends the session.
pub const DONE: Text = Text { vi: "Xong", en: "Done" };

/// Heads the explanation when there is no voice.
pub const NO_VOICE_TITLE: Text =
    Text { vi: "Máy này chưa có giọng đọc", en: "No voice here" };
/// Says where help is when there is no voice.
pub const NO_VOICE: Text = Text {
    vi: "Máy chưa cài giọng đọc tiếng Việt. Mời Ông/Bà gọi công chức tại quầy hướng dẫn đọc giúp.",
    en: "This machine has no voice for this language. Please ask an officer at the guidance \
         counter.",
};
/// Closes the explanation.
pub const UNDERSTOOD: Text = Text { vi: "Đã hiểu", en: "Understood" };

/// Asks whether the person is still there.
pub const STILL_THERE: Text =
    Text { vi: "Ông/Bà còn dùng máy không?", en: "Are you still there?" };
/// Stays.
pub const STAY: Text = Text { vi: "Tôi còn dùng", en: "I am still here" };
/// Begins as another person.
pub const NEW_PERSON: Text = Text { vi: "Người mới", en: "Someone else" };
/// Asks before wiping.
pub const LEAVE_TITLE: Text =
    Text { vi: "Kết thúc và xóa màn hình?", en: "Finish and wipe?" };
/// Says what is lost.
pub const LEAVE: Text = Text {
    vi: "Nội dung chưa gửi sẽ bị xóa hết.",
    en: "Everything that was not sent will be wiped.",
};
/// Wipes.
pub const LEAVE_YES: Text = Text { vi: "Kết thúc", en: "Finish" };
/// Goes on.
pub const LEAVE_NO: Text = Text { vi: "Làm tiếp", en: "Go on" };

/// Switches to Telex.
pub const TELEX: Text = Text { vi: "Telex", en: "Telex" };
/// Switches to VNI.
pub const VNI: Text = Text { vi: "VNI", en: "VNI" };
/// The five tones, by the name people know them by.
pub const TONES: [Text; 5] = [
    Text { vi: "sắc", en: "sắc" },
    Text { vi: "huyền", en: "huyền" },
    Text { vi: "hỏi", en: "hỏi" },
    Text { vi: "ngã", en: "ngã" },
    Text { vi: "nặng", en: "nặng" },
];
/// The letters with a mark of their own.
pub const MARKED_LETTERS: [char; 7] = ['ă', 'â', 'đ', 'ê', 'ô', 'ơ', 'ư'];

/// Says what happens after the seconds that are left.
pub const UNTIL_WIPED: Text = Text {
    vi: "giây nữa, màn hình sẽ được xóa để giữ kín thông tin của Ông/Bà.",
    en: "seconds left. Then the screen is wiped to keep your data private.",
};

/// Says when a finished page closes.
pub fn closes_in(seconds: u32) -> Words {
    Words {
        vi: format!("Màn hình tự đóng sau {seconds} giây."),
        en: format!("This screen closes in {seconds} seconds."),
    }
}
