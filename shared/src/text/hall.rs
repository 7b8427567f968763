//! Sentences: the hall's display and its counters.

pub mod counter;
pub mod display;
pub mod figures;
pub mod voice;

use crate::ids::CounterId;
use crate::lang::{Text, Words};

/// Names the unit where its own name is not known yet.
pub const UNIT: Text = Text { vi: "Bộ phận Một cửa", en: "One-stop unit" };

/// Names a counter.
pub fn counter_name(counter: CounterId) -> Words {
    Words { vi: format!("Quầy\u{a0}{counter}"), en: format!("Counter\u{a0}{counter}") }
}
