//! Sentences: incidents between a hall and the centre.

use crate::lang::{Text, Words};
use crate::office::Incident;
use crate::submission::SlipCode;
use crate::time::wall_clock;

/// Heads the page of incidents.
pub const TITLE: Text =
    Text { vi: "Sự cố giữa sảnh và Trung tâm", en: "Incidents with halls" };
/// Leads to that page.
pub const SHOW_ALL: Text = Text { vi: "Xem mọi sự cố", en: "Show all incidents" };
/// Leads back to the list.
pub const TO_DOSSIERS: Text = Text { vi: "Về danh sách hồ sơ", en: "Back to the dossiers" };
/// Heads the halls.
pub const HALL: Text = Text { vi: "Sảnh", en: "Hall" };
/// Heads what happened.
pub const WHAT: Text = Text { vi: "Việc đã xảy ra", en: "What happened" };
/// Heads the moments.
pub const LAST_AND_FIRST: Text = Text { vi: "Lần cuối, lần đầu", en: "Last, first" };
/// Heads the counts.
pub const TIMES: Text = Text { vi: "Số lần", en: "Times" };
/// Heads who looked at it.
pub const SEEN: Text = Text { vi: "Người đã xem", en: "Looked at by" };
/// Says that the officer looked at it.
pub const SEE: Text = Text { vi: "Đã xem", en: "Looked at" };
/// Says that there is no incident.
pub const EMPTY: Text = Text { vi: "Chưa có sự cố nào", en: "No incident so far" };
/// Says what the page is for.
pub const EMPTY_NEXT: Text = Text {
    vi: "Khi dữ liệu của một sảnh và của Trung tâm không khớp, việc đó sẽ hiện tại đây.",
    en: "When what a hall holds and what the centre holds do not fit, it appears here.",
};

/// Says how many nobody has looked at.
pub fn unseen(count: usize) -> Words {
    match count {
        0 => Words {
            vi: "Mọi sự cố đã có người xem".into(), en: "All were looked at".into()
        },
        1 => Words { vi: "1 sự cố chưa có người xem".into(), en: "1 to look at".into() },
        _ => Words {
            vi: format!("{count} sự cố chưa có người xem"),
            en: format!("{count} to look at"),
        },
    }
}

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
        Incident::JournalForgotten { held, said } => Words {
            vi: format!(
                "Trung tâm từng giữ nhật ký của sảnh đến mục {said}, nay chỉ còn đến {held}: \
                 dữ liệu vừa được khôi phục từ bản sao cũ. Sảnh đang tự gửi lại phần thiếu."
            ),
            en: format!(
                "The centre once held the hall's journal up to {said} and now only up to {held}: \
                 it was restored from an older copy. The hall is sending the rest again."
            ),
        },
        Incident::JournalAhead { held, head } => Words {
            vi: format!(
                "Trung tâm giữ nhật ký đến mục {held} nhưng sảnh chỉ có đến {head}: sảnh chạy từ \
                 bản sao cũ, hoặc có mục không do sảnh ghi. Xin báo quản trị viên."
            ),
            en: format!(
                "The centre holds the journal up to {held}, the hall has only up to {head}: the \
                 hall runs from an old copy, or entries are not its own. Tell the administrator."
            ),
        },
        Incident::AcknowledgedMissing { day, count } => {
            let (date, english) = (day.0.format("%d/%m/%Y"), day.0.format("%-d %B %Y"));
            let them = if *count == 1 { "application" } else { "applications" };
            Words {
                vi: format!(
                    "Trung tâm thiếu {count} hồ sơ đã xác nhận ngày {date}. Sảnh đang tự gửi lại."
                ),
                en: format!(
                    "The centre lacks {count} {them} that it acknowledged on {english}. The hall \
                     is sending them again."
                ),
            }
        }
        Incident::SubmissionUnknown { submission } => {
            let code = SlipCode::of(*submission);
            Words {
                vi: format!(
                    "Hồ sơ {code} mang tên sảnh này nhưng sảnh không biết. Xin báo quản trị viên \
                     trước khi xử lý."
                ),
                en: format!(
                    "{code} is held as this hall's, and the hall does not know it. Tell the \
                     administrator before working on it."
                ),
            }
        }
        Incident::TwoLives { epoch, latest } => Words {
            vi: format!(
                "Hai máy cùng dùng một khóa của sảnh: máy cũ (đời {epoch}) vẫn gửi trong khi đời \
                 {latest} đã chạy. Xin tắt máy cũ; hồ sơ của cả hai vẫn được nhận."
            ),
            en: format!(
                "Two machines use one key of the hall: the old one (life {epoch}) still sends \
                 while life {latest} runs. Switch the old one off; nothing of either is lost."
            ),
        },
        Incident::DatabaseSetAside { is_whole: true } => Words {
            vi: "Cơ sở dữ liệu của sảnh bị hỏng và đã được dựng lại đầy đủ. Xin kiểm tra ổ đĩa."
                .to_owned(),
            en: "The hall's database was damaged and made anew, whole. Please check its disk."
                .to_owned(),
        },
        Incident::DatabaseSetAside { is_whole: false } => Words {
            vi: "Cơ sở dữ liệu của sảnh bị hỏng và không dựng lại được hết. Xin báo quản trị viên \
                 và giữ nguyên ổ đĩa."
                .to_owned(),
            en: "The hall's database was damaged and could not be made anew whole. Tell the \
                 administrator and keep the disk as it is."
                .to_owned(),
        },
        Incident::PutBack { copied_at } => {
            let said = |format| copied_at.map(|at| wall_clock(at).format(format).to_string());
            let vi = said(" lúc %H:%M ngày %d/%m/%Y").unwrap_or_default();
            let en = said(" of %-d %B %Y, %H:%M").unwrap_or_default();
            Words {
                vi: format!(
                    "Sảnh được khôi phục từ bản sao{vi}. Việc sau bản sao có thể thiếu ở sảnh; số \
                     thứ tự trong ngày cách quãng. Máy cũ không được bật lại."
                ),
                en: format!(
                    "The hall was put back from a copy{en}. It may lack what came after; the \
                     numbers of that day go on after a gap. The old machine must stay off."
                ),
            }
        }
    }
}
