//! Sentences: the list of dossiers.

use crate::lang::{Text, Words};

/// Heads the list.
pub const AWAITING: Text = Text { vi: "Chờ tiếp nhận", en: "Awaiting reception" };
/// Labels the search box.
pub const SEARCH: Text = Text { vi: "Tìm hồ sơ", en: "Search the dossiers" };
/// Shows what can be searched, and the key that leads there.
pub const SEARCH_EXAMPLE: Text =
    Text { vi: "Mã phiếu, tên, thủ tục ( / )", en: "Code, name, procedure ( / )" };

/// Heads the codes.
pub const SLIP_CODE: Text = Text { vi: "Mã phiếu", en: "Slip code" };
/// Heads the applicants.
pub const APPLICANT: Text = Text { vi: "Chủ hồ sơ", en: "Applicant" };
/// Heads the procedures.
pub const PROCEDURE: Text = Text { vi: "Thủ tục", en: "Procedure" };
/// Heads the halls.
pub const HALL: Text = Text { vi: "Sảnh tiếp nhận", en: "Hall" };
/// Heads the numbers of files.
pub const FILES: Text = Text { vi: "Tệp", en: "Files" };
/// Heads the clocks.
pub const CLOCK: Text = Text { vi: "Thời hạn tiếp nhận", en: "To be accepted" };

/// Says that no dossier waits.
pub const EMPTY: Text =
    Text { vi: "Không có hồ sơ nào chờ tiếp nhận", en: "No dossier awaits reception" };
/// Says what happens when one arrives.
pub const EMPTY_NEXT: Text = Text {
    vi: "Hồ sơ mới từ các sảnh sẽ tự hiện tại đây.",
    en: "New dossiers from the halls appear here by themselves.",
};
/// Says that the search found nothing.
pub const NOT_FOUND: Text =
    Text { vi: "Không tìm thấy hồ sơ nào", en: "No dossier was found" };
/// Says what to try next.
pub const NOT_FOUND_NEXT: Text = Text {
    vi: "Xin thử mã trên phiếu, một phần tên hoặc tên thủ tục.",
    en: "Try the code on the slip, part of a name, or the procedure.",
};
/// Shows all dossiers again.
pub const SHOW_ALL: Text = Text { vi: "Xem tất cả", en: "Show all" };
/// Fetches the next page.
pub const MORE: Text = Text { vi: "Xem thêm", en: "Show more" };

/// Says how many dossiers there are.
pub fn count(count: u64) -> Words {
    Words {
        vi: format!("{count} hồ sơ"),
        en: if count == 1 { "1 dossier".to_owned() } else { format!("{count} dossiers") },
    }
}

/// Says how many of them are in view.
pub fn shown(shown: usize, total: u64) -> Words {
    Words {
        vi: format!("Đang xem {shown} trong {total} hồ sơ"),
        en: format!("Showing {shown} of {total} dossiers"),
    }
}
