//! Sentences: procedures, their fees and limits, and why one is not received.

use crate::catalogue::{
    Channel, Component, ComponentKind, Fee, Level, Limit, LimitUnit, ReceivableRefusal, Subject,
};
use crate::lang::{Text, Words};

/// The name of a channel.
pub const fn channel(channel: Channel) -> Text {
    match channel {
        Channel::InPerson => Text { vi: "Nộp trực tiếp", en: "In person" },
        Channel::Online => Text { vi: "Nộp trực tuyến", en: "Online" },
        Channel::Post => Text { vi: "Nộp qua bưu chính", en: "By post" },
    }
}

/// The name of a level.
pub const fn level(level: Level) -> Text {
    match level {
        Level::Ministry => Text { vi: "Cấp bộ", en: "Ministry" },
        Level::Province => Text { vi: "Cấp tỉnh", en: "Province" },
        Level::Commune => Text { vi: "Cấp xã", en: "Commune" },
        Level::Other => Text { vi: "Cơ quan khác", en: "Other body" },
    }
}

/// The name of a kind of applicant.
pub const fn subject(subject: Subject) -> Text {
    match subject {
        Subject::Citizen => Text { vi: "Công dân Việt Nam", en: "Vietnamese citizens" },
        Subject::OverseasVietnamese => Text {
            vi: "Người Việt Nam định cư ở nước ngoài",
            en: "Vietnamese people living abroad",
        },
        Subject::Foreigner => Text { vi: "Người nước ngoài", en: "Foreigners" },
        Subject::ResidentForeigner => Text {
            vi: "Người nước ngoài cư trú tại Việt Nam",
            en: "Foreigners residing in Viet Nam",
        },
        Subject::Official => Text {
            vi: "Cán bộ, công chức, viên chức",
            en: "Officials and public employees",
        },
        Subject::Organisation => Text {
            vi: "Tổ chức (không bao gồm doanh nghiệp, hợp tác xã)",
            en: "Organisations other than enterprises and co-operatives",
        },
        Subject::ForeignOrganisation => {
            Text { vi: "Tổ chức nước ngoài", en: "Foreign organisations" }
        }
        Subject::Enterprise => Text { vi: "Doanh nghiệp", en: "Enterprises" },
        Subject::ForeignInvestedEnterprise => Text {
            vi: "Doanh nghiệp có vốn đầu tư nước ngoài",
            en: "Enterprises with foreign capital",
        },
        Subject::Cooperative => Text { vi: "Hợp tác xã", en: "Co-operatives" },
    }
}

/// What is done with a paper.
pub const fn component_kind(kind: ComponentKind) -> Text {
    match kind {
        ComponentKind::Submit => Text { vi: "Nộp", en: "Hand in" },
        ComponentKind::Present => Text { vi: "Xuất trình", en: "Show" },
        ComponentKind::Note => Text { vi: "Lưu ý", en: "Note" },
    }
}

/// How many originals and copies of a paper: "1 bản chính, 2 bản sao"; empty for a note.
pub fn component_count(component: &Component) -> Words {
    let mut vi = Vec::new();
    let mut en = Vec::new();
    if component.originals > 0 {
        vi.push(format!("{} bản chính", component.originals));
        let s = if component.originals == 1 { "" } else { "s" };
        en.push(format!("{} original{s}", component.originals));
    }
    if component.copies > 0 {
        vi.push(format!("{} bản sao", component.copies));
        let word = if component.copies == 1 { "copy" } else { "copies" };
        en.push(format!("{} {word}", component.copies));
    }
    Words { vi: vi.join(", "), en: en.join(", ") }
}

/// A limit in words: "3 ngày làm việc".
pub fn limit(limit: &Limit) -> Words {
    span(&limit.value.to_string(), limit.value == 1, limit.unit)
}

/// The usual limit in one line, or the range over the cases where none is usual.
pub fn limit_line(limits: &[Limit]) -> Words {
    if let Some(usual) = limits.iter().find(|one| one.case.is_none()) {
        return limit(usual);
    }
    let shortest = limits.iter().min_by_key(|one| one.value);
    let longest = limits.iter().max_by_key(|one| one.value);
    match (shortest, longest) {
        (Some(first), Some(last)) if first.unit == last.unit && first.value < last.value => {
            let range = span(&format!("{}-{}", first.value, last.value), false, last.unit);
            Words {
                vi: format!("{}, tùy trường hợp", range.vi),
                en: format!("{}, depending on the case", range.en),
            }
        }
        (Some(_), Some(last)) => limit(last),
        (None, _) | (_, None) => Words { vi: String::new(), en: String::new() },
    }
}

fn span(count: &str, is_one: bool, unit: LimitUnit) -> Words {
    let s = if is_one { "" } else { "s" };
    match unit {
        LimitUnit::WorkingHours => Words {
            vi: format!("{count} giờ làm việc"),
            en: format!("{count} working hour{s}"),
        },
        LimitUnit::Days => Words { vi: format!("{count} ngày"), en: format!("{count} day{s}") },
        LimitUnit::WorkingDays => Words {
            vi: format!("{count} ngày làm việc"),
            en: format!("{count} working day{s}"),
        },
        LimitUnit::SameDay => SAME_DAY.into(),
    }
}

const SAME_DAY: Text = Text { vi: "Trong ngày làm việc", en: "The same working day" };

/// The fees in one line, each in its published words.
pub fn fee_line(fees: &[Fee]) -> Words {
    let vi: Vec<String> =
        fees.iter().map(|fee| fee_part(fee, |text| text.vi, &fee.text.vi)).collect();
    let en: Vec<String> =
        fees.iter().map(|fee| fee_part(fee, |text| text.en, &fee.text.en)).collect();
    Words { vi: vi.join(". "), en: en.join(". ") }
}

fn fee_part(fee: &Fee, choose: fn(Text) -> &'static str, text: &str) -> String {
    let channels: Vec<&str> = fee.channels.iter().map(|one| choose(channel(*one))).collect();
    if channels.is_empty() {
        return text.to_owned();
    }
    format!("{}: {text}", channels.join(", "))
}

/// Why a procedure is not received, and what to do.
pub fn receivable_refusal(refusal: &ReceivableRefusal) -> Words {
    match refusal {
        ReceivableRefusal::Unknown => Text {
            vi: "Thủ tục này không có trong danh mục đã công bố. Ông/Bà vui lòng tìm lại theo tên, \
                 hoặc hỏi quầy hướng dẫn.",
            en: "This procedure is not in the published list. Please search by its name, or ask \
                 at the guidance counter.",
        }
        .into(),
        ReceivableRefusal::NotYetInForce { from } => Words {
            vi: format!(
                "Thủ tục này được tiếp nhận từ ngày {0}. Ông/Bà vui lòng quay lại từ ngày đó.",
                from.format("%d/%m/%Y")
            ),
            en: format!(
                "This procedure is received from {0}. Please come back on or after that day.",
                from.format("%d/%m/%Y")
            ),
        },
        ReceivableRefusal::Closed { reason, until: Some(day) } => Words {
            vi: format!("{} Tiếp nhận lại từ ngày {}.", reason.vi, day.format("%d/%m/%Y")),
            en: format!("{} It is received again from {}.", reason.en, day.format("%d/%m/%Y")),
        },
        ReceivableRefusal::Closed { reason, until: None } => reason.clone(),
    }
}
