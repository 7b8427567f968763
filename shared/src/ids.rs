//! Names of things: identifiers minted by whoever starts them, and codes given by an authority.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! identifier {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

identifier! {
    /// A place in a series, minted (UUIDv7) by the touchscreen or phone that asks for it.
    TicketId,
    /// One application travelling from a hall, minted (UUIDv7) by the citizen's screen.
    SubmissionId,
    /// One attached file of a submission.
    FileId,
    /// One press of a verb at a counter, minted by the counter's screen.
    ActId,
    /// A hall that is enrolled at the centre.
    HallId,
    /// An officer's account.
    OfficerId,
    /// One slip on its way to the printer.
    PrintJobId,
    /// A registered screen of the hall.
    DeviceId,
}

macro_rules! code {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )*};
}

code! {
    /// A national procedure code such as `1.001193`.
    ProcedureCode,
    /// A required paper inside its procedure, such as `giay-chung-sinh`.
    ComponentCode,
    /// A case of a procedure, such as `uy-quyen`.
    CaseCode,
    /// A field of procedures served by one series, its letter: `A`.
    SeriesCode,
    /// The national identifier of an agency, such as `H56.12.34`.
    AgencyCode,
    /// A question of a form, such as `child-name`.
    QuestionCode,
    /// A printer of the hall, by the name in its configuration.
    PrinterName,
}

impl PrinterName {
    /// The name of the printer of a hall that has one and gave it none.
    pub fn usual() -> Self {
        Self::from("main")
    }
}

/// A counter's number, as painted above the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct CounterId(pub u16);

impl std::fmt::Display for CounterId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
