//! The doors of the intake for what does not come over HTTP: the same steps, without a request.

pub(crate) use super::commits::commit;
pub(crate) use super::envelopes::{take as envelope, take_chunk as chunk};
pub(crate) use super::journal::take as run;
pub(crate) use super::refusals::Denied;
