//! The posted catalogue, and copies of it that a test has changed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use shared::catalogue::{Catalogue, NEWS_BODY_MAX, NEWS_TITLE_MAX};
use tempfile::TempDir;

/// A procedure with a form, in series A.
pub const BIRTH: &str = "1.001193";
/// Another procedure with a form, in series A.
pub const COPIES: &str = "2.000815";
/// A procedure of another series, with a form.
pub const BUSINESS: &str = "1.001612";

/// The folder of the posted catalogue.
pub fn folder() -> PathBuf {
    crate::program::project().join("public/catalogue")
}

/// Reads a catalogue as a server would.
///
/// # Panics
/// When it has problems.
pub fn read(folder: &Path) -> Catalogue {
    kiosk::posted::read(folder).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A copy of the posted catalogue; it goes with its handle.
pub struct Copy {
    folder: TempDir,
}

impl Copy {
    /// A catalogue whose series do not run out of numbers.
    pub fn with_many_numbers() -> Self {
        Self::with_numbers(u16::MAX)
    }

    /// A catalogue that does not receive one procedure.
    pub fn with_closed(procedure: &str, reason_vi: &str, reason_en: &str) -> Self {
        let copy = Self::plain();
        copy.change(&format!("procedures/{procedure}.json"), |procedure| {
            let reason = json!({ "vi": reason_vi, "en": reason_en });
            procedure["status"] = json!({ "closed": { "reason": reason, "from": "2026-01-01" } });
        });
        copy
    }

    /// A catalogue whose fields ask for a card, and give each person so many numbers.
    pub fn with_cards(tickets_per_person: u8) -> Self {
        let copy = Self::plain();
        copy.change("fields.json", |fields| {
            for field in fields.as_array_mut().expect("a list of fields") {
                let per_person = json!(tickets_per_person);
                field["allowance"] =
                    json!({ "card_required": true, "tickets_per_person": per_person });
            }
        });
        copy
    }

    /// A catalogue whose series give out so many numbers a day.
    pub fn with_numbers(daily_capacity: u16) -> Self {
        let copy = Self::plain();
        copy.change("fields.json", |fields| {
            for field in fields.as_array_mut().expect("a list of fields") {
                field["daily_capacity"] = json!(daily_capacity);
            }
        });
        copy
    }

    /// A catalogue of more fields than a display shows, with names as long as the law has them and
    /// news as long as a display takes.
    pub fn with_long_names() -> Self {
        let copy = Self::plain();
        copy.change("fields.json", |fields| {
            let fields = fields.as_array_mut().expect("a list of fields");
            let more = fields.clone();
            let letters = ('G'..='Z').map(|letter| json!(letter));
            fields.extend(more.into_iter().zip(letters).map(|(mut field, letter)| {
                field["series"] = letter;
                field
            }));
            for field in fields.iter_mut() {
                field["name"] = json!({
                    "vi": "Thành lập và hoạt động của hộ kinh doanh, tổ hợp tác, hợp tác xã",
                    "en": "Household businesses, cooperative groups and cooperatives",
                });
            }
        });
        copy.change("news.json", |news| {
            let sentence = "Từ 07:30 đến 11:30, Trung tâm tiếp nhận mọi lĩnh vực. ";
            let long = |length| sentence.chars().cycle().take(length).collect::<String>();
            news[0]["title"]["vi"] = json!(long(NEWS_TITLE_MAX).trim());
            news[0]["body"]["vi"] = json!(long(NEWS_BODY_MAX).trim());
        });
        copy.change("unit.json", |unit| {
            unit["name"]["vi"] = json!(
                "Trung tâm Phục vụ hành chính công liên thông Đặc khu Mẫu - Chi nhánh khu vực số 12"
            );
        });
        copy
    }

    /// A catalogue of a hall with so many counters and numbers enough. The counters that are
    /// posted are repeated in their order, so that fields get their share of them.
    pub fn with_counters(counters: u16) -> Self {
        let copy = Self::with_many_numbers();
        copy.change("unit.json", |unit| {
            let posted = unit["counters"].as_array().expect("a list of counters").clone();
            let numbered = (1..=counters).zip(posted.iter().cycle()).map(|(number, one)| {
                let mut one = one.clone();
                one["number"] = json!(number);
                one
            });
            unit["counters"] = numbered.collect();
        });
        copy
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn plain() -> Self {
        let copy = TempDir::new().expect("there is room for a copy");
        let mut files = Vec::new();
        gather(&folder(), "", &mut files);
        for (name, text) in files {
            let file = copy.path().join(name);
            let parent = file.parent().expect("it is inside the copy");
            fs::create_dir_all(parent).expect("there is room for a copy");
            fs::write(file, text).expect("there is room for a copy");
        }
        Self { folder: copy }
    }

    fn change(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let file = self.folder.path().join(name);
        let text = fs::read_to_string(&file).expect("it was copied");
        let mut value = serde_json::from_str(&text).expect("it is JSON");
        change(&mut value);
        fs::write(file, value.to_string()).expect("there is room for a copy");
    }
}

fn gather(folder: &Path, under: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the catalogue is there") {
        let path = entry.expect("it can be listed").path();
        let name = path.file_name().expect("it has a name").to_string_lossy();
        let name = format!("{under}{name}");
        if path.is_dir() {
            gather(&path, &format!("{name}/"), files);
        } else {
            files.push((name, fs::read_to_string(path).expect("it is text")));
        }
    }
}
