//! What a scanner types: the keys of one card, up to the key that ends it.

use shared::identity_card::IdentityCard;
use shared::national_id::NationalId;

/// A scanner types faster than this; a slower key begins anew.
const GAP_MAX_MS: f64 = 400.0;
/// The longest code of a card; what is longer is none.
const SIGNS_MAX: usize = 600;

/// What a key of the scanner came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// The code goes on.
    More,
    /// A card was read.
    Card(NationalId),
    /// The code is not that of a card.
    NoCard,
}

/// The keys of one code. `Debug` prints a mask, and nothing outlives the code.
#[derive(Default)]
pub struct Scan {
    typed: String,
    last_ms: f64,
}

impl Scan {
    /// Takes in a key at a moment in milliseconds.
    pub fn key(&mut self, key: &str, at_ms: f64) -> Scanned {
        if at_ms - self.last_ms > GAP_MAX_MS {
            self.typed.clear();
        }
        self.last_ms = at_ms;
        if key == "Enter" || key == "Tab" {
            return self.end();
        }
        let mut signs = key.chars();
        // A key with a name, such as Shift, writes nothing.
        if let (Some(sign), None) = (signs.next(), signs.next())
            && self.typed.len() < SIGNS_MAX
        {
            self.typed.push(sign);
        }
        Scanned::More
    }

    fn end(&mut self) -> Scanned {
        let typed = std::mem::take(&mut self.typed);
        if typed.is_empty() {
            return Scanned::More;
        }
        match IdentityCard::parse(&typed) {
            Ok(card) => Scanned::Card(card.number),
            Err(_) => Scanned::NoCard,
        }
    }
}

impl std::fmt::Debug for Scan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scan(***)")
    }
}
