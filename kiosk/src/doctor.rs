//! Examines a hall and explains what it finds; changes nothing.
//!
//! `look` gathers what there is to see, `findings` decides what it means.

mod facts;
mod findings;
mod look;

use serde::Serialize;

use crate::config::Config;

pub use facts::{ClockFacts, DiskFacts, Facts, KeyFacts, LineFacts, PrinterFacts};
pub use findings::findings;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// As it should be.
    Good,
    /// Somebody should look at it.
    Attention,
    /// Somebody must do something.
    Bad,
}

impl Mark {
    /// The sign before a line.
    pub fn sign(self) -> char {
        match self {
            Self::Good => '✓',
            Self::Attention => '!',
            Self::Bad => '✗',
        }
    }

    /// What the program ends with when this is the worst.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Good => 0,
            Self::Attention => 1,
            Self::Bad => 2,
        }
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How it is.
    pub mark: Mark,
    /// What it is about.
    pub about: &'static str,
    /// What was found.
    pub sentence: String,
    /// What to do next.
    pub next: Option<String>,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:<14} {}", self.mark.sign(), self.about, self.sentence)?;
        match &self.next {
            Some(next) => write!(f, "\n{:17}→ {next}", ""),
            None => Ok(()),
        }
    }
}

/// Examines the hall of a configuration, beside its running node where there is one.
pub async fn examine(config: &Config) -> Vec<Finding> {
    findings(&look::look(config).await)
}
