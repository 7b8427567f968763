//! Refusals that are about a ticket.

use crate::lang::{Text, Words};
use crate::ticket::{MATTERS_MAX, TicketError, TicketNumber};

pub(super) const APPOINTMENT_OTHER_DAY: Text = Text {
    vi: "Lịch hẹn không phải trong hôm nay. Mời Ông/Bà lấy số thường.",
    en: "The appointment is not on this day. Please take an ordinary number.",
};

pub(super) const CARD_REQUIRED: Text = Text {
    vi: "Lĩnh vực này cấp số khi có thẻ căn cước, quét tại máy lấy số trong sảnh. Không có thẻ, \
         mời Ông/Bà hỏi quầy hướng dẫn.",
    en: "This field gives numbers by identity card, scanned at a screen in the hall. Without one, \
         please ask at the information desk.",
};

pub(super) const CARD_NOT_HERE: Text = Text {
    vi: "Thẻ căn cước chỉ được đọc tại máy lấy số trong sảnh. Mời Ông/Bà lấy số tại đó.",
    en: "Identity cards are read at the screens in the hall only. Please take a number there.",
};

pub(super) fn allowance_spent(tickets_max: u8, holds: Option<&TicketNumber>) -> Words {
    match holds {
        Some(number) => Words {
            vi: format!(
                "Ông/Bà đã có số {number} và số này đang chờ gọi. Cần thêm số, mời Ông/Bà hỏi \
                 quầy hướng dẫn."
            ),
            en: format!(
                "You have number {number} already, and it waits to be called. If you need \
                 another, please ask at the information desk."
            ),
        },
        None => Words {
            vi: format!(
                "Hôm nay Ông/Bà đã lấy đủ {tickets_max} số của lĩnh vực này. Cần thêm số, mời \
                 Ông/Bà hỏi quầy hướng dẫn."
            ),
            en: format!(
                "You have taken as many numbers of this field as one may on a day: \
                 {tickets_max}. If you need another, please ask at the information desk."
            ),
        },
    }
}

pub(super) fn words(error: TicketError) -> Words {
    match error {
        TicketError::Elsewhere(counter) => Words {
            vi: format!("Số này đang ở quầy {counter}."),
            en: format!("This number is at counter {counter}."),
        },
        TicketError::Reserved(counter) => Words {
            vi: format!("Số này đang được dành cho quầy {counter}."),
            en: format!("This number is kept for counter {counter}."),
        },
        TicketError::NotCalled => NOT_CALLED.into(),
        TicketError::Serving => SERVING.into(),
        TicketError::NotServing => NOT_SERVING.into(),
        TicketError::Held => HELD.into(),
        TicketError::NotHeld => NOT_HELD.into(),
        TicketError::Closed => CLOSED.into(),
        TicketError::NotAbsent => NOT_ABSENT.into(),
        TicketError::ReturnedBefore => RETURNED_BEFORE.into(),
        TicketError::NotFromHere => NOT_FROM_HERE.into(),
        TicketError::OtherDay => OTHER_DAY.into(),
        TicketError::TooManyMatters => Words {
            vi: format!("Một lượt nhiều nhất {MATTERS_MAX} việc. Mời người dân lấy số mới."),
            en: format!("A visit has at most {MATTERS_MAX} matters. Please ask for a new number."),
        },
    }
}

const NOT_CALLED: Text =
    Text { vi: "Số này chưa được gọi.", en: "This number was not called yet." };
const SERVING: Text =
    Text { vi: "Số này đang được phục vụ.", en: "This number is being served." };
const NOT_SERVING: Text = Text {
    vi: "Số này chưa bắt đầu được phục vụ. Vui lòng bấm Bắt đầu phục vụ trước.",
    en: "This number is not being served yet. Please press Start serving first.",
};
const HELD: Text = Text {
    vi: "Số này đang được tạm giữ. Vui lòng đưa trở lại hàng chờ trước.",
    en: "This number is held. Please put it back into the queue first.",
};
const NOT_HELD: Text = Text {
    vi: "Số này không còn được tạm giữ.",
    en: "This number is not held any more.",
};
const CLOSED: Text = Text { vi: "Số này đã kết thúc.", en: "This number has ended." };
const NOT_ABSENT: Text = Text {
    vi: "Chỉ số đã ghi nhận vắng mới được đưa trở lại hàng chờ.",
    en: "Only a number that was a no-show can be put back into the queue.",
};
const RETURNED_BEFORE: Text = Text {
    vi: "Số này đã được đưa trở lại một lần. Mời người dân lấy số mới.",
    en: "This number was put back once before. Please ask for a new number.",
};
const NOT_FROM_HERE: Text = Text {
    vi: "Số này không kết thúc tại quầy này nên không gọi tiếp tại đây được.",
    en: "This number did not end at this counter, so it cannot come again here.",
};
const OTHER_DAY: Text = Text {
    vi: "Số này không phải của hôm nay. Mời người dân lấy số mới.",
    en: "This number is not of this day. Please ask for a new number.",
};
