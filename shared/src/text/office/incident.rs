//! Sentences: incidents between a hall and the centre.

use crate::lang::Words;
use crate::office::Incident;
use crate::submission::SlipCode;

/// Says how many incidents there are.
pub fn count(count: usize) -> Words {
    Words {
        vi: format!("{count} sự cố cần xem"),
        en: if count == 1 {
            "1 incident to look at".to_owned()
        } else {
            format!("{count} incidents to look at")
        },
    }
}

/// Says how many incidents are not shown.
pub fn more(count: usize) -> Words {
    Words { vi: format!("và {count} sự cố khác"), en: format!("and {count} more") }
}

/// Says when and where something happened.
pub fn place(moment: &Words, hall: &str) -> Words {
    Words { vi: format!("{}, {hall}", moment.vi), en: format!("{}, {hall}", moment.en) }
}

/// Says what happened and that nothing was overwritten.
pub fn incident(incident: &Incident) -> Words {
    match incident {
        Incident::OtherBytes { submission } => {
            let code = SlipCode::of(*submission);
            Words {
                vi: format!(
                    "Hồ sơ {code} được gửi lại với nội dung khác. Bản đã nhận vẫn được giữ nguyên."
                ),
                en: format!("{code} was sent again with other contents. What was held is kept."),
            }
        }
        Incident::ChainBroken { seq } => Words {
            vi: format!("Nhật ký của sảnh không khớp từ mục {seq}. Xin báo quản trị viên."),
            en: format!(
                "The hall's journal does not fit from entry {seq}. Tell the administrator."
            ),
        },
        Incident::JournalGap { held, offered } => Words {
            vi: format!("Nhật ký của sảnh thiếu mục: đã có đến {held}, mục gửi đến là {offered}."),
            en: format!("The hall's journal has a gap: held up to {held}, offered {offered}."),
        },
        Incident::SealBroken { submission } => {
            let code = SlipCode::of(*submission);
            Words {
                vi: format!("Không mở được niêm phong của hồ sơ {code}. Xin báo quản trị viên."),
                en: format!("The seal of {code} does not open. Please tell the administrator."),
            }
        }
    }
}
