//! Sentences: why a file was not taken, and what to do.

use crate::lang::Text;

/// There is nothing in it.
pub const EMPTY: Text = Text {
    vi: "Tệp không có nội dung. Vui lòng chọn tệp khác.",
    en: "The file is empty. Please choose another.",
};
/// It is too large.
pub const TOO_LARGE: Text = Text {
    vi: "Tệp lớn quá 20 MB. Vui lòng chọn tệp nhỏ hơn hoặc chụp lại.",
    en: "The file is larger than 20 MB. Please choose a smaller one or take a new picture.",
};
/// It is of another type.
pub const WRONG_TYPE: Text = Text {
    vi: "Chỉ nhận ảnh JPEG, PNG hoặc tệp PDF. Vui lòng chọn tệp khác.",
    en: "Only JPEG or PNG pictures and PDF files are taken. Please choose another file.",
};
/// It cannot be read.
pub const UNREADABLE: Text = Text {
    vi: "Không đọc được tệp này. Vui lòng chọn lại.",
    en: "This file cannot be read. Please choose it again.",
};
/// The line was cut.
pub const OFFLINE: Text = Text {
    vi: "Mạng bị ngắt. Vui lòng bấm Thử lại.",
    en: "The line was cut. Please try again.",
};
/// There are too many.
pub const TOO_MANY: Text = Text {
    vi: "Một hồ sơ gửi được nhiều nhất 20 tệp. Vui lòng bớt tệp.",
    en: "An application takes 20 files at most. Please remove some.",
};

/// A length: "1,5 MB".
pub fn size(bytes: u64) -> crate::lang::Words {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        let text = format!("{kilobytes} KB");
        return crate::lang::Words { vi: text.clone(), en: text };
    }
    let tenths = bytes.saturating_mul(10) / (1024 * 1024);
    crate::lang::Words {
        vi: format!("{},{} MB", tenths / 10, tenths % 10),
        en: format!("{}.{} MB", tenths / 10, tenths % 10),
    }
}
