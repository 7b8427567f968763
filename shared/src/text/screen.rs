//! Sentences: the words that the building blocks of every screen bring themselves.

use crate::lang::Text;
use crate::lang::Words;

/// Goes one step back.
pub const BACK: Text = Text { vi: "Quay lại", en: "Back" };
/// Marks a question that may stay empty.
pub const OPTIONAL: Text = Text { vi: "(không bắt buộc)", en: "(optional)" };
/// Changes an answer.
pub const CHANGE: Text = Text { vi: "Sửa", en: "Change" };
/// Closes a window.
pub const CLOSE: Text = Text { vi: "Đóng", en: "Close" };
/// Empties a box.
pub const CLEAR: Text = Text { vi: "Xóa", en: "Clear" };
/// Tries a failed act once more.
pub const RETRY: Text = Text { vi: "Thử lại", en: "Try again" };
/// Takes a chosen file away.
pub const REMOVE: Text = Text { vi: "Bỏ tệp", en: "Remove" };
/// Says that something is being fetched.
pub const LOADING: Text = Text { vi: "Đang tải…", en: "Loading…" };

/// Heads a neutral notice.
pub const INFO: Text = Text { vi: "Lưu ý", en: "Note" };
/// Heads a notice of success.
pub const OK: Text = Text { vi: "Đã xong", en: "Done" };
/// Heads a warning.
pub const WARN: Text = Text { vi: "Cần chú ý", en: "Please note" };
/// Heads an error.
pub const ERROR: Text = Text { vi: "Có lỗi", en: "Something is wrong" };
/// Heads the list of answers to correct.
pub const ERRORS_TO_CORRECT: Text =
    Text { vi: "Xin xem lại các mục sau", en: "Please check these answers" };

/// Labels the first part of a date.
pub const DAY: Text = Text { vi: "Ngày", en: "Day" };
/// Labels the second part of a date.
pub const MONTH: Text = Text { vi: "Tháng", en: "Month" };
/// Labels the last part of a date.
pub const YEAR: Text = Text { vi: "Năm", en: "Year" };

/// Opens the camera.
pub const TAKE_PHOTO: Text = Text { vi: "Chụp ảnh", en: "Take a photo" };
/// Opens the list of files.
pub const CHOOSE_FILE: Text = Text { vi: "Chọn tệp", en: "Choose a file" };
/// Says that a file waits for its turn.
pub const FILE_WAITING: Text = Text { vi: "Chờ tải lên", en: "Waiting" };
/// Says that a file has arrived.
pub const FILE_KEPT: Text = Text { vi: "Đã tải lên", en: "Uploaded" };

/// Says that the screen follows the hall.
pub const CONNECTED: Text = Text { vi: "Có kết nối", en: "Connected" };
/// Says that the line is there but slow.
pub const CONNECTION_SLOW: Text = Text { vi: "Kết nối chậm", en: "Slow connection" };
/// Says that the screen shows the last known state.
pub const CONNECTION_LOST: Text = Text { vi: "Mất kết nối", en: "Disconnected" };

/// Heads the number on a ticket.
pub const YOUR_NUMBER: Text = Text { vi: "Số thứ tự của Ông/Bà", en: "Your number" };
/// Marks a priority ticket.
pub const PRIORITY: Text = Text { vi: "Ưu tiên", en: "Priority" };
/// Names the picture of a follow-up code.
pub const QR_CODE: Text = Text { vi: "Mã QR", en: "QR code" };
/// Names the choice of language.
pub const LANGUAGE: Text = Text { vi: "Ngôn ngữ", en: "Language" };
/// Names Vietnamese in its own language.
pub const IN_VIETNAMESE: Text = Text { vi: "Tiếng Việt", en: "Tiếng Việt" };
/// Names English in its own language.
pub const IN_ENGLISH: Text = Text { vi: "English", en: "English" };

/// Names the key that takes the last letter away.
pub const KEY_BACKSPACE: Text = Text { vi: "Xóa chữ", en: "Backspace" };
/// Names the key for capital letters.
pub const KEY_SHIFT: Text = Text { vi: "Chữ hoa", en: "Capitals" };
/// Names the space bar.
pub const KEY_SPACE: Text = Text { vi: "Dấu cách", en: "Space" };
/// Names the key that goes on.
pub const KEY_ENTER: Text = Text { vi: "Xong", en: "Done" };
/// Names the key that puts the keyboard away.
pub const KEY_HIDE: Text = Text { vi: "Ẩn bàn phím", en: "Hide keyboard" };
/// Names the whole keyboard.
pub const KEYBOARD: Text = Text { vi: "Bàn phím", en: "Keyboard" };

/// Says which part of the application this is.
pub fn part_of(part: usize, parts: usize) -> Words {
    Words { vi: format!("Phần {part}/{parts}"), en: format!("Part {part} of {parts}") }
}

/// Says how much of a file has gone.
pub fn sent_percent(percent: u8) -> Words {
    Words { vi: format!("Đang tải lên {percent}%"), en: format!("Uploading {percent}%") }
}
