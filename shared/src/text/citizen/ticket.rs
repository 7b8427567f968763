//! Sentences: taking a number and waiting with it.

use crate::lang::{Text, Words};
use crate::queue::Estimate;
use crate::ticket::{PriorityGroup, TicketClass};

/// Asks for the papers.
pub const PAPERS_TITLE: Text =
    Text { vi: "Ông/Bà đã có giấy tờ nào?", en: "Which papers do you have?" };
/// Says that papers may be missing.
pub const PAPERS_LEAD: Text = Text {
    vi: "Chạm để đánh dấu giấy tờ đang mang theo. Thiếu giấy tờ vẫn lấy số được.",
    en: "Touch the papers you have with you. You can take a number without them.",
};
/// Says that the procedure needs no papers.
pub const NO_PAPERS: Text = Text {
    vi: "Thủ tục này không cần nộp giấy tờ. Ông/Bà mang theo thẻ Căn cước.",
    en: "No papers are needed. Please have your identity card with you.",
};
/// Labels the papers that everybody needs.
pub const PAPERS: Text = Text { vi: "Giấy tờ cần có", en: "Papers you need" };

/// Asks for the class.
pub const CLASS_TITLE: Text =
    Text { vi: "Ông/Bà thuộc diện ưu tiên không?", en: "Do you have priority?" };
/// Says what priority means.
pub const CLASS_LEAD: Text = Text {
    vi: "Nếu không thuộc diện nào, Ông/Bà chọn dòng đầu.",
    en: "If none applies to you, choose the first line.",
};
/// Asks to choose a class.
pub const CHOOSE_CLASS: Text =
    Text { vi: "Chọn một dòng trong danh sách.", en: "Choose one of the lines." };

/// Asks whether to go on.
pub const CONFIRM_TITLE: Text =
    Text { vi: "Ông/Bà có muốn lấy số không?", en: "Would you like to take a number?" };
/// Heads that no number can be taken.
pub const NO_NUMBER: Text =
    Text { vi: "Hiện chưa lấy số được", en: "No number can be taken at present" };
/// Takes the number.
pub const TAKE: Text = Text { vi: "Lấy số", en: "Take a number" };
/// Leaves without a number.
pub const NOT_NOW: Text = Text { vi: "Để sau", en: "Not now" };
/// Labels the field.
pub const FIELD: Text = Text { vi: "Lĩnh vực", en: "Field" };
/// Labels the counters.
pub const COUNTERS: Text = Text { vi: "Quầy phục vụ", en: "Counters" };
/// Labels the number of people.
pub const WAITING: Text = Text { vi: "Đang chờ", en: "Waiting" };
/// Labels the time.
pub const ABOUT: Text = Text { vi: "Thời gian chờ", en: "Time to wait" };

/// Says that nobody answered and the same number will come.
pub const UNHEARD: Text = Text {
    vi: "Chưa nhận được trả lời. Ông/Bà bấm lại; máy vẫn chỉ cấp một số.",
    en: "There was no answer. Please press again; you will still get one number only.",
};

/// Says that the slip is being printed.
pub const PRINTING: Text = Text { vi: "Đang in phiếu…", en: "Printing your slip…" };
/// Says that the slip can be taken.
pub const PRINTED: Text = Text { vi: "Mời Ông/Bà nhận phiếu", en: "Please take your slip" };
/// Says that the slip was not printed and what to do.
pub const NOT_PRINTED: Text = Text {
    vi: "Máy chưa in được phiếu. Số của Ông/Bà vẫn giữ nguyên: xin ghi lại hoặc quét mã.",
    en: "The slip was not printed. Your number holds: please note it down or scan the code.",
};
/// Says that it is not known whether the slip was printed.
pub const PRINT_UNKNOWN: Text = Text {
    vi: "Chưa rõ phiếu đã in hay chưa. Nếu không thấy phiếu, xin ghi lại số hoặc quét mã.",
    en: "It is not known whether the slip was printed. If there is none, please note the number \
         down or scan the code.",
};
/// Says that the ticket lives on the phone.
pub const ON_PHONE: Text = Text {
    vi: "Số này nằm trên điện thoại. Ông/Bà giữ trang này mở để được báo.",
    en: "This number lives on your phone. Keep this page open to be told.",
};

/// Heads the page of a ticket.
pub const YOUR_TICKET: Text = Text { vi: "Số thứ tự của Ông/Bà", en: "Your number" };
/// Says that the turn has not come.
pub const PLEASE_WAIT: Text = Text {
    vi: "Mời Ông/Bà chờ. Khi đến lượt, màn hình sẽ gọi số này.",
    en: "Please wait. The display will call this number.",
};
/// Says that the number is being served.
pub const SERVING: Text =
    Text { vi: "Công chức đang phục vụ số này.", en: "This number is being served." };
