//! The figures as text with commas (RFC 4180), in Vietnamese, for a spreadsheet.

use shared::figures::{Sheet, Value};
use shared::lang::Lang;
use shared::text::hall::figures as words;

/// Without this sign Excel takes UTF-8 for something else.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes all tables under one head; the first column names the table.
pub(crate) fn csv(sheets: &[Sheet]) -> String {
    let heads = sheets.first().map(|sheet| sheet.heads.as_slice()).unwrap_or_default();
    let heads = heads.iter().map(|head| head.vi.clone());
    let first = [words::GROUP, words::NAME].map(|head| head.vi.to_owned());
    let mut text = BYTE_ORDER_MARK.to_owned() + &line(first.into_iter().chain(heads));
    for sheet in sheets {
        for (name, values) in &sheet.rows {
            let first = [sheet.title.vi.to_owned(), name.vi.clone()];
            text += &line(first.into_iter().chain(values.iter().map(|value| written(*value))));
        }
    }
    text
}

fn written(value: Value) -> String {
    match value {
        Value::Count(count) => count.to_string(),
        Value::Share(permille) => words::share(permille, Lang::Vi),
        Value::Length(seconds) => clock(seconds),
        Value::Tenths(tenths) => words::decimal(tenths, Lang::Vi),
        Value::Blank => String::new(),
    }
}

/// A length that every spreadsheet reads as one: "1:04:12".
fn clock(seconds: Option<u64>) -> String {
    seconds.map_or_else(
        || words::NOTHING.to_owned(),
        |seconds| format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60),
    )
}

fn line(cells: impl Iterator<Item = String>) -> String {
    cells.map(|cell| guarded(&cell)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// Quotes what holds a sign of the format; a name that would begin a formula gets a quote mark.
fn guarded(cell: &str) -> String {
    let cell = if cell.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}
