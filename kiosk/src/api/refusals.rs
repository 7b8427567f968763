//! How every refusal leaves the node: its name for machines, its sentence for people.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::refusal::{Refusal, Refused};

use crate::store::StoreError;

/// Seconds after which a busy or stopped hall may be asked again.
const AGAIN_AFTER_S: u32 = 2;

/// A request that is not granted.
#[derive(Debug)]
pub(crate) struct Problem(pub(crate) Refusal);

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Refused(_) => {}
            StoreError::Failed(fault) => {
                tracing::error!(error = fault as &dyn std::error::Error, "a request failed");
            }
        }
        Self(error.refusal())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).expect("statuses are constants");
        let passes = matches!(
            self.0,
            Refusal::Busy
                | Refusal::StoreStopped
                | Refusal::DiskFull
                | Refusal::NoRoomForFiles
                | Refusal::ClockWentBack
        );
        let retry_after = if let Refusal::TooManyTries { retry_after_s } = self.0 {
            Some(retry_after_s)
        } else {
            passes.then_some(AGAIN_AFTER_S)
        };
        let mut response = (status, Json(Refused::from(self.0))).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
