//! What a hall that came back must never be found with.

use std::fmt;

/// A broken promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Which promise.
    pub kind: BreachKind,
    /// What was found.
    pub found: String,
}

/// A kind of broken promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreachKind {
    /// What was acknowledged is gone.
    Lost,
    /// Something is there twice, or would be sent twice.
    Doubled,
    /// Something is there and is not what was acknowledged.
    Altered,
    /// Something that nobody was promised is there in part.
    Partial,
    /// The hall does not open.
    Unopenable,
    /// It opened and does not go on.
    Stuck,
}

impl BreachKind {
    /// This kind, with what was found.
    pub fn found(self, found: impl Into<String>) -> Breach {
        Breach { kind: self, found: found.into() }
    }

    /// This kind, with what an error says.
    pub fn because<E: fmt::Display>(self) -> impl Fn(E) -> Breach {
        move |error| self.found(error.to_string())
    }

    /// Nothing, if it holds; else this kind, with what was found.
    pub fn unless(self, holds: bool, found: impl FnOnce() -> String) -> Result<(), Breach> {
        if holds { Ok(()) } else { Err(self.found(found())) }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}: {}", self.kind, self.found)
    }
}
