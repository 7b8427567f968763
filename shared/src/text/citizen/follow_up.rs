//! Sentences: asking where an application is.

use crate::lang::Text;

/// Heads the page.
pub const TITLE: Text = Text { vi: "Tra cứu hồ sơ", en: "Follow up an application" };
/// Says where the two codes are.
pub const LEAD: Text = Text {
    vi: "Nhập hai mã in trên phiếu gửi hồ sơ.",
    en: "Enter the two codes on your submission slip.",
};
/// Labels the code.
pub const CODE: Text = Text { vi: "Mã phiếu", en: "Slip code" };
/// Shows a code.
pub const CODE_HINT: Text = Text { vi: "Ví dụ: 7K3M-2QXP", en: "For example: 7K3M-2QXP" };
/// Labels the secret.
pub const SECRET: Text = Text { vi: "Mã bí mật", en: "Secret code" };
/// Says how many figures the secret has.
pub const SECRET_HINT: Text = Text { vi: "Gồm 6 chữ số", en: "Six figures" };
/// Asks.
pub const ASK: Text = Text { vi: "Tra cứu", en: "Look up" };
/// Asks for the code.
pub const ENTER_CODE: Text = Text {
    vi: "Nhập mã phiếu gồm 8 ký tự, như trên phiếu.",
    en: "Enter the slip code of 8 signs, as on the slip.",
};
/// Asks for the secret.
pub const ENTER_SECRET: Text =
    Text { vi: "Nhập mã bí mật trên phiếu.", en: "Enter the secret code on the slip." };
/// Looks up another one.
pub const ANOTHER: Text = Text { vi: "Tra cứu phiếu khác", en: "Look up another" };
/// Heads the answer.
pub const FOUND: Text = Text { vi: "Hồ sơ của Ông/Bà", en: "Your application" };
/// Says that the receipt carries the dossier code.
pub const DOSSIER: Text = Text { vi: "Mã hồ sơ", en: "Dossier code" };
/// Labels when the centre received it.
pub const RECEIVED_AT: Text = Text { vi: "Trung tâm nhận lúc", en: "Held by the centre since" };
