//! Sentences: the counter, where an officer calls and closes.

mod asking;
mod lists;
mod parked;
mod reason;

pub use self::asking::*;
pub use self::lists::*;
pub use self::parked::*;
pub use self::reason::{pick_ground, reason, waiver_ground};

use chrono::TimeDelta;

use crate::hall::DayFigures;
use crate::lang::{Text, Words};
use crate::ticket::CALLS_MAX;

/// Says what the screen is for.
pub const TITLE: Text = Text { vi: "Quầy tiếp nhận", en: "Counter" };
/// Heads the zone of the ticket at hand.
pub const AT_HAND: Text = Text { vi: "Số tại quầy", en: "At this counter" };
/// Heads the zone of what the person came for.
pub const MATTER: Text = Text { vi: "Việc của người dân", en: "What the person came for" };
/// Heads the waiting list.
pub const WAITING: Text = Text { vi: "Đang chờ", en: "Waiting" };

/// Calls whoever is next.
pub const NEXT: Text = Text { vi: "Gọi số tiếp theo", en: "Call next" };
/// Calls the same number again.
pub const RECALL: Text = Text { vi: "Gọi lại", en: "Call again" };
/// Begins to serve.
pub const SERVE: Text = Text { vi: "Bắt đầu phục vụ", en: "Start serving" };
/// Ends the matter.
pub const CLOSE: Text = Text { vi: "Kết thúc", en: "Finish" };
/// Ends a number whose owner did not come.
pub const NO_SHOW: Text = Text { vi: "Vắng", en: "No-show" };
/// Puts the number at hand aside.
pub const HOLD: Text = Text { vi: "Giữ", en: "Hold" };
/// Hands the number at hand over.
pub const TRANSFER: Text = Text { vi: "Chuyển", en: "Transfer" };
/// Goes on with another matter.
pub const GO_ON: Text = Text { vi: "Thêm việc", en: "Another matter" };
/// Ends the number at hand otherwise than served.
pub const END_OTHERWISE: Text = Text { vi: "Kết quả khác", en: "Other ending" };
/// Names the row of verbs.
pub const VERBS: Text = Text { vi: "Thao tác tại quầy", en: "Acts at this counter" };

/// Says that no number is at hand.
pub const FREE: Text =
    Text { vi: "Chưa có số nào tại quầy", en: "No number at this counter" };
/// Says what to do with a free counter.
pub const FREE_NEXT: Text = Text {
    vi: "Bấm phím cách để gọi số tiếp theo.",
    en: "Press the space bar to call the next number.",
};
/// Says that nobody waits.
pub const NOBODY: Text = Text { vi: "Chưa có ai chờ", en: "Nobody is waiting" };
/// Says what happens when somebody comes.
pub const NOBODY_NEXT: Text = Text {
    vi: "Số mới sẽ tự hiện tại đây.",
    en: "New numbers appear here by themselves.",
};
/// Says that the press found nobody.
pub const FOUND_NOBODY: Text = Text {
    vi: "Hiện không có ai chờ ở các dãy số của quầy này.",
    en: "Nobody is waiting in the series of this counter.",
};
/// Stands for a matter before a number is called.
pub const NO_MATTER: Text = Text {
    vi: "Thủ tục và giấy tờ sẽ hiện khi có số tại quầy.",
    en: "The procedure and the papers appear when a number is at the counter.",
};

/// Heads the papers the person ticked.
pub const TICKED: Text =
    Text { vi: "Giấy tờ người dân báo đã mang", en: "Papers the person has ticked" };
/// Heads the papers the person did not tick.
pub const NOT_TICKED: Text =
    Text { vi: "Giấy tờ chưa được đánh dấu", en: "Papers that were not ticked" };
