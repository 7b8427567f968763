//! Asks who answers at an address, without saying who asks.

use reqwest::Method;
use reqwest::header::DATE;
use shared::intake::NONCE_HEADER;
use shared::time::Timestamp;

use super::exchange::{Body, Exchange};
use super::{ClientError, Patience};

/// Who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knock {
    /// The centre, and what its clock showed.
    Centre {
        /// To the second.
        date: Option<Timestamp>,
    },
    /// Somebody who does not know what the centre knows.
    SomebodyElse,
    /// Nobody.
    Silent,
}

/// Asks who answers.
pub async fn knock(
    centre_url: &str,
    nonce: u128,
    patience: Patience,
) -> Result<Knock, ClientError> {
    let exchange = Exchange::new(centre_url, patience)?;
    let nonce = format!("{nonce:032x}");
    let request = exchange.unsigned(Method::HEAD, "/intake/v1", Body::None);
    let Ok(answer) = request.header(NONCE_HEADER, &nonce).send().await else {
        return Ok(Knock::Silent);
    };
    let text = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
    if answer.status().as_u16() != 204 || text(NONCE_HEADER) != Some(&nonce) {
        return Ok(Knock::SomebodyElse);
    }
    let date = text(DATE.as_str()).and_then(|date| chrono::DateTime::parse_from_rfc2822(date).ok());
    Ok(Knock::Centre { date: date.map(|date| date.to_utc()) })
}
