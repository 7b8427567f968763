//! Sentences: finding a procedure.

use crate::lang::{Text, Words};

/// Asks which procedure to read about.
pub const WHICH: Text =
    Text { vi: "Ông/Bà cần thủ tục nào?", en: "Which procedure do you need?" };
/// Asks which procedure to take a number for.
pub const WHICH_FOR_TICKET: Text =
    Text { vi: "Ông/Bà đến làm thủ tục gì?", en: "What have you come for?" };
/// Asks which procedure to file.
pub const WHICH_TO_FILE: Text =
    Text { vi: "Ông/Bà muốn nộp hồ sơ gì?", en: "What would you like to file?" };
/// Labels the search box.
pub const SEARCH: Text = Text { vi: "Tìm thủ tục", en: "Search procedures" };
/// Shows what can be typed; accents may be left out.
pub const EXAMPLE: Text = Text { vi: "Ví dụ: khai sinh", en: "For example: khai sinh" };
/// Names the list of results.
pub const RESULTS: Text = Text { vi: "Các thủ tục", en: "Procedures" };
/// Says that the most used come first.
pub const MOST_USED_FIRST: Text = Text {
    vi: "Dưới đây là các thủ tục hay dùng. Ông/Bà gõ để tìm thủ tục khác.",
    en: "These are asked for most. Type to find others.",
};
/// Says that only these can be filed on a screen.
pub const FILED_HERE: Text = Text {
    vi: "Đây là các thủ tục nộp được trên màn hình. Thủ tục khác, mời Ông/Bà lấy số.",
    en: "These can be filed on the screen. For others, please take a number.",
};
/// Says that nothing was found.
pub const NOTHING: Text =
    Text { vi: "Chưa tìm thấy thủ tục", en: "No procedure was found" };
/// Says what to do when nothing was found.
pub const NOTHING_HINT: Text = Text {
    vi: "Ông/Bà thử một từ khác, có dấu hay không dấu đều được, hoặc hỏi quầy hướng dẫn.",
    en: "Please try another word, with or without accents, or ask at the guidance counter.",
};
/// Marks a procedure that is not received at present.
pub const PAUSED: Text = Text { vi: "Tạm dừng tiếp nhận", en: "Not received at present" };

/// Says how many are not in view.
pub fn more(count: usize) -> Words {
    Words {
        vi: format!("Còn {count} thủ tục khác. Ông/Bà gõ thêm để tìm."),
        en: format!("There are {count} more. Type to narrow the search."),
    }
}
