//! Sentences: how a printer is, to those who mend it and to those who would get a slip.

use crate::lang::Text;
use crate::printer::PrinterCondition;

/// Says to the staff how a printer is and what to do.
pub const fn condition(condition: PrinterCondition) -> Text {
    match condition {
        PrinterCondition::Ready => Text { vi: "Máy in sẵn sàng.", en: "The printer is ready." },
        PrinterCondition::PaperNearEnd => Text {
            vi: "Giấy in sắp hết. Xin chuẩn bị cuộn mới.",
            en: "The paper will be out soon. Please have a new roll at hand.",
        },
        PrinterCondition::PaperEnd => Text {
            vi: "Máy in hết giấy. Xin thay cuộn giấy.",
            en: "The printer is out of paper. Please put in a new roll.",
        },
        PrinterCondition::CoverOpen => Text {
            vi: "Nắp máy in đang mở. Xin đóng nắp lại.",
            en: "The cover of the printer is open. Please close it.",
        },
        PrinterCondition::Failing => Text {
            vi: "Máy in báo lỗi. Xin kiểm tra dao cắt và giấy, rồi tắt bật lại máy in.",
            en: "The printer reports an error. Please check knife and paper, then switch it off \
                 and on.",
        },
        PrinterCondition::Unreachable => Text {
            vi: "Không liên lạc được với máy in. Xin kiểm tra nguồn điện và dây nối.",
            en: "The printer cannot be reached. Please check its power and its cable.",
        },
        PrinterCondition::Unknown => Text {
            vi: "Máy in không báo tình trạng. Xin nhìn trực tiếp xem máy còn giấy không.",
            en: "The printer does not tell how it is. Please look whether it has paper.",
        },
    }
}

/// Says before a number is taken that there will be no slip; nothing where there will be one.
pub const fn no_slip(condition: PrinterCondition) -> Option<Text> {
    match condition {
        PrinterCondition::Ready | PrinterCondition::PaperNearEnd | PrinterCondition::Unknown => {
            None
        }
        PrinterCondition::PaperEnd => Some(Text {
            vi: "Máy in đang hết giấy. Ông/Bà vẫn lấy được số: xin ghi lại hoặc quét mã bằng \
                 điện thoại.",
            en: "The printer is out of paper. You can still take a number: please note it down \
                 or scan its code with your phone.",
        }),
        PrinterCondition::CoverOpen | PrinterCondition::Failing | PrinterCondition::Unreachable => {
            Some(Text {
                vi: "Máy in đang tạm nghỉ. Ông/Bà vẫn lấy được số: xin ghi lại hoặc quét mã bằng \
                 điện thoại.",
                en: "The printer is not working at present. You can still take a number: please \
                 note it down or scan its code with your phone.",
            })
        }
    }
}
