//! Every answer that is not the wished one: a named refusal as JSON, or a failure logged once.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::refusal::{Refusal, Refused};

use crate::store::StoreError;

/// What a handler answers.
pub(crate) type Answer<T> = Result<T, Denied>;

/// Why a request does not get what it asked for.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Denied {
    /// The rules say no.
    #[error("refused")]
    Refused(Refusal),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A seal that opened at the commit does not open.
    #[error("stored sealed bytes do not open: {0}")]
    Seal(&'static str),
    /// A task was lost.
    #[error("a task ended before its time")]
    Task,
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Denied {
    /// What is told of it; a failure is logged.
    pub(crate) fn into_refusal(self) -> Refusal {
        match self {
            Self::Refused(refusal) => refusal,
            Self::Store(StoreError::Busy) => Refusal::Busy,
            Self::Store(StoreError::DiskFull) => failed(&self, Refusal::DiskFull),
            Self::Store(
                StoreError::Migration(_) | StoreError::Unreadable(_) | StoreError::Database(_),
            )
            | Self::Seal(_)
            | Self::Task => failed(&self, Refusal::Failed),
        }
    }
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        let refusal = self.into_refusal();
        let status = StatusCode::from_u16(refusal.status()).expect("refusals name real statuses");
        let retry_after_s = retry_after(&refusal);
        let mut response = (status, Json(Refused::from(refusal))).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Answers for everything that has no door.
pub(super) async fn not_found() -> Denied {
    Refusal::NotFound.into()
}

fn failed(denied: &Denied, refusal: Refusal) -> Refusal {
    tracing::error!(cause = %denied, "failed");
    refusal
}

fn retry_after(refusal: &Refusal) -> Option<u32> {
    if let Refusal::TooManyTries { retry_after_s } = refusal {
        return Some(*retry_after_s);
    }
    matches!(refusal, Refusal::Busy).then_some(1)
}
