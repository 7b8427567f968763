//! Sentences: what to do about an answer. `noun` is what the question asks for.

use chrono::NaiveDate;

use crate::form::{AddressPart, AnswerProblem, AnswerWarning, DatePart, Question, QuestionKind};
use crate::lang::{Text, Words};

/// What to do about an answer that is not accepted.
pub fn problem(problem: &AnswerProblem, question: &Question) -> Words {
    let noun = &question.noun;
    match problem {
        AnswerProblem::Missing => missing(question),
        AnswerProblem::NotAQuestion | AnswerProblem::NotAsked => UNASKED.into(),
        AnswerProblem::WrongKind => says("Nhập lại {}.", "Enter {} again.", noun),
        AnswerProblem::TooLong { characters_max } => Words {
            vi: format!("Rút ngắn {} còn tối đa {characters_max} ký tự.", noun.vi),
            en: format!("Shorten {} to {characters_max} characters or fewer.", noun.en),
        },
        AnswerProblem::NotAName => says(
            "Nhập {} chỉ gồm chữ cái, như trên giấy tờ.",
            "Enter {} in letters only, as on your papers.",
            noun,
        ),
        AnswerProblem::DateIncomplete(part) => date_incomplete(*part, noun),
        AnswerProblem::NotADate => says(
            "Nhập {} là một ngày có thật, ví dụ 27/3/2026.",
            "Enter {} as a real date, such as 27/3/2026.",
            noun,
        ),
        AnswerProblem::TooEarly { earliest } => {
            bound(question, *earliest, ("không trước", "on or after"))
        }
        AnswerProblem::TooLate { latest } => {
            bound(question, *latest, ("không sau", "on or before"))
        }
        AnswerProblem::NotAnOption => says("Chọn lại {}.", "Choose {} again.", noun),
        AnswerProblem::NotANationalId => says(
            "Nhập {} gồm 12 chữ số, như trên thẻ.",
            "Enter {} with its 12 digits, as on the card.",
            noun,
        ),
        AnswerProblem::NotAPhone => says(
            "Nhập {} ở Việt Nam, ví dụ 0912 345 678.",
            "Enter {} in Viet Nam, such as 0912 345 678.",
            noun,
        ),
        AnswerProblem::NotAnEmail => says(
            "Nhập {} đầy đủ, ví dụ ten@example.vn.",
            "Enter {} in full, such as name@example.vn.",
            noun,
        ),
        AnswerProblem::NotANumber => says("Nhập {} bằng chữ số.", "Enter {} in digits.", noun),
        AnswerProblem::TooSmall { min } => Words {
            vi: format!("Nhập {} từ {} trở lên.", noun.vi, grouped(*min, '.')),
            en: format!("Enter {} of {} or more.", noun.en, grouped(*min, ',')),
        },
        AnswerProblem::TooLarge { max } => Words {
            vi: format!("Nhập {} không quá {}.", noun.vi, grouped(*max, '.')),
            en: format!("Enter {} of {} or less.", noun.en, grouped(*max, ',')),
        },
        AnswerProblem::AddressIncomplete(part) => address_incomplete(*part, noun),
    }
}

/// What to look at again where two answers do not fit; it stops nobody.
pub fn warning(warning: &AnswerWarning) -> Text {
    match warning {
        AnswerWarning::NationalIdOtherYear { .. } => Text {
            vi: "Kiểm tra lại: năm sinh không khớp với số định danh cá nhân.",
            en: "Please check: the year of birth does not fit the personal number.",
        },
        AnswerWarning::NationalIdOtherSex { .. } => Text {
            vi: "Kiểm tra lại: giới tính không khớp với số định danh cá nhân.",
            en: "Please check: the sex does not fit the personal number.",
        },
        AnswerWarning::TooCloseInAge { .. } => Text {
            vi: "Kiểm tra lại: năm sinh của cha hoặc mẹ quá gần năm sinh của trẻ.",
            en: "Please check: the parent's year of birth is too close to the child's.",
        },
    }
}

