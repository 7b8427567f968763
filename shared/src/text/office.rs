//! Sentences: the office desk, where officers see dossiers that wait for them.

pub mod clock;
pub mod dossier;
pub mod incident;
pub mod list;

use crate::lang::Text;

/// Says what the screen is for.
pub const TITLE: Text = Text { vi: "Bàn hồ sơ", en: "Dossier desk" };
/// Names the unit where its own name is not known yet.
pub const UNIT: Text = Text { vi: "Bộ phận Một cửa", en: "One-stop unit" };

/// Heads a failed request.
pub const NOT_LOADED: Text = Text { vi: "Chưa tải được", en: "Not loaded" };
/// Says that nothing was heard from the centre.
pub const OFFLINE: Text = Text {
    vi: "Chưa liên lạc được với Trung tâm. Trang sẽ tự thử lại.",
    en: "The centre cannot be reached. This page tries again by itself.",
};
/// Says that the answer makes no sense.
pub const FAILED: Text = Text {
    vi: "Trung tâm trả lời không đúng. Xin thử lại sau giây lát.",
    en: "The centre gave an answer that cannot be read. Please try again in a moment.",
};
