//! The marks of a run: named figures, printed as a table and written for `check-marks`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;

/// Named figures.
#[derive(Debug, Default)]
pub struct Marks(BTreeMap<String, f64>);

impl Marks {
    /// Sets a figure.
    pub fn set(&mut self, name: impl Into<String>, figure: f64) {
        self.0.insert(name.into(), figure);
    }

    /// Takes over the figures of another run.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// One line for each figure.
    pub fn table(&self) -> String {
        let mut table = String::new();
        for (name, figure) in &self.0 {
            let figure = round(*figure);
            writeln!(table, "{name:<44} {figure:>12}").expect("a text takes everything");
        }
        table
    }

    /// Writes `target/marks.json`; figures that this run did not measure stay.
    pub fn write(&self) -> Result<()> {
        let file = crate::program::project().join("target/marks.json");
        let known = std::fs::read_to_string(&file).ok();
        let known = known.and_then(|text| serde_json::from_str(&text).ok());
        let mut all: BTreeMap<String, f64> = known.unwrap_or_default();
        all.extend(self.0.iter().map(|(name, figure)| (name.clone(), round(*figure))));
        Ok(std::fs::write(file, serde_json::to_string_pretty(&all)? + "\n")?)
    }
}

/// The middle one of repeated runs.
///
/// # Panics
/// When there was no run.
pub fn median(runs: impl IntoIterator<Item = f64>) -> f64 {
    let mut runs: Vec<f64> = runs.into_iter().collect();
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}

/// Four digits say everything that repeats.
fn round(figure: f64) -> f64 {
    if figure == 0.0 {
        return 0.0;
    }
    let digits = 3 - figure.abs().log10().floor() as i32;
    let scale = 10_f64.powi(digits.max(0));
    (figure * scale).round() / scale
}
