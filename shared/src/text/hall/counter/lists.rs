//! Sentences: who was put aside, who did not come, who may come again.

use crate::lang::{Text, Words};

/// Heads the list of those who may come back.
pub const AWAY: Text = Text { vi: "Giữ và quay lại", en: "Held and coming back" };
/// Puts a held number back.
pub const RESUME: Text = Text { vi: "Đưa lại hàng chờ", en: "Back to the queue" };
/// Puts a no-show back.
pub const RETURN: Text = Text { vi: "Đã đến, gọi lại sau", en: "Turned up" };
/// Keeps a person for this counter.
pub const AGAIN: Text = Text { vi: "Quay lại quầy này", en: "Back to this counter" };
/// Says that a number is kept for this counter.
pub const RESERVED: Text = Text { vi: "Dành cho quầy này", en: "Kept for this counter" };
/// Labels the application that was filed with the number.
pub const FILED: Text = Text { vi: "Hồ sơ đã nộp", en: "Application filed" };
/// Says that the list is longer than what is shown.
pub const MORE: Text = Text { vi: "Danh sách còn tiếp.", en: "The list goes on." };

/// Says until when a number is held.
pub fn held_until(clock: &str) -> Words {
    Words { vi: format!("Giữ đến {clock}"), en: format!("Held until {clock}") }
}

/// Says when a number was absent.
pub fn absent_at(clock: &str) -> Words {
    Words { vi: format!("Vắng lúc {clock}"), en: format!("Absent at {clock}") }
}

/// Says when a matter ended.
pub fn ended_at(clock: &str) -> Words {
    Words { vi: format!("Xong lúc {clock}"), en: format!("Ended at {clock}") }
}

/// Says for what time a person has an appointment.
pub fn booked_for(clock: &str) -> Words {
    Words { vi: format!("Hẹn {clock}"), en: format!("Booked {clock}") }
}
