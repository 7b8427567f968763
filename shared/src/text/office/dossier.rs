//! Sentences: one dossier, opened.

use chrono::NaiveDateTime;

use crate::dossier::DossierState;
use crate::lang::{Text, Words};
use crate::submission::{MediaType, Surface};
use crate::text::citizen::days;
use crate::text::citizen::file::size;

/// Leaves the dossier.
pub const CLOSE: Text = Text { vi: "Đóng", en: "Close" };
/// Prints the dossier.
pub const PRINT: Text = Text { vi: "In", en: "Print" };
/// Labels when, where and how it was handed in.
pub const ARRIVAL: Text = Text { vi: "Nộp", en: "Handed in" };
/// Names the step by which it began.
pub const HANDED_IN: Text =
    Text { vi: "Người dân nộp hồ sơ", en: "Handed in by the citizen" };
/// Labels the national code of the procedure.
pub const PROCEDURE: Text = Text { vi: "Mã thủ tục", en: "Procedure code" };
/// Labels the applicant.
pub const APPLICANT: Text = Text { vi: "Chủ hồ sơ", en: "Applicant" };
/// Labels the clock.
pub const ACCEPT_BY: Text = Text { vi: "Tiếp nhận trước", en: "Accept before" };
/// Heads answers whose section the form does not name.
pub const OTHER_ANSWERS: Text = Text { vi: "Nội dung khác", en: "Other answers" };
/// Heads the papers.
pub const PAPERS: Text = Text { vi: "Thành phần hồ sơ", en: "Papers" };
/// Heads the attached files.
pub const FILES: Text = Text { vi: "Tệp đính kèm", en: "Attached files" };
/// Says that no file is attached.
pub const NO_FILES: Text = Text { vi: "Không có tệp đính kèm.", en: "No file is attached." };
/// Heads what happened.
pub const TIMELINE: Text = Text { vi: "Quá trình", en: "What happened" };
/// Names the step that an officer takes next.
pub const NEXT_STEP: Text =
    Text { vi: "Công chức xem và tiếp nhận", en: "An officer looks and accepts" };
/// Says how a paper comes when the citizen brings it.
pub const ON_PAPER: Text =
    Text { vi: "Nộp bản giấy tại quầy", en: "Brought to the counter on paper" };
/// Stands for an answer that was left empty.
pub const NO_ANSWER: Text = Text { vi: "Không có", en: "None" };
/// Says that a file opens beside this page.
pub const OPENS_APART: Text = Text { vi: "mở trong thẻ mới", en: "opens in a new tab" };
/// Says that the dossier is not to be found.
pub const NOT_FOUND: Text = Text { vi: "Không có hồ sơ này", en: "No such dossier" };

/// The published name of a state.
pub const fn state(state: DossierState) -> Text {
    match state {
        DossierState::AwaitingReception => {
            Text { vi: "Chờ tiếp nhận", en: "Awaiting reception" }
        }
        DossierState::Received => Text { vi: "Đã tiếp nhận", en: "Received" },
        DossierState::NotReceived => Text { vi: "Không tiếp nhận", en: "Not received" },
        DossierState::InProgress => Text { vi: "Đang xử lý", en: "In progress" },
        DossierState::AwaitingSupplement => {
            Text { vi: "Yêu cầu bổ sung giấy tờ", en: "Supplement asked for" }
        }
        DossierState::AwaitingPayment => {
            Text { vi: "Yêu cầu thực hiện nghĩa vụ tài chính", en: "Payment asked for" }
        }
        DossierState::Withdrawn => {
            Text { vi: "Công dân yêu cầu rút hồ sơ", en: "Withdrawn by the citizen" }
        }
        DossierState::Stopped => Text { vi: "Dừng xử lý", en: "Stopped" },
        DossierState::Settled => Text { vi: "Đã xử lý xong", en: "Settled" },
        DossierState::Returned => Text { vi: "Đã trả kết quả", en: "Result handed over" },
    }
}

/// Where an application was written.
pub const fn written(surface: Surface) -> Text {
    match surface {
        Surface::Kiosk => {
            Text { vi: "Tại màn hình ở sảnh", en: "At a touchscreen in the hall" }
        }
        Surface::Portal => {
            Text { vi: "Trên điện thoại hoặc máy tính", en: "On a phone or computer" }
        }
    }
}

/// A moment in full: "15:30, thứ Hai, 23/11/2026".
pub fn moment(at: NaiveDateTime) -> Words {
    let time = days::time(at.time());
    let day = days::day(at.date());
    Words { vi: format!("{time}, {}", day.vi), en: format!("{time}, {}", day.en) }
}

/// Names an attached file by its place.
pub fn file(place: usize) -> Words {
    Words { vi: format!("Tệp {place}"), en: format!("File {place}") }
}

/// Says which files hold a paper.
pub fn attached(places: &[usize]) -> Words {
    let list = places.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Words { vi: format!("Đính kèm: tệp {list}"), en: format!("Attached: file {list}") }
}

/// Says what a file is and how large.
pub fn file_kind(media_type: MediaType, bytes: u64) -> Words {
    let size = size(bytes);
    let (vi, en) = match media_type {
        MediaType::Jpeg => ("Ảnh JPEG", "JPEG picture"),
        MediaType::Png => ("Ảnh PNG", "PNG picture"),
        MediaType::Pdf => ("Tài liệu PDF", "PDF document"),
    };
    Words { vi: format!("{vi} · {}", size.vi), en: format!("{en} · {}", size.en) }
}
