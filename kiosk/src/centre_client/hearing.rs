//! What the hall makes of an answer: pure, so that it can be tried without a line.

use reqwest::StatusCode;
use serde::de::DeserializeOwned;
use shared::delivery::Heard;

use super::Answered;

/// An answer as it came in, whoever gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The seconds of a `Retry-After` header.
    pub retry_after: Option<u32>,
    /// The header with the nonce of a probe.
    pub nonce: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// Whether it is the centre's answer to a probe with this nonce.
    pub fn is_echo_of(&self, nonce: &str) -> bool {
        self.status == StatusCode::NO_CONTENT.as_u16() && self.nonce.as_deref() == Some(nonce)
    }

    /// Reads an answer whose success carries a body.
    pub fn read<T: DeserializeOwned>(&self) -> Answered<T> {
        self.success()?;
        serde_json::from_slice(&self.body).map_err(|_| Heard::Unverified)
    }

    /// Reads an answer whose success is a 204; any other success is not the centre's.
    pub fn read_nothing(&self) -> Answered<()> {
        self.success()?;
        let is_nothing = self.status == StatusCode::NO_CONTENT.as_u16();
        if is_nothing { Ok(()) } else { Err(Heard::Unverified) }
    }

    fn success(&self) -> Answered<()> {
        if (200..300).contains(&self.status) {
            Ok(())
        } else {
            Err(Heard::Status(self.status, self.retry_after))
        }
    }
}