/// Says that the matter was dealt with.
pub const SERVED: Text = Text {
    vi: "Số này đã được phục vụ xong. Xin cảm ơn Ông/Bà.",
    en: "This number was served. Thank you.",
};
/// Says that papers were missing.
pub const INCOMPLETE: Text = Text {
    vi: "Hồ sơ cần bổ sung theo hướng dẫn tại quầy. Trong hôm nay, Ông/Bà quay lại đúng quầy đó, \
         không cần lấy số mới.",
    en: "Something is missing, as the officer said. On the same day please come back to that \
         counter without a new number.",
};
/// Says that the citizen gave the matter up.
pub const WITHDRAWN: Text = Text {
    vi: "Số này đã kết thúc theo yêu cầu của Ông/Bà.",
    en: "This number was ended as you asked.",
};
/// Says that the number was put aside.
pub const HELD: Text = Text {
    vi: "Số này đang được tạm giữ. Khi quay lại, mời Ông/Bà báo công chức tại quầy.",
    en: "This number is held for you. When you are back, please tell the officer.",
};
/// Says that nobody came.
pub const NO_SHOW: Text = Text {
    vi: "Số này đã được gọi nhưng không có người đến. Nếu đã có mặt, mời Ông/Bà báo công chức.",
    en: "This number was called and nobody came. If you are here now, please tell an officer.",
};
/// Says that the day ended.
pub const NOT_SERVED: Text = Text {
    vi: "Ngày làm việc đã kết thúc. Mời Ông/Bà lấy số mới vào ngày làm việc tiếp theo.",
    en: "The working day has ended. Please take a new number on the next working day.",
};
/// Says that the place may have changed since.
pub const STALE: Text = Text {
    vi: "Mất kết nối. Đây là tình trạng lần cuối nhận được.",
    en: "Disconnected. This is the last known state.",
};
/// Goes on to file with the same visit.
pub const FILE_MEANWHILE: Text =
    Text { vi: "Điền tờ khai trong lúc chờ", en: "Fill in the form while you wait" };

/// The name of a class.
pub const fn class(class: TicketClass) -> Text {
    match class {
        TicketClass::Ordinary => Text { vi: "Không thuộc diện ưu tiên", en: "No priority" },
        TicketClass::Priority(PriorityGroup::Elderly) => {
            Text { vi: "Người cao tuổi", en: "Older person" }
        }
        TicketClass::Priority(PriorityGroup::Pregnant) => {
            Text { vi: "Phụ nữ mang thai", en: "Pregnant woman" }
        }
        TicketClass::Priority(PriorityGroup::Disabled) => {
            Text { vi: "Người khuyết tật", en: "Person with a disability" }
        }
        TicketClass::Priority(PriorityGroup::WithSmallChild) => Text {
            vi: "Người có con nhỏ dưới 36 tháng",
            en: "With a child under 36 months",
        },
        TicketClass::Priority(PriorityGroup::Merit) => Text {
            vi: "Người có công với cách mạng",
            en: "Person with merit to the revolution",
        },
        TicketClass::Priority(PriorityGroup::SeverelyIll) => {
            Text { vi: "Người đang ốm nặng", en: "Seriously ill person" }
        }
        TicketClass::Priority(PriorityGroup::FromAfar) => {
            Text { vi: "Người ở vùng sâu, vùng xa", en: "Person from a remote area" }
        }
        TicketClass::Appointment { .. } => {
            Text { vi: "Có lịch hẹn", en: "With an appointment" }
        }
    }
}

/// Says how many wait.
pub fn people_waiting(count: u32) -> Words {
    match count {
        0 => Words { vi: "Chưa có ai chờ".to_owned(), en: "Nobody is waiting".to_owned() },
        1 => Words { vi: "1 người".to_owned(), en: "1 person".to_owned() },
        _ => Words { vi: format!("{count} người"), en: format!("{count} people") },
    }
}

/// Says how many are before and about how long it takes, in one sentence.
pub fn ahead(people: u32, estimate: Estimate) -> Words {
    let before = crate::text::slip::people_before(people);
    let wait = crate::text::slip::wait(estimate);
    Words {
        vi: format!("{}\u{a0}· {}", before.vi, lower_first(&wait.vi)),
        en: format!("{}\u{a0}· {}", before.en, lower_first(&wait.en)),
    }
}

/// Calls to a counter.
pub fn go_to(counter: u16) -> Words {
    Words {
        vi: format!("Mời đến quầy {counter}"), en: format!("Please go to counter {counter}")
    }
}

/// Names the counters of a field.
pub fn counters(numbers: &[u16]) -> Words {
    let list = numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    Words { vi: format!("Quầy {list}"), en: format!("Counter {list}") }
}

/// Says when the ticket was taken.
pub fn issued(clock: &str) -> Words {
    Words { vi: format!("Lấy số lúc {clock}"), en: format!("Taken at {clock}") }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