/// The mark beside a question that may stay open.
pub const OPTIONAL: Text = Text { vi: "không bắt buộc", en: "optional" };
/// The heading over a list of problems.
pub const PROBLEMS: Text =
    Text { vi: "Ông/Bà vui lòng xem lại", en: "Please check these answers" };
/// The parts of a date.
pub const DAY: Text = Text { vi: "Ngày", en: "Day" };
/// The parts of a date.
pub const MONTH: Text = Text { vi: "Tháng", en: "Month" };
/// The parts of a date.
pub const YEAR: Text = Text { vi: "Năm", en: "Year" };
/// The parts of an address.
pub const DETAIL: Text =
    Text { vi: "Số nhà, đường hoặc thôn, xóm", en: "House, street or hamlet" };
/// The parts of an address.
pub const COMMUNE: Text =
    Text { vi: "Xã, phường, đặc khu", en: "Commune, ward or special zone" };
/// The parts of an address.
pub const PROVINCE: Text = Text { vi: "Tỉnh, thành phố", en: "Province or city" };

const UNASKED: Text = Text {
    vi: "Câu này không có trong tờ khai. Ông/Bà vui lòng mở lại tờ khai.",
    en: "This question is not in the form. Please open the form again.",
};

fn missing(question: &Question) -> Words {
    match question.kind {
        QuestionKind::Choice(_) => says("Chọn {}.", "Choose {}.", &question.noun),
        QuestionKind::Ticks(_) => says("Đánh dấu {}.", "Tick {}.", &question.noun),
        QuestionKind::Text { .. }
        | QuestionKind::Name
        | QuestionKind::LongText { .. }
        | QuestionKind::Date(_)
        | QuestionKind::Year(_)
        | QuestionKind::NationalId
        | QuestionKind::Phone
        | QuestionKind::Email
        | QuestionKind::Number { .. }
        | QuestionKind::Money { .. }
        | QuestionKind::Address { .. } => says("Nhập {}.", "Enter {}.", &question.noun),
    }
}

/// The first or last day that fits; a question for a year names the year only.
fn bound(question: &Question, limit: NaiveDate, (vi, en): (&str, &str)) -> Words {
    let noun = &question.noun;
    let is_year = matches!(question.kind, QuestionKind::Year(_));
    let (unit, limit) = if is_year {
        ("năm", limit.format("%Y").to_string())
    } else {
        ("ngày", limit.format("%d/%m/%Y").to_string())
    };
    Words {
        vi: format!("Nhập {} {vi} {unit} {limit}.", noun.vi),
        en: format!("Enter {} {en} {limit}.", noun.en),
    }
}

fn date_incomplete(part: DatePart, noun: &Words) -> Words {
    let part = match part {
        DatePart::Day => Text { vi: "ngày", en: "a day" },
        DatePart::Month => Text { vi: "tháng", en: "a month" },
        DatePart::Year => Text { vi: "năm", en: "a year" },
    };
    Words {
        vi: format!("Nhập cả {} trong {}.", part.vi, noun.vi),
        en: format!("Enter {} with {} in it.", noun.en, part.en),
    }
}

fn address_incomplete(part: AddressPart, noun: &Words) -> Words {
    let (vi, en) = match part {
        AddressPart::Detail => ("Nhập số nhà, đường hoặc thôn, xóm", "Enter the house and street"),
        AddressPart::Commune => ("Nhập xã, phường hoặc đặc khu", "Enter the commune or ward"),
        AddressPart::Province => ("Chọn tỉnh, thành phố", "Choose the province or city"),
    };
    Words { vi: format!("{vi} của {}.", noun.vi), en: format!("{en} of {}.", noun.en) }
}

fn says(vi: &str, en: &str, noun: &Words) -> Words {
    Words { vi: vi.replace("{}", &noun.vi), en: en.replace("{}", &noun.en) }
}

/// A number in groups of three digits.
fn grouped(number: i64, mark: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}
