//! The figures as a workbook, in Vietnamese: a sheet for each table, and one that says what is
//! counted.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use shared::figures::{Period, Sheet, Value};
use shared::text::hall::figures as words;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written")]
pub(crate) struct WorkbookError(#[from] XlsxError);

const NAME_WIDTH: f64 = 34.0;
const VALUE_WIDTH: f64 = 12.0;
const MEANING_WIDTH: f64 = 90.0;
/// The row of the heads; what the sheet is about stands over it.
const HEADS: u32 = 3;
const DAY_S: f64 = 86_400.0;

/// Writes the tables of a period.
pub(crate) fn workbook(
    unit: &str,
    period: Period,
    sheets: &[Sheet],
) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    let period = words::period_name(period).vi;
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(sheet.title.vi)?;
        write_title(page, unit, &period)?;
        write_table(page, sheet)?;
    }
    write_definitions(book.add_worksheet())?;
    Ok(book.save_to_buffer()?)
}

fn write_title(page: &mut Worksheet, unit: &str, period: &str) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    page.write_string_with_format(0, 0, words::TITLE.vi, &title)?;
    page.write_string(1, 0, format!("{unit} · {period}"))?;
    page.set_landscape().set_print_fit_to_pages(1, 0).set_paper_size(9);
    Ok(())
}

/// Writes the columns of which some row has a value.
fn write_table(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin);
    page.set_column_width(0, NAME_WIDTH)?;
    page.write_string_with_format(HEADS, 0, words::NAME.vi, &head)?;
    for (row, (name, _)) in (HEADS + 1..).zip(&sheet.rows) {
        page.write_string(row, 0, &name.vi)?;
    }
    let is_filled = |column: &usize| {
        sheet.rows.iter().any(|(_, values)| values.get(*column) != Some(&Value::Blank))
    };
    let filled = (0..sheet.heads.len()).filter(is_filled);
    for (place, column) in (1..).zip(filled) {
        page.set_column_width(place, VALUE_WIDTH)?;
        page.write_string_with_format(HEADS, place, &sheet.heads[column].vi, &head)?;
        for (row, (_, values)) in (HEADS + 1..).zip(&sheet.rows) {
            write_value(page, row, place, values[column])?;
        }
    }
    page.set_freeze_panes(HEADS + 1, 1)?;
    Ok(())
}

fn write_value(page: &mut Worksheet, row: u32, column: u16, value: Value) -> Result<(), XlsxError> {
    let (number, format) = match value {
        Value::Count(count) => (Some(f64::from(count)), "0"),
        Value::Share(permille) => (permille.map(|share| f64::from(share) / 1_000.0), "0.0%"),
        Value::Length(seconds) => (seconds.map(|length| length as f64 / DAY_S), "[h]:mm:ss"),
        Value::Tenths(tenths) => (tenths.map(|tenths| f64::from(tenths) / 10.0), "0.0"),
        Value::Blank => return Ok(()),
    };
    let format = Format::new().set_num_format(format).set_align(FormatAlign::Right);
    match number {
        Some(number) => page.write_number_with_format(row, column, number, &format)?,
        None => page.write_string_with_format(row, column, words::NOTHING, &format)?,
    };
    Ok(())
}

fn write_definitions(page: &mut Worksheet) -> Result<(), XlsxError> {
    let meaning = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let name = Format::new().set_bold().set_align(FormatAlign::Top);
    page.set_name(words::DEFINITIONS.vi)?;
    page.set_column_width(0, NAME_WIDTH)?;
    page.set_column_width(1, MEANING_WIDTH)?;
    for (row, one) in (0..).zip(words::DEFINED) {
        page.write_string_with_format(row, 0, one.name.vi, &name)?;
        page.write_string_with_format(row, 1, one.meaning.vi, &meaning)?;
    }
    Ok(())
}
