//! Which hall speaks: HTTP message signatures (RFC 9421) over the method, the path and the body.
//!
//! Every signed request is idempotent, so a request that is played again changes nothing and no
//! nonce store is needed.

use data_encoding::BASE64;

use crate::bytes::Base64;
use crate::digest::Digest;
use crate::ids::HallId;
use crate::signature::{Signer, Verifier};
use crate::time::Timestamp;

/// The three headers of a signed request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHeaders {
    /// `Content-Digest` (RFC 9530).
    pub content_digest: String,
    /// `Signature-Input`.
    pub signature_input: String,
    /// `Signature`.
    pub signature: String,
}

/// Signs a request. `path` includes the query.
pub fn sign(
    signer: &Signer,
    hall: HallId,
    method: &str,
    path: &str,
    body: Digest,
    now: Timestamp,
) -> SignedHeaders {
    let content_digest = body.to_header();
    let parameters = parameters(hall, now.timestamp());
    let base = signature_base(method, path, &content_digest, &parameters);
    let signature = BASE64.encode(&signer.sign(base.as_bytes()).0);
    SignedHeaders {
        content_digest,
        signature_input: format!("hall={parameters}"),
        signature: format!("hall=:{signature}:"),
    }
}

/// The hall that a request says it comes from; to be verified with its key.
pub fn claimed_hall(signature_input: &str) -> Option<HallId> {
    let after = signature_input.split_once("keyid=\"")?.1;
    after.split_once('"')?.0.parse().ok()
}

/// Whether the headers were made by the holder of the hall's key for this very request.
pub fn verify(
    key: &Verifier,
    method: &str,
    path: &str,
    body: Digest,
    headers: &SignedHeaders,
) -> bool {
    let Some(parameters) = headers.signature_input.strip_prefix("hall=") else { return false };
    let signature = headers.signature.strip_prefix("hall=:").and_then(|s| s.strip_suffix(':'));
    let Some(signature) = signature.and_then(|s| BASE64.decode(s.as_bytes()).ok()) else {
        return false;
    };
    let covers_all = parameters.starts_with("(\"@method\" \"@path\" \"content-digest\")");
    let base = signature_base(method, path, &headers.content_digest, parameters);
    covers_all
        && Digest::from_header(&headers.content_digest) == Some(body)
        && key.verifies(base.as_bytes(), &Base64(signature))
}

fn parameters(hall: HallId, created: i64) -> String {
    format!(
        "(\"@method\" \"@path\" \"content-digest\");created={created};keyid=\"{hall}\";\
         alg=\"ed25519\""
    )
}

fn signature_base(method: &str, path: &str, content_digest: &str, parameters: &str) -> String {
    format!(
        "\"@method\": {method}\n\"@path\": {path}\n\"content-digest\": {content_digest}\n\
         \"@signature-params\": {parameters}"
    )
}
