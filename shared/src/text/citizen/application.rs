//! Sentences: writing, checking and sending an application.

use crate::lang::{Text, Words};
use crate::submission::Standing;

/// Names the part that finds out which cases apply.
pub const PART_CASES: Text = Text { vi: "Trường hợp", en: "Your case" };
/// Names the part about papers.
pub const PART_PAPERS: Text = Text { vi: "Giấy tờ", en: "Papers" };
/// Names the last part.
pub const PART_CHECK: Text = Text { vi: "Kiểm tra và gửi", en: "Check and send" };

/// Begins the application.
pub const BEGIN: Text = Text { vi: "Bắt đầu", en: "Begin" };
/// Goes on with an application that was begun.
pub const GO_ON: Text = Text { vi: "Điền tiếp", en: "Go on" };
/// Heads what an application takes.
pub const BEFORE: Text = Text { vi: "Trước khi bắt đầu", en: "Before you begin" };
/// Says where the data goes.
pub const PRIVACY: Text = Text {
    vi: "Nội dung chỉ được giữ trên màn hình này cho đến khi Ông/Bà gửi. Bấm Xong là xóa hết.",
    en: "What you enter stays on this screen until you send it. Leaving wipes everything.",
};
/// Says where the data goes, on the phone.
pub const PRIVACY_PHONE: Text = Text {
    vi: "Nội dung chưa gửi không được lưu trên điện thoại. Đóng hoặc tải lại trang là mất.",
    en: "What you have not sent is not stored on your phone. It is gone when you close or \
         reload the page.",
};
/// Says that another way is open.
pub const OTHER_WAY: Text = Text {
    vi: "Ông/Bà cũng có thể lấy số để nộp trực tiếp tại quầy.",
    en: "You can also take a number and apply at a counter.",
};
/// Says that the procedure cannot be filed on a screen.
pub const NO_FORM: Text = Text {
    vi: "Thủ tục này chưa nộp được trên màn hình. Mời Ông/Bà lấy số để nộp tại quầy.",
    en: "This cannot be filed on a screen yet. Please take a number and apply at a counter.",
};
/// Asks for yes or no.
pub const SAY_YES_OR_NO: Text = Text { vi: "Chọn Có hoặc Không.", en: "Choose yes or no." };
/// Searches in a long list of options.
pub const SEARCH_OPTIONS: Text = Text { vi: "Tìm trong danh sách", en: "Search the list" };
/// Says that more options exist.
pub const MORE_OPTIONS: Text = Text {
    vi: "Gõ vài chữ để tìm trong danh sách.",
    en: "Type a few letters to search the list.",
};
/// Says that no option was found.
pub const NO_OPTION: Text = Text {
    vi: "Không có mục nào như vậy. Ông/Bà thử gõ cách khác.",
    en: "Nothing like this is in the list. Please try another spelling.",
};

/// Asks how a paper comes.
pub const HOW_PAPER: Text = Text {
    vi: "Ông/Bà nộp giấy này bằng cách nào?",
    en: "How will you hand in this paper?",
};
/// Chooses to attach.
pub const ATTACH: Text =
    Text { vi: "Đính kèm ảnh hoặc tệp", en: "Attach a picture or file" };
/// Chooses to bring.
pub const BRING_ON_PAPER: Text =
    Text { vi: "Mang bản giấy đến quầy", en: "Bring it to the counter" };
/// Chooses to leave out.
pub const WITHOUT_PAPER: Text = Text { vi: "Không nộp giấy này", en: "Leave it out" };
/// Asks how a paper comes, as an error.
pub const SAY_HOW: Text =
    Text { vi: "Chọn cách nộp giấy này.", en: "Choose how you hand in this paper." };
/// Asks for a file.
pub const ADD_FILE: Text = Text {
    vi: "Thêm ít nhất một tệp, hoặc chọn mang bản giấy đến quầy.",
    en: "Add at least one file, or choose to bring the paper.",
};
/// Asks to wait for files.
pub const WAIT_FOR_FILES: Text = Text {
    vi: "Tệp đang được tải lên. Chờ xong rồi bấm Tiếp tục.",
    en: "A file is on its way. Please wait, then continue.",
};
/// Asks to mend files.
pub const MEND_FILES: Text = Text {
    vi: "Có tệp chưa tải lên được. Thử lại hoặc bỏ tệp đó.",
    en: "A file did not arrive. Please try it again or remove it.",
};
/// Labels the files of a paper.
pub const FILES: Text = Text { vi: "Tệp của giấy này", en: "Files of this paper" };
/// Says which files are taken.
pub const FILES_HINT: Text = Text {
    vi: "Ảnh JPEG, PNG hoặc tệp PDF, mỗi tệp tối đa 20 MB.",
    en: "JPEG or PNG pictures and PDF files, up to 20 MB each.",
};

/// Heads the list of answers.
pub const CHECK_TITLE: Text =
    Text { vi: "Ông/Bà xem lại nội dung", en: "Please check your answers" };
/// Says that answers can be changed.
pub const CHECK_LEAD: Text = Text {
    vi: "Nếu có chỗ chưa đúng, bấm Sửa ở dòng đó.",
    en: "If something is wrong, choose Change beside it.",
};
/// Stands where nothing was answered.
pub const NOT_ANSWERED: Text = Text { vi: "Không điền", en: "Not given" };

