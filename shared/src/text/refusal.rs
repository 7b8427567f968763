//! What a refusal says to the person before the screen: what happened and what to do.

mod counter;
mod offer;
mod ticket;

use crate::lang::{Text, Words};
use crate::refusal::Refusal;
use crate::text::{device, printer};

pub use offer::reopening;

impl Refusal {
    /// The sentence, in both languages.
    pub fn words(&self) -> Words {
        match self {
            Self::TooLarge { bytes_max } => too_large(*bytes_max),
            Self::TooManyFiles { files_max } => Words {
                vi: format!("Chỉ gửi được nhiều nhất {files_max} tệp. Ông/Bà vui lòng bớt tệp."),
                en: format!("At most {files_max} files can be sent. Please remove some."),
            },
            Self::UnknownProcedure { procedure } => Words {
                vi: format!("Không có thủ tục mang mã {procedure}. Ông/Bà vui lòng tìm lại."),
                en: format!("No procedure has the code {procedure}. Please search again."),
            },
            Self::ProcedureClosed { reason, .. } => Words {
                vi: format!("Thủ tục này đang tạm dừng tiếp nhận. {}", reason.vi),
                en: format!("This procedure is not being received at present. {}", reason.en),
            },
            Self::TooManyTries { retry_after_s } => Words {
                vi: format!("Đã thử quá nhiều lần. Vui lòng thử lại sau {retry_after_s} giây."),
                en: format!("Too many tries. Please try again in {retry_after_s} seconds."),
            },
            Self::PasswordTooShort { signs_min } => Words {
                vi: format!("Mật khẩu cần có ít nhất {signs_min} ký tự."),
                en: format!("The password needs at least {signs_min} characters."),
            },
            Self::PrinterUnknown { printer } => Words {
                vi: format!("Sảnh không có máy in tên {printer}. Vui lòng xem lại tên."),
                en: format!("The hall has no printer called {printer}. Please check the name."),
            },
            Self::PrinterNotReady { condition } => printer::condition(*condition).into(),
            Self::CounterTaken { counter } => counter::taken(*counter),
            Self::CounterUnknown { counter } => counter::unknown(*counter),
            Self::CounterNotOpen { counter } => counter::not_open(*counter),
            Self::SeriesUnknown { series } => counter::series_unknown(series),
            Self::SeriesNotServed { series } => counter::series_not_served(series),
            Self::NoteRefused { signs_max } => counter::note_refused(*signs_max),
            Self::HoldTooLong { minutes_max } => counter::hold_too_long(*minutes_max),
            Self::PeriodRefused { days_max } => counter::period_refused(*days_max),
            Self::AppointmentOtherDay => ticket::APPOINTMENT_OTHER_DAY.into(),
            Self::CardRequired => ticket::CARD_REQUIRED.into(),
            Self::CardNotHere => ticket::CARD_NOT_HERE.into(),
            Self::AllowanceSpent { tickets_max, holds } => {
                ticket::allowance_spent(*tickets_max, holds.as_ref())
            }
            Self::TicketAtHand => counter::TICKET_AT_HAND.into(),
            Self::NoTicketAtHand => counter::NO_TICKET_AT_HAND.into(),
            Self::NotOffered { offer } => offer::words(*offer),
            Self::Ticket { error } => ticket::words(*error),
            Self::NotFound => NOT_FOUND.into(),
            Self::BrokenJson | Self::UnknownFields | Self::BrokenId => BROKEN_REQUEST.into(),
            Self::WrongDigest | Self::ChunksMissing { .. } => WRONG_DIGEST.into(),
            Self::WrongType => WRONG_TYPE.into(),
            Self::OtherBytes => OTHER_BYTES.into(),
            Self::FormOutdated { .. } => FORM_OUTDATED.into(),
            Self::NoForm => NO_FORM.into(),
            Self::AnswersRefused { .. } => ANSWERS_REFUSED.into(),
            Self::PaperRefused { .. } => PAPER_REFUSED.into(),
            Self::FileUnknown { .. } => FILE_UNKNOWN.into(),
            Self::ClockWentBack => CLOCK_WENT_BACK.into(),
            Self::NoRoomForFiles => NO_ROOM_FOR_FILES.into(),
            Self::DiskFull | Self::StoreStopped => STORE_STOPPED.into(),
            Self::Busy => BUSY.into(),
            Self::NotSignedIn => NOT_SIGNED_IN.into(),
            Self::WrongPassword => WRONG_PASSWORD.into(),
            Self::LinkUsed => LINK_USED.into(),
            Self::WrongOrigin => WRONG_ORIGIN.into(),
            Self::SlipUnknown => SLIP_UNKNOWN.into(),
            Self::DeviceRevoked => device::REVOKED.into(),
            Self::DeviceRequired => device::REQUIRED.into(),
            Self::DeviceLinkUsed => device::LINK_REFUSED.into(),
            Self::HallUnknown => HALL_UNKNOWN.into(),
            Self::EnrolmentRefused => ENROLMENT_REFUSED.into(),
            Self::ManifestRefused => MANIFEST_REFUSED.into(),
            Self::Failed => FAILED.into(),
        }
    }
}

fn too_large(bytes_max: u64) -> Words {
    let megabytes = bytes_max / (1024 * 1024);
    if megabytes == 0 {
        return Words {
            vi: "Nội dung quá dài. Ông/Bà vui lòng viết ngắn lại.".to_owned(),
            en: "The text is too long. Please shorten it.".to_owned(),
        };
    }
    Words {
        vi: format!("Tệp lớn quá {megabytes} MB. Ông/Bà vui lòng chọn tệp nhỏ hơn."),
        en: format!("The file is larger than {megabytes} MB. Please choose a smaller one."),
    }
}

