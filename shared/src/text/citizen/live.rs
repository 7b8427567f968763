//! Sentences: the live place of a ticket on a phone.

use chrono::{NaiveDateTime, NaiveTime};

use super::days;
use crate::hall::LiveStanding;
use crate::lang::{Text, Words};
use crate::time::wall_clock;

/// Heads the page.
pub const TITLE: Text = Text { vi: "Theo dõi số thứ tự", en: "Follow your number" };
/// Says that the turn is near.
pub const NEAR: Text = Text { vi: "Sắp đến lượt Ông/Bà", en: "Your turn is near" };
/// Says what to do when the turn is near.
pub const NEAR_DO: Text = Text {
    vi: "Mời Ông/Bà về sảnh và chuẩn bị giấy tờ.",
    en: "Please come to the hall and have your papers ready.",
};
/// Says what to do with a call.
pub const CALLED_DO: Text = Text {
    vi: "Mời Ông/Bà đến quầy ngay, mang theo giấy tờ.",
    en: "Please go to the counter now and bring your papers.",
};
/// Says that the page tells by itself.
pub const KEEP_OPEN: Text = Text {
    vi: "Ông/Bà giữ trang này mở. Trang tự báo khi sắp đến lượt và khi được gọi.",
    en: "Keep this page open. It tells you when your turn is near and when you are called.",
};
/// Heads what is said about a call that was missed.
pub const MISSED: Text = Text {
    vi: "Số này đã được gọi nhưng chưa có người đến",
    en: "Called, but nobody came",
};
/// Says what to do after a missed call.
pub const MISSED_RETURN: Text = Text {
    vi: "Nếu đã có mặt, mời Ông/Bà báo công chức trong hôm nay. Số được đưa trở lại hàng chờ \
         một lần.",
    en: "If you are here, please tell an officer today. A number goes back into the queue once.",
};
/// Says what to do after a second missed call.
pub const MISSED_AGAIN: Text = Text {
    vi: "Số này đã được đưa trở lại một lần. Mời Ông/Bà lấy số mới.",
    en: "This number went back into the queue once. Please take a new number.",
};
/// Heads the end of a day.
pub const DAY_OVER: Text =
    Text { vi: "Số này không còn hiệu lực", en: "This number is no longer valid" };
/// Says what to do after its day.
pub const DAY_OVER_DO: Text = Text {
    vi: "Ngày của số này đã kết thúc. Mời Ông/Bà lấy số mới vào ngày làm việc tiếp theo.",
    en: "The day of this number is over. Please take a new one on the next working day.",
};
/// Heads a code that opens nothing.
pub const UNKNOWN: Text =
    Text { vi: "Không tìm thấy số này", en: "This number was not found" };
/// Says what to do with a code that opens nothing.
pub const UNKNOWN_DO: Text = Text {
    vi: "Mã quét không đúng hoặc chưa trọn. Mời Ông/Bà quét lại mã trên phiếu, hoặc xem số trên \
         màn hình của sảnh.",
    en: "The code is wrong or incomplete. Please scan the slip again, or watch the display in the \
         hall.",
};
/// Says that the line is lost.
pub const LOST: Text = Text { vi: "Mất kết nối", en: "Disconnected" };
/// Asks again.
pub const ASK_AGAIN: Text = Text { vi: "Hỏi lại ngay", en: "Ask again now" };

/// Says from when the shown place is, while the line is lost.
pub fn last_known(at: NaiveDateTime) -> Words {
    let clock = days::time(at.time());
    Words {
        vi: format!(
            "Tình trạng bên dưới là lúc {clock}. Trang tự thử lại; trong lúc chờ, mời Ông/Bà \
             nghe gọi số tại sảnh."
        ),
        en: format!(
            "What you see is from {clock}. The page keeps trying; meanwhile please listen for \
             your number in the hall."
        ),
    }
}

/// Says when the place was last heard of.
pub fn heard(at: NaiveTime) -> Words {
    let clock = days::time(at);
    Words { vi: format!("Cập nhật lúc {clock}"), en: format!("Updated at {clock}") }
}