/// Heads the time limit and the fee.
pub const TERMS: Text = Text { vi: "Thời hạn và lệ phí", en: "Time limit and fee" };
/// Says that no paper was ticked.
pub const NONE_TICKED: Text = Text {
    vi: "Người dân chưa đánh dấu giấy tờ nào.",
    en: "The person ticked no papers.",
};
/// Labels the class of a ticket.
pub const CLASS: Text = Text { vi: "Đối tượng", en: "Class" };
/// Labels the time limit of the procedure.
pub const LIMIT: Text = Text { vi: "Thời hạn", en: "Time limit" };
/// Labels the fee of the procedure.
pub const FEE: Text = Text { vi: "Lệ phí", en: "Fee" };
/// Labels when the ticket was taken.
pub const ISSUED: Text = Text { vi: "Lấy số lúc", en: "Taken at" };
/// Labels how long the ticket waited.
pub const WAITED: Text = Text { vi: "Đã chờ", en: "Waited" };

/// Stands beside the running time while the citizen is served.
pub const SERVING: Text = Text { vi: "đang phục vụ", en: "being served" };

/// Says that an act takes long.
pub const SLOW: Text = Text {
    vi: "Máy chủ của sảnh trả lời chậm. Lệnh vừa bấm đang được chờ.",
    en: "The hall's server is slow. The act is still waited for.",
};
/// Heads an act whose answer was lost.
pub const UNANSWERED_TITLE: Text = Text { vi: "Chưa có trả lời", en: "No answer yet" };
/// Says what happens with an act whose answer was lost.
pub const UNANSWERED: Text = Text {
    vi: "Đang gửi lại đúng lệnh này. Mỗi lệnh chỉ được thực hiện một lần.",
    en: "The same act is being sent again. It is carried out only once.",
};
/// Heads an act that the rules refuse.
pub const REFUSED: Text = Text { vi: "Chưa thực hiện được", en: "Not done" };
/// Says that the answer to an act makes no sense.
pub const FAILED: Text = Text {
    vi: "Máy chủ của sảnh trả lời không đúng. Xin tải lại trang rồi thử lại.",
    en: "The hall's server gave an answer that cannot be read. Please reload and try again.",
};
/// Says that the list shown is the last known one.
pub const STALE: Text = Text {
    vi: "Danh sách dưới đây là lần cập nhật cuối.",
    en: "The list below is the last known one.",
};

/// Stands beside the running time after a call.
pub fn since_call(calls: u8) -> Words {
    Words {
        vi: format!("từ lần gọi {calls}/{CALLS_MAX}"),
        en: format!("since call {calls} of {CALLS_MAX}"),
    }
}

/// Says how many people wait.
pub fn people(count: u32) -> Words {
    Words {
        vi: format!("{count}\u{a0}người"),
        en: if count == 1 { "1\u{a0}person".to_owned() } else { format!("{count}\u{a0}people") },
    }
}

/// Sums up the officer's day.
pub fn day_figures(today: &DayFigures) -> Words {
    let DayFigures { called, served, no_shows, .. } = today;
    let mean = today.mean_service_s().map(|seconds| seconds.div_ceil(60)).filter(|mean| *mean > 0);
    let mean_vi = mean.map(|mean| format!(" · bình quân {mean}\u{a0}phút")).unwrap_or_default();
    let mean_en = mean.map(|mean| format!(" · {mean}\u{a0}min on average")).unwrap_or_default();
    Words {
        vi: format!("Hôm nay: gọi {called} · xong {served}\u{a0}việc · vắng {no_shows}{mean_vi}"),
        en: format!("Today: {called} called · {served} served · {no_shows} absent{mean_en}"),
    }
}

/// Says how long a ticket has waited.
pub fn waited(minutes: i64) -> Words {
    match minutes {
        ..1 => Text { vi: "dưới 1\u{a0}phút", en: "under 1\u{a0}min" }.into(),
        1..60 => Words { vi: format!("{minutes}\u{a0}phút"), en: format!("{minutes}\u{a0}min") },
        _ => {
            let (hours, rest) = (minutes / 60, minutes % 60);
            Words {
                vi: format!("{hours}\u{a0}giờ {rest}\u{a0}phút"),
                en: format!("{hours}\u{a0}h {rest}\u{a0}min"),
            }
        }
    }
}

/// Writes a running time: `04:12`, `1:04:12`.
pub fn running(time: TimeDelta) -> String {
    let seconds = time.num_seconds().max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes:02}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}