const NOT_FOUND: Text = Text {
    vi: "Không tìm thấy. Ông/Bà vui lòng quay lại trang đầu.",
    en: "Not found. Please go back to the first page.",
};
const BROKEN_REQUEST: Text = Text {
    vi: "Yêu cầu không đọc được nên chưa có gì được nhận. Vui lòng tải lại trang và thử lại.",
    en: "The request cannot be read, so nothing was received. Please reload and try again.",
};
const WRONG_DIGEST: Text = Text {
    vi: "Tệp đến nơi không trọn vẹn nên chưa được nhận. Vui lòng gửi lại.",
    en: "The file did not arrive whole and was not received. Please send it again.",
};
const NO_ROOM_FOR_FILES: Text = Text {
    vi: "Sảnh tạm hết chỗ lưu tệp đính kèm. Phần đã khai vẫn còn. Ông/Bà vui lòng chọn nộp bản \
         giấy tại quầy cho giấy tờ này.",
    en: "The hall has no room for attached files at present. What you filled in is kept. Please \
         choose to bring this paper to the counter.",
};
const WRONG_TYPE: Text = Text {
    vi: "Chỉ nhận ảnh JPEG, PNG hoặc tệp PDF. Vui lòng chọn tệp khác.",
    en: "Only JPEG or PNG pictures and PDF files are accepted. Please choose another file.",
};
const OTHER_BYTES: Text = Text {
    vi: "Đã có hồ sơ khác mang mã này nên nội dung mới không được nhận. Vui lòng báo công chức.",
    en: "Something else was received under this name, so this was not. Please tell an officer.",
};
const FORM_OUTDATED: Text = Text {
    vi: "Biểu mẫu đã có bản mới. Vui lòng tải lại trang; nội dung đã nhập vẫn được giữ.",
    en: "There is a newer form. Please reload the page; what you entered is kept.",
};
const NO_FORM: Text = Text {
    vi: "Thủ tục này chưa nộp được tại đây. Mời Ông/Bà lấy số để nộp tại quầy.",
    en: "This procedure cannot be filed here yet. Please take a number and apply at a counter.",
};
const ANSWERS_REFUSED: Text =
    Text { vi: "Có câu trả lời cần xem lại.", en: "Some answers need another look." };
const PAPER_REFUSED: Text = Text {
    vi: "Danh sách giấy tờ chưa khớp với thủ tục. Vui lòng xem lại phần giấy tờ.",
    en: "The list of papers does not match the procedure. Please look at the papers again.",
};
const FILE_UNKNOWN: Text = Text {
    vi: "Có tệp chưa gửi xong. Vui lòng gửi lại tệp đó.",
    en: "One file was not sent completely. Please send that file again.",
};
const CLOCK_WENT_BACK: Text = Text {
    vi: "Đồng hồ của máy đang sai nên tạm dừng tiếp nhận. Vui lòng báo công chức.",
    en: "The clock of this machine is wrong, so nothing is accepted. Please tell an officer.",
};
const STORE_STOPPED: Text = Text {
    vi: "Máy tạm thời không lưu được nên chưa nhận gì. Nội dung vẫn còn trên màn hình. \
         Vui lòng báo công chức.",
    en: "This machine cannot store anything, so nothing was received. What you entered is still \
         on the screen. Please tell an officer.",
};
const BUSY: Text = Text {
    vi: "Đang có nhiều người cùng dùng. Vui lòng thử lại sau giây lát.",
    en: "Many people are using this at once. Please try again in a moment.",
};
const NOT_SIGNED_IN: Text = Text {
    vi: "Phiên làm việc đã hết. Vui lòng đăng nhập lại.",
    en: "You are not signed in. Please sign in again.",
};
const WRONG_PASSWORD: Text = Text {
    vi: "Tên đăng nhập hoặc mật khẩu chưa đúng. Vui lòng nhập lại.",
    en: "The name or the password is wrong. Please enter them again.",
};
const LINK_USED: Text = Text {
    vi: "Liên kết này đã dùng hoặc đã hết hạn. Vui lòng xin quản trị viên liên kết mới.",
    en: "This link was used or has expired. Please ask the administrator for a new one.",
};
const WRONG_ORIGIN: Text = Text {
    vi: "Yêu cầu đến từ trang khác nên bị từ chối. Vui lòng mở lại trang này.",
    en: "The request came from another site and was refused. Please open this page again.",
};
const SLIP_UNKNOWN: Text = Text {
    vi: "Mã phiếu và mã tra cứu không khớp. Ông/Bà vui lòng xem lại trên phiếu.",
    en: "The slip code and the look-up number do not match. Please check your slip.",
};
const HALL_UNKNOWN: Text = Text {
    vi: "Hệ thống trung tâm chưa biết sảnh này. Vui lòng ghi danh sảnh.",
    en: "The centre does not know this hall. Please enrol the hall.",
};
const ENROLMENT_REFUSED: Text = Text {
    vi: "Mã ghi danh đã dùng hoặc đã hết hạn. Vui lòng xin mã mới tại trung tâm.",
    en: "The enrolment code was used or has expired. Please ask the centre for a new one.",
};
const MANIFEST_REFUSED: Text = Text {
    vi: "Chữ ký hoặc bảng kê của sảnh không khớp nên trung tâm không nhận.",
    en: "The hall's signature or manifest does not hold, so the centre refused it.",
};
const FAILED: Text = Text {
    vi: "Máy chủ gặp lỗi nên chưa nhận gì. Vui lòng thử lại.",
    en: "The server failed, so nothing was received. Please try again.",
};