/// Heads the declaration.
pub const DECLARE_TITLE: Text = Text { vi: "Cam đoan và gửi", en: "Declare and send" };
/// Heads the text of the declaration.
pub const DECLARATION: Text =
    Text { vi: "Khi gửi, Ông/Bà cam đoan", en: "By sending you declare" };
/// Sends.
pub const SEND: Text = Text { vi: "Gửi hồ sơ", en: "Send" };
/// Sends the same once more.
pub const SEND_AGAIN: Text = Text { vi: "Gửi lại", en: "Send again" };
/// Heads the state after nobody answered.
pub const UNHEARD_TITLE: Text =
    Text { vi: "Chưa rõ hồ sơ đã đến chưa", en: "Not known to be sent" };
/// Says what is safe after nobody answered.
pub const UNHEARD: Text = Text {
    vi: "Mạng bị ngắt trước khi có trả lời. Nội dung vẫn còn đây. Ông/Bà bấm Gửi lại; hồ sơ \
         không bị nhận hai lần.",
    en: "The line was cut before an answer came. Everything is still here. Please send again; \
         it will not be received twice.",
};
/// Heads a refusal.
pub const REFUSED_TITLE: Text =
    Text { vi: "Hồ sơ chưa được nhận", en: "It was not received" };
/// Says that the line to the centre is down and that this is no hindrance.
pub const LINE_DOWN: Text = Text {
    vi: "Đường truyền về trung tâm đang gián đoạn. \
         Hồ sơ sẽ được giữ tại đây và tự gửi khi có mạng.",
    en: "The line to the centre is down. Your application will be kept here and sent by itself.",
};

/// Heads the confirmation.
pub const KEPT_TITLE: Text =
    Text { vi: "Đã nhận hồ sơ của Ông/Bà", en: "Your application is in" };
/// Names the code.
pub const SLIP_CODE: Text = Text { vi: "Mã phiếu", en: "Slip code" };
/// Names the secret.
pub const SECRET: Text = Text { vi: "Mã bí mật", en: "Secret code" };
/// Says what the two are for.
pub const CODES_HINT: Text = Text {
    vi: "Ông/Bà cần cả hai mã để tra cứu. Xin ghi lại và giữ kín mã bí mật.",
    en: "Both codes are needed to follow up. Please note them and keep the secret to yourself.",
};
/// Says that the secret is shown once.
pub const SECRET_ONCE: Text = Text {
    vi: "Mã bí mật chỉ hiện một lần, ngay sau khi gửi.",
    en: "The secret code is shown once only, right after sending.",
};
/// Says that a slip is no receipt.
pub const NOT_A_RECEIPT: Text = Text {
    vi: "Đây là phiếu gửi, chưa phải là giấy tiếp nhận hồ sơ.",
    en: "This is a slip, not yet a receipt of your dossier.",
};
/// Labels where the application is.
pub const STANDING: Text = Text { vi: "Tình trạng", en: "Where it is" };
/// Heads the papers to bring.
pub const BRING_TITLE: Text =
    Text { vi: "Mang theo khi đến quầy", en: "Bring to the counter" };
/// Heads what follows.
pub const NEXT_TITLE: Text = Text { vi: "Tiếp theo", en: "What happens next" };
/// Says that it travels.
pub const NEXT_SENT: Text = Text {
    vi: "Hồ sơ được gửi về trung tâm.",
    en: "The application travels to the centre.",
};
/// Says that an officer looks at it.
pub const NEXT_OFFICER: Text = Text {
    vi: "Công chức xem hồ sơ trong 8 giờ làm việc.",
    en: "An officer looks at it within 8 working hours.",
};
/// Says that the receipt comes.
pub const NEXT_RECEIPT: Text = Text {
    vi: "Nếu đủ giấy tờ, Ông/Bà nhận giấy tiếp nhận và ngày hẹn trả kết quả.",
    en: "If it is complete, you receive a receipt with the date of the result.",
};
/// Labels when it was handed in.
pub const HANDED_IN: Text = Text { vi: "Gửi lúc", en: "Handed in" };
/// Labels the procedure.
pub const PROCEDURE: Text = Text { vi: "Thủ tục", en: "Procedure" };

/// Says that an application was sent already.
pub const ALREADY_SENT: Text = Text {
    vi: "Hồ sơ này đã gửi. Nội dung không sửa được nữa.",
    en: "This application was sent. It cannot be changed any more.",
};

/// How many files a paper has.
pub fn files_attached(count: usize) -> Words {
    let s = if count == 1 { "" } else { "s" };
    Words { vi: format!("Đính kèm {count} tệp"), en: format!("{count} file{s} attached") }
}

/// An amount in đồng: "50.000.000 đồng".
pub fn money(amount: i64) -> Words {
    let digits = amount.unsigned_abs().to_string();
    let group = |mark: char| {
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        text
    };
    Words { vi: format!("{} đồng", group('.')), en: format!("{} đồng", group(',')) }
}

/// Where an application is, honestly, with what will happen.
pub fn standing(standing: &Standing) -> Text {
    match standing {
        Standing::Pending => Text {
            vi: "Đang giữ tại đây, sẽ gửi khi có mạng",
            en: "Kept here, to be sent when the line is up",
        },
        Standing::Parked => Text {
            vi: "Đang giữ tại đây, chờ công chức xem lại",
            en: "Kept here, waiting for a person to look at it",
        },
        Standing::Settled { .. } => Text { vi: "Trung tâm đã nhận", en: "Held by the centre" },
        Standing::Received { .. } => {
            Text { vi: "Công chức đã tiếp nhận", en: "Accepted by an officer" }
        }
    }
}
