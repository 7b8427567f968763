//! What is wrong with a text: nobody reads why, so nothing more is said.

use std::fmt::{self, Display, Formatter};

use serde::de::{Error, Expected, Unexpected};

/// The tree has another shape than the type.
#[derive(Debug)]
pub(super) struct OtherShape;

impl Display for OtherShape {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("another shape")
    }
}

impl std::error::Error for OtherShape {}

/// Each way to say what is wrong ends in the same silence, and its sentence is not sent along.
impl Error for OtherShape {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}
