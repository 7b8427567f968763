//! Sentences: the rule that chose a ticket, and the ground on which an officer did.

use crate::allowance::WaiverGround;
use crate::lang::{Text, Words};
use crate::queue::{PickGround, Reason};
use crate::text::citizen::days;
use crate::time::{Timestamp, wall_clock};

/// Says why this ticket was chosen.
pub fn reason(reason: &Reason) -> Words {
    match reason {
        Reason::OrderOfArrival => Text { vi: "Theo thứ tự đến", en: "In order of arrival" }.into(),
        Reason::PriorityTurn { ordinary_before } => Words {
            vi: format!("Lượt ưu tiên, sau {ordinary_before} số thường"),
            en: format!("Priority turn, after {ordinary_before} ordinary numbers"),
        },
        Reason::OrdinaryTurn { ordinary_before } => {
            let turn = ordinary_before.saturating_add(1);
            Words {
                vi: format!("Lượt thường thứ {turn} kể từ số ưu tiên gần nhất"),
                en: format!("Ordinary turn {turn} since the last priority number"),
            }
        }
        Reason::LongestWait { waited_minutes } => Words {
            vi: format!("Đã chờ {waited_minutes} phút, quá mức chờ cho phép"),
            en: format!("Waited {waited_minutes} minutes, longer than its class may"),
        },
        Reason::Appointment { booked_for } => {
            let clock = clock(*booked_for);
            Words {
                vi: format!("Đúng hẹn lúc {clock}"), en: format!("Appointment at {clock}")
            }
        }
        Reason::EarlyAppointment { booked_for } => {
            let clock = clock(*booked_for);
            Words {
                vi: format!("Hẹn lúc {clock}, gọi sớm vì không còn ai chờ"),
                en: format!("Appointment at {clock}, called early as nobody else waits"),
            }
        }
        Reason::FirstInLine => Text {
            vi: "Đầu hàng, vì đã tạm giữ hoặc được chuyển đến",
            en: "First in line, after a hold or a transfer",
        }
        .into(),
        Reason::Returned => {
            Text { vi: "Vắng khi gọi, nay đã quay lại", en: "Came back after a no-show" }.into()
        }
        Reason::Reserved => Text {
            vi: "Dành cho quầy này, không xếp hàng lại",
            en: "Kept for this counter, without queueing again",
        }
        .into(),
        Reason::Picked { ground } => {
            let ground = pick_ground(*ground);
            Words {
                vi: format!("{} · công chức chọn", ground.vi),
                en: format!("{} · picked by the officer", ground.en),
            }
        }
    }
}

/// Says on which ground an officer calls a number out of turn.
pub const fn pick_ground(ground: PickGround) -> Text {
    match ground {
        PickGround::Unwell => {
            Text { vi: "Người dân không đủ sức chờ", en: "Not well enough to wait" }
        }
        PickGround::PriorityUndeclared => Text {
            vi: "Thuộc diện ưu tiên nhưng chưa khai",
            en: "Of a priority group that was not declared",
        },
        PickGround::ShortMatter => Text {
            vi: "Chỉ nộp bổ sung hoặc nhận kết quả",
            en: "Only hands in or collects",
        },
        PickGround::WrongField => Text {
            vi: "Lấy nhầm số của lĩnh vực khác",
            en: "Took a number of the wrong field",
        },
        PickGround::OurMistake => {
            Text { vi: "Do lỗi của máy hoặc của Trung tâm", en: "Our mistake" }
        }
        PickGround::Other => Text { vi: "Lý do khác, có ghi rõ", en: "Another ground, noted" },
    }
}

/// Says on which ground an officer gives a number beyond the allowance.
pub const fn waiver_ground(ground: WaiverGround) -> Text {
    match ground {
        WaiverGround::NoCard => {
            Text { vi: "Không mang thẻ căn cước", en: "No identity card at hand" }
        }
        WaiverGround::ForOthers => {
            Text { vi: "Nộp thay cho nhiều người", en: "Hands in for several people" }
        }
        WaiverGround::Hardship => Text {
            vi: "Diện ưu tiên hoặc ở xa, hôm nay đã hết số",
            en: "Priority or from afar, and the numbers are spent",
        },
        WaiverGround::OurMistake => {
            Text { vi: "Do lỗi của máy hoặc của Trung tâm", en: "Our mistake" }
        }
    }
}

fn clock(at: Timestamp) -> String {
    days::time(wall_clock(at).time())
}
