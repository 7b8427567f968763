//! What is promised about signed requests: they name the hall and cover all that they ask for.
#![cfg(feature = "trust")]

use chrono::DateTime;
use proptest::prelude::*;
use shared::digest::Digest;
use shared::ids::HallId;
use shared::request_signature::{SignedHeaders, claimed_hall, sign, verify};
use shared::signature::{Signer, Verifier};
use shared::time::Timestamp;
use uuid::Uuid;

const HALL: HallId = HallId(Uuid::from_u128(7));
const PATH: &str = "/intake/v1/submissions/1/commit";

#[test]
fn a_signed_request_verifies_with_the_hall_s_key() {
    let headers = signed(b"body");

    assert!(verify(&public(&signer()), "PUT", PATH, Digest::of(b"body"), &headers));
    assert_eq!(claimed_hall(&headers.signature_input), Some(HALL));
}

#[test]
fn a_signature_holds_for_no_other_method_path_or_body() {
    let headers = signed(b"body");
    let key = public(&signer());

    assert!(!verify(&key, "GET", PATH, Digest::of(b"body"), &headers));
    assert!(!verify(&key, "PUT", "/intake/v1/heartbeat", Digest::of(b"body"), &headers));
    assert!(!verify(&key, "PUT", PATH, Digest::of(b"other"), &headers));
}

#[test]
fn a_digest_header_of_other_bytes_does_not_verify_with_them() {
    let headers =
        SignedHeaders { content_digest: Digest::of(b"other").to_header(), ..signed(b"body") };

    assert!(!verify(&public(&signer()), "PUT", PATH, Digest::of(b"other"), &headers));
}

#[test]
fn a_signature_of_another_key_does_not_verify() {
    let other = Signer::from_seed(&[2; 32]);

    assert!(!verify(&public(&other), "PUT", PATH, Digest::of(b"body"), &signed(b"body")));
}

#[test]
fn another_hall_or_another_moment_cannot_be_claimed() {
    let headers = signed(b"body");
    let other_hall = Uuid::from_u128(8).to_string();
    let claims = [
        headers.signature_input.replace(&HALL.to_string(), &other_hall),
        headers.signature_input.replace("created=1", "created=2"),
    ];

    for signature_input in claims {
        assert_ne!(signature_input, headers.signature_input);
        let claimed = SignedHeaders { signature_input, ..headers.clone() };

        assert!(!verify(&public(&signer()), "PUT", PATH, Digest::of(b"body"), &claimed));
    }
}

#[test]
fn a_signature_that_covers_less_is_refused() {
    let key = signer();
    let parameters = format!("(\"@method\");created=1;keyid=\"{HALL}\";alg=\"ed25519\"");
    let base = format!("\"@method\": PUT\n\"@signature-params\": {parameters}");
    let signature = data_encoding::BASE64.encode(&key.sign(base.as_bytes()).0);
    let headers = SignedHeaders {
        content_digest: Digest::of(b"body").to_header(),
        signature_input: format!("hall={parameters}"),
        signature: format!("hall=:{signature}:"),
    };

    assert!(!verify(&public(&key), "PUT", PATH, Digest::of(b"body"), &headers));
}

#[test]
fn the_headers_are_written_as_the_standards_say() {
    let headers = signed(b"{\"hello\": \"world\"}");

    assert_eq!(headers.content_digest, "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
    assert_eq!(
        headers.signature_input,
        format!(
            "hall=(\"@method\" \"@path\" \"content-digest\");created=1700000000;keyid=\"{HALL}\";\
             alg=\"ed25519\""
        )
    );
    assert!(headers.signature.starts_with("hall=:") && headers.signature.ends_with(':'));
}

proptest! {
    #[test]
    fn no_header_makes_the_check_fall_over(
        content_digest: String,
        signature_input: String,
        signature: String,
    ) {
        let headers = SignedHeaders { content_digest, signature_input, signature };

        prop_assert!(!verify(&public(&signer()), "PUT", PATH, Digest::of(b""), &headers));
        let _ = claimed_hall(&headers.signature_input);
    }
}

fn signer() -> Signer {
    Signer::from_seed(&[1; 32])
}

fn public(signer: &Signer) -> Verifier {
    Verifier::read(&signer.public()).expect("it is a public key")
}

fn signed(body: &[u8]) -> SignedHeaders {
    sign(&signer(), HALL, "PUT", PATH, Digest::of(body), now())
}

fn now() -> Timestamp {
    DateTime::from_timestamp(1_700_000_000, 0).expect("it is a moment")
}
