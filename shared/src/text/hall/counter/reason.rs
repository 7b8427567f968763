//! Sentences: the rule that chose a ticket.

use crate::lang::{Text, Words};
use crate::queue::Reason;

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
    }
}
