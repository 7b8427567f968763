//! Sentences: what one procedure needs, costs and takes.

use crate::lang::{Text, Words};

/// Labels the time limit.
pub const LIMIT: Text = Text { vi: "Thời hạn giải quyết", en: "How long it takes" };
/// Labels the fee.
pub const FEE: Text = Text { vi: "Phí, lệ phí", en: "What it costs" };
/// Labels the place.
pub const WHERE: Text = Text { vi: "Nơi nộp", en: "Where to hand it in" };
/// Labels the body that settles it.
pub const AGENCY: Text = Text { vi: "Cơ quan giải quyết", en: "Settled by" };
/// Labels who may ask for it.
pub const SUBJECTS: Text = Text { vi: "Đối tượng", en: "Who can ask for it" };
/// Labels the result.
pub const RESULT: Text = Text { vi: "Kết quả", en: "What you receive" };
/// Labels the code.
pub const CODE: Text = Text { vi: "Mã thủ tục", en: "Procedure code" };
/// Heads the papers.
pub const PAPERS: Text = Text { vi: "Giấy tờ cần có", en: "Papers you need" };
/// Says that no paper is needed.
pub const NO_PAPERS: Text =
    Text { vi: "Thủ tục này không cần nộp giấy tờ.", en: "No papers are needed." };
/// Heads the papers of a case.
pub const IN_CASE: Text =
    Text { vi: "Thêm giấy tờ, nếu có trường hợp này", en: "More papers, if" };
/// Heads the remarks.
pub const NOTES: Text = Text { vi: "Lưu ý", en: "Notes" };
/// Unfolds the law.
pub const LEGAL_BASES: Text = Text { vi: "Căn cứ pháp lý", en: "Legal bases" };
/// Unfolds the papers of the cases.
pub const OTHER_CASES: Text =
    Text { vi: "Giấy tờ theo từng trường hợp", en: "Papers for particular cases" };
/// Says that a paper may be left out.
pub const WHERE_NEEDED: Text = Text { vi: "nếu có", en: "where it applies" };
/// Goes to the ticket.
pub const TAKE_NUMBER: Text = Text { vi: "Lấy số thứ tự", en: "Take a number" };
/// Goes to the application.
pub const FILE: Text = Text { vi: "Nộp hồ sơ", en: "File an application" };
/// Says that the unit is not receiving it.
pub const CLOSED: Text =
    Text { vi: "Đang tạm dừng tiếp nhận", en: "Not received at present" };
/// Says that a law has expired.
pub const EXPIRED: Text = Text { vi: "đã hết hiệu lực", en: "no longer in force" };

/// Says after which hour a same-day matter is due on the next working day.
pub fn cutoff(hour: &str) -> Words {
    Words {
        vi: format!("Nộp sau {hour} thì trả kết quả trong ngày làm việc tiếp theo."),
        en: format!("Handed in after {hour}, it is due on the next working day."),
    }
}