/// What the tab of the browser says, so that it is seen from another one.
pub fn tab(number: &str, standing: LiveStanding, is_near: bool) -> Words {
    let place = match standing {
        LiveStanding::Waiting { .. } if is_near => NEAR.into(),
        LiveStanding::Waiting { people_before, .. } => Words {
            vi: format!("còn {people_before} người"),
            en: format!("{people_before} before you"),
        },
        LiveStanding::Called { counter, .. } => super::ticket::go_to(counter.0),
        LiveStanding::Serving { .. }
        | LiveStanding::Held { .. }
        | LiveStanding::Missed { .. }
        | LiveStanding::Served
        | LiveStanding::Incomplete
        | LiveStanding::Withdrawn
        | LiveStanding::DayOver => TITLE.into(),
    };
    Words { vi: format!("{number} · {}", place.vi), en: format!("{number} · {}", place.en) }
}

/// What the standing means, in one sentence.
pub fn standing(standing: LiveStanding) -> Words {
    match standing {
        LiveStanding::Waiting { people_before, estimate } => {
            super::ticket::ahead(people_before, estimate)
        }
        LiveStanding::Called { counter, .. } => super::ticket::go_to(counter.0),
        LiveStanding::Serving { counter } => Words {
            vi: format!("Công chức tại quầy {counter} đang phục vụ số này"),
            en: format!("This number is being served at counter {counter}"),
        },
        LiveStanding::Held { until } => {
            let clock = days::time(wall_clock(until).time());
            Words {
                vi: format!("Số này được tạm giữ đến {clock}"),
                en: format!("This number is held until {clock}"),
            }
        }
        LiveStanding::Missed { .. } => MISSED.into(),
        LiveStanding::Served => SERVED.into(),
        LiveStanding::Incomplete => INCOMPLETE.into(),
        LiveStanding::Withdrawn => WITHDRAWN.into(),
        LiveStanding::DayOver => DAY_OVER.into(),
    }
}

/// What the holder does now.
pub fn to_do(standing: LiveStanding, is_near: bool) -> Text {
    match standing {
        LiveStanding::Waiting { .. } if is_near => NEAR_DO,
        LiveStanding::Waiting { .. } => KEEP_OPEN,
        LiveStanding::Called { .. } => CALLED_DO,
        LiveStanding::Serving { .. } | LiveStanding::Served | LiveStanding::Withdrawn => THANKS,
        LiveStanding::Held { .. } => HELD_DO,
        LiveStanding::Missed { may_return: true } => MISSED_RETURN,
        LiveStanding::Missed { may_return: false } => MISSED_AGAIN,
        LiveStanding::Incomplete => INCOMPLETE_DO,
        LiveStanding::DayOver => DAY_OVER_DO,
    }
}

const SERVED: Text =
    Text { vi: "Số này đã được phục vụ xong", en: "This number was served" };
const INCOMPLETE: Text = Text { vi: "Hồ sơ cần bổ sung", en: "Something is missing" };
const INCOMPLETE_DO: Text = Text {
    vi: "Mời Ông/Bà bổ sung theo hướng dẫn tại quầy. Trong hôm nay, Ông/Bà quay lại đúng quầy đó, \
         không cần lấy số mới.",
    en: "Please bring what the officer named. On the same day come back to that counter without a \
         new number.",
};
const WITHDRAWN: Text = Text {
    vi: "Số này đã kết thúc theo yêu cầu của Ông/Bà",
    en: "This number was ended as you asked",
};
const HELD_DO: Text = Text {
    vi: "Khi quay lại, mời Ông/Bà báo công chức tại quầy. Quá giờ này, số tự trở lại hàng chờ.",
    en: "When you are back, please tell the officer. After that time it waits in line by itself.",
};
const THANKS: Text = Text { vi: "Xin cảm ơn Ông/Bà.", en: "Thank you." };
