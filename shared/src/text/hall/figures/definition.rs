//! Sentences: the name of each figure, and what exactly it counts.

use crate::lang::Text;

/// A figure's name and what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Its name.
    pub name: Text,
    /// What it counts.
    pub meaning: Text,
}

/// Tickets issued.
pub const ISSUED: Definition = Definition {
    name: Text { vi: "Số đã cấp", en: "Numbers issued" },
    meaning: Text {
        vi: "Số thứ tự đã phát trong ngày. Mỗi số sau đó là đã phục vụ, vắng, không phục vụ \
             hoặc còn mở.",
        en: "Numbers given out on the day. Each of them is served, absent, not served or open.",
    },
};
/// Tickets whose holder was at a counter in the end.
pub const SERVED: Definition = Definition {
    name: Text { vi: "Đã phục vụ", en: "Served" },
    meaning: Text {
        vi: "Số có người đến quầy và đã kết thúc tại quầy, kể cả khi còn thiếu giấy tờ hoặc \
             người dân thôi không làm.",
        en: "Numbers that ended at a counter with the person there, also when papers were \
             missing or the person gave it up.",
    },
};
/// Tickets whose holder did not come.
pub const NO_SHOWS: Definition = Definition {
    name: Text { vi: "Vắng", en: "No-shows" },
    meaning: Text {
        vi: "Số đã gọi mà không có người đến. Tỷ lệ tính trên số đã phục vụ và số vắng.",
        en: "Numbers that were called and nobody came. The share is of served and absent numbers.",
    },
};
/// The share of no-shows.
pub const NO_SHOW_SHARE: Definition = Definition {
    name: Text { vi: "Tỷ lệ vắng", en: "No-show share" },
    meaning: Text {
        vi: "Số vắng chia cho số đã phục vụ và số vắng.",
        en: "No-shows out of served and absent numbers.",
    },
};
/// Tickets that the end of the day closed.
pub const NOT_SERVED: Definition = Definition {
    name: Text { vi: "Không phục vụ", en: "Not served" },
    meaning: Text {
        vi: "Số còn mở khi hết ngày. Thời gian chờ của các số này không nằm trong thời gian chờ.",
        en: "Numbers still open when the day ended. Their waits are not among the waits.",
    },
};
/// Tickets that are open.
pub const OPEN: Definition = Definition {
    name: Text { vi: "Còn mở", en: "Open" },
    meaning: Text {
        vi: "Số đang chờ, đang gọi, đang phục vụ hoặc đang giữ.",
        en: "Numbers that wait, are called, are being served or are held.",
    },
};
/// Matters that were dealt with.
pub const MATTERS: Definition = Definition {
    name: Text { vi: "Việc đã xong", en: "Matters ended" },
    meaning: Text {
        vi: "Việc đã kết thúc tại quầy. Một số thứ tự có thể gồm nhiều việc.",
        en: "Matters that ended at a counter. One number may have several.",
    },
};
/// Waiting times.
pub const WAITS: Definition = Definition {
    name: Text { vi: "Thời gian chờ", en: "Waiting time" },
    meaning: Text {
        vi: "Từ khi vào hàng chờ (hoặc từ giờ hẹn) đến khi được gọi. Người được chuyển quầy có \
             thêm một lần chờ.",
        en: "From joining the queue (or from the booked time) to the call. Who is transferred \
             waits once more.",
    },
};
/// Serving times.
pub const SERVICES: Definition = Definition {
    name: Text { vi: "Thời gian phục vụ", en: "Serving time" },
    meaning: Text {
        vi: "Từ khi người dân đến quầy đến khi xong việc, được chuyển hoặc tạm giữ.",
        en: "From coming forward to the end of the matter, the transfer or the hold.",
    },
};
/// The median.
pub const MEDIAN: Definition = Definition {
    name: Text { vi: "Trung vị", en: "Median" },
    meaning: Text {
        vi: "Một nửa số lần không lâu hơn mức này (lấy theo thứ hạng gần nhất).",
        en: "Half of them took no longer (nearest rank).",
    },
};
/// The ninetieth percentile.
pub const NINE_OF_TEN: Definition = Definition {
    name: Text { vi: "90% không quá", en: "90% within" },
    meaning: Text {
        vi: "Chín phần mười số lần không lâu hơn mức này (lấy theo thứ hạng gần nhất).",
        en: "Nine of ten took no longer (nearest rank).",
    },
};
/// The mean.
pub const MEAN: Definition = Definition {
    name: Text { vi: "Bình quân", en: "Mean" },
    meaning: Text {
        vi: "Tổng thời gian chia cho số lần.", en: "The sum divided by the count."
    },
};
/// The longest.
pub const LONGEST: Definition = Definition {
    name: Text { vi: "Lâu nhất", en: "Longest" },
    meaning: Text { vi: "Lần lâu nhất.", en: "The longest of them." },
};
/// Counters that were open.
pub const OPEN_COUNTERS: Definition = Definition {
    name: Text { vi: "Quầy mở", en: "Counters open" },
    meaning: Text {
        vi: "Số quầy có công chức ngồi, tính bình quân trong giờ. Ai quên đăng xuất được tính \
             đến thao tác cuối cùng.",
        en: "Counters with an officer, on average over the hour. Who forgets to sign out counts \
             up to the last act.",
    },
};
/// Time on duty.
pub const ON_DUTY: Definition = Definition {
    name: Text { vi: "Thời gian trực", en: "On duty" },
    meaning: Text {
        vi: "Từ khi đăng nhập tại quầy đến khi đăng xuất. Ai quên đăng xuất được tính đến thao \
             tác cuối cùng.",
        en: "From signing in at a counter to signing out. Who forgets to sign out counts up to \
             the last act.",
    },
};
/// The most who waited at one moment.
pub const WAITING_MOST: Definition = Definition {
    name: Text { vi: "Đông nhất", en: "Most waiting" },
    meaning: Text {
        vi: "Số người chờ cùng lúc nhiều nhất trong giờ.",
        en: "The most people who waited at one moment of the hour.",
    },
};

/// Every definition, in the order in which they are read.
pub const DEFINED: [Definition; 16] = [
    ISSUED,
    SERVED,
    NO_SHOWS,
    NO_SHOW_SHARE,
    NOT_SERVED,
    OPEN,
    MATTERS,
    WAITS,
    SERVICES,
    MEDIAN,
    NINE_OF_TEN,
    MEAN,
    LONGEST,
    ON_DUTY,
    OPEN_COUNTERS,
    WAITING_MOST,
];
