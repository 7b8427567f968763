//! The figures as tables: every row under the same heads.

use shared::figures::{Value, sheets};
use shared::lang::Words;
use shared::text::hall::counter_name;
use shared::ticket::{Outcome, TicketClass};

use crate::support::Day;

#[test]
fn every_table_has_the_heads_of_the_others() {
    let mut day = Day::default();
    day.sit_down(0, 1);
    day.issue(0, 1, "A", TicketClass::Ordinary);
    day.call(5, 1, 1);
    day.close(8, 1, 1, Outcome::NoShow);
    let figures = day.figures(60);

    let sheets = sheets(&figures, |series| same(series.as_str()), counter_name);

    let titles: Vec<_> = sheets.iter().map(|sheet| sheet.title.en).collect();
    let expected = ["Whole hall", "By field", "By class", "By hour", "By counter", "By officer"];
    assert_eq!(titles, expected);
    for sheet in &sheets {
        assert_eq!(sheet.heads, sheets[0].heads);
        assert_eq!(sheet.rows.len(), 1, "{}", sheet.title.en);
        assert_eq!(sheet.rows[0].1.len(), sheet.heads.len());
    }
    let values = &sheets[0].rows[0].1;
    assert_eq!(values[3], Value::Share(Some(1_000)));
    assert_eq!(values[11], Value::Length(None), "nobody was served");
}

fn same(text: &str) -> Words {
    Words { vi: text.to_owned(), en: text.to_owned() }
}
