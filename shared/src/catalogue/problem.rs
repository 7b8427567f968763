//! What can be wrong with a catalogue, and why a procedure is not received.

use chrono::NaiveDate;

use crate::lang::Words;

/// A fault in one file of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct CatalogueProblem {
    /// The name of the file.
    pub file: String,
    /// What is wrong in it.
    pub fault: CatalogueFault,
}

/// What is wrong in a file of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueFault {
    /// A file that every catalogue has is absent.
    #[error("the file is missing")]
    FileMissing,
    /// The file's name is none that a catalogue has.
    #[error("no catalogue has a file of this name")]
    FileUnknown,
    /// The file is not the JSON it should be.
    #[error("{0}")]
    Unreadable(String),
    /// The file's name and the code inside differ.
    #[error("the code inside is {0}, the file name says another")]
    NameDiffers(String),
    /// A code is used twice.
    #[error("{0} is there twice")]
    Duplicate(String),
    /// A code is named that nothing carries.
    #[error("{place} names {code}, which is not there")]
    Unknown {
        /// Where it is named.
        place: String,
        /// The code without a bearer.
        code: String,
    },
    /// A sentence is empty in one of the languages.
    #[error("{0} lacks words in one of the two languages")]
    WordsMissing(String),
    /// A sentence is not in Unicode normal form C.
    #[error("{0} is not in normal form C")]
    NotComposed(String),
    /// A short name does not fit a tile.
    #[error("short_name has {0} characters, {max} fit", max = super::SHORT_NAME_MAX)]
    ShortNameTooLong(usize),
    /// A piece of news is longer than a display shows.
    #[error("{title}: a display shows {max} characters of it")]
    NewsTooLong {
        /// The piece.
        title: String,
        /// How many characters of the part fit.
        max: usize,
    },
    /// A code has a form codes do not have.
    #[error("{0} is not a well-formed code")]
    CodeMalformed(String),
    /// An end comes before its beginning.
    #[error("{0} ends before it begins")]
    DatesReversed(String),
    /// A list that must have something in it is empty.
    #[error("{0} is empty")]
    Empty(String),
    /// A limit is zero, or a same-day limit counts something.
    #[error("a limit of {0} does not fit its unit")]
    LimitMalformed(u16),
    /// A fee says it is free while no amount of zero stands beside it.
    #[error("a fee may not say it is free and nothing else")]
    FeeBarelyFree,
    /// A note counts originals or copies, or a paper counts none.
    #[error("component {0}: a note has no count, a paper has one")]
    CountMalformed(String),
    /// A bound of a question leaves nothing to answer.
    #[error("question {0}: no answer is possible between its bounds")]
    BoundsReversed(String),
    /// A question depends on one that comes after it.
    #[error("question {0} depends on one that is not asked before it")]
    AskedTooLate(String),
    /// A question is of another kind than its use needs.
    #[error("question {0} is of another kind than its use needs")]
    KindUnfit(String),
}

/// Why a procedure is not received on a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceivableRefusal {
    /// No published procedure has this code.
    #[error("no published procedure has this code")]
    Unknown,
    /// Its first day has not come.
    #[error("the procedure is received from {from}")]
    NotYetInForce {
        /// The first day.
        from: NaiveDate,
    },
    /// The unit does not receive it for now.
    #[error("the procedure is closed")]
    Closed {
        /// Why, as a sentence for the citizen.
        reason: Words,
        /// The first day on which it is received again, if known.
        until: Option<NaiveDate>,
    },
}
