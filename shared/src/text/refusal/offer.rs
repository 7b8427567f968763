//! Why something is not offered, and when it is offered again.

use super::{BUSY, STORE_STOPPED};
use crate::hall::{Offer, Reopening};
use crate::lang::{Text, Words};
use crate::text::citizen::days;

/// The sentence for the person before the screen.
pub(super) fn words(offer: Offer) -> Words {
    match offer {
        Offer::Open => BUSY.into(),
        Offer::Break(reopens) => resting(reopens),
        Offer::Closed(reopens) => then(CLOSED, reopens, NEXT_HOURS),
        Offer::Spent(reopens) => then(SPENT, reopens, NEXT_DAY),
        Offer::Full(reopens) => then(FULL, reopens, NEXT_DAY),
        Offer::NotEnrolled => NOT_ENROLLED.into(),
        Offer::NoRoom => NO_ROOM.into(),
        Offer::StoreStopped => STORE_STOPPED.into(),
    }
}

/// Says when something is offered again: "từ 13:30 hôm nay".
pub fn reopening(at: Reopening) -> Words {
    match at {
        Reopening::Today(at) => Words {
            vi: format!("từ {} hôm nay", days::time(at)),
            en: format!("from {} today", days::time(at)),
        },
        Reopening::Tomorrow(at) => Words {
            vi: format!("từ {} ngày mai", days::time(at)),
            en: format!("from {} tomorrow", days::time(at)),
        },
        Reopening::On(at) => {
            let day = days::day(at.date());
            let time = days::time(at.time());
            Words {
                vi: format!("từ {time} {}", day.vi), en: format!("from {time} on {}", day.en)
            }
        }
    }
}

fn resting(reopens: Reopening) -> Words {
    let when = reopening(reopens);
    Words {
        vi: format!(
            "Đang nghỉ giữa giờ nên chưa cấp số. Mời Ông/Bà lấy số {}. \
             Trong lúc này Ông/Bà vẫn xem thủ tục và tra cứu hồ sơ được.",
            when.vi
        ),
        en: format!(
            "There is a break, so no numbers are given out. Please take one {}. \
             Meanwhile you can read about procedures and look an application up.",
            when.en
        ),
    }
}

fn then(why: Text, reopens: Option<Reopening>, without: Text) -> Words {
    let Some(when) = reopens.map(reopening) else {
        return Words {
            vi: format!("{} {}", why.vi, without.vi),
            en: format!("{} {}", why.en, without.en),
        };
    };
    Words {
        vi: format!("{} Mời Ông/Bà quay lại {}.", why.vi, when.vi),
        en: format!("{} Please come back {}.", why.en, when.en),
    }
}

const CLOSED: Text =
    Text { vi: "Ngoài giờ tiếp nhận.", en: "This is outside the opening hours." };
const SPENT: Text = Text { vi: "Hôm nay đã hết số.", en: "Today's numbers are spent." };
const FULL: Text = Text {
    vi: "Hôm nay đã hết số, vì số người đang chờ đã kín thời gian còn lại.",
    en: "Today's numbers are spent, because those who wait fill the time that is left.",
};
const NEXT_HOURS: Text = Text {
    vi: "Ông/Bà vui lòng quay lại trong giờ làm việc.",
    en: "Please come back during working hours.",
};
const NEXT_DAY: Text = Text {
    vi: "Ông/Bà vui lòng quay lại vào ngày làm việc tiếp theo.",
    en: "Please come back on the next working day.",
};
const NO_ROOM: Text = Text {
    vi: "Sảnh tạm hết chỗ lưu hồ sơ mới; hồ sơ đã nhận vẫn an toàn. Ông/Bà vẫn lấy được số và \
         nộp bản giấy tại quầy.",
    en: "The hall has no room for new applications at present; those received are safe. You can \
         still take a number and file on paper at the counter.",
};
const NOT_ENROLLED: Text = Text {
    vi: "Sảnh chưa kết nối với hệ thống trung tâm nên chưa nhận được hồ sơ tại đây. \
         Mời Ông/Bà lấy số để nộp tại quầy.",
    en: "This hall is not connected to the central system yet and cannot take applications here. \
         Please take a number and apply at a counter.",
};
