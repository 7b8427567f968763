//! What is promised about the steps of one try to deliver, without clock, disk or line.

use std::sync::Arc;

use kiosk::forwarder::{Answer, Ask, End, Step, Trip};
use kiosk::store::OutboxItem;
use shared::delivery::{Heard, ParkReason};
use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::intake::{Acknowledgement, Missing, MissingChunk, SignedAcknowledgement};
use shared::journal::Position;
use shared::signature::{Signer, Verifier};
use shared::submission::{ManifestFile, Piece};
use shared::time::Timestamp;
use uuid::Uuid;

const NOT_FOUND: Heard = Heard::Status(404, None);

#[test]
fn a_first_try_begins_with_the_envelope_and_a_later_one_with_files_asks_what_is_missing() {
    let starts = [(0, 0), (0, 2), (3, 0), (3, 2)].map(|(attempts, chunks)| {
        let (_, step) = Trip::begin(item(attempts, chunks), pinned());
        step
    });

    let envelope = || Step::Ask(vec![Ask::Envelope]);
    let need_list = Step::Ask(vec![Ask::NeedList]);
    assert_eq!(starts, [envelope(), envelope(), envelope(), need_list]);
}

#[test]
fn at_most_three_chunks_travel_together_and_then_the_need_list_is_asked_again() {
    let mut trip = Trip::begin(item(0, 5), pinned()).0;

    let first = trip.heard(Ask::Envelope, missing(0..5));
    let next = trip.heard(chunk(1), Answer::Kept);
    let last = [0, 2, 3, 4].map(|n| trip.heard(chunk(n), Answer::Kept));

    assert_eq!(first, Step::Ask((0..3).map(chunk).collect()));
    assert_eq!(next, Step::Ask(vec![chunk(3)]));
    let need_list = Step::Ask(vec![Ask::NeedList]);
    assert_eq!(last, [Step::Ask(vec![chunk(4)]), Step::Wait, Step::Wait, need_list]);
}

#[test]
fn only_the_pinned_key_s_word_for_these_bytes_settles() {
    let other_bytes = Acknowledgement { manifest: Digest::of(b"other"), ..word() };
    let other_id = Acknowledgement { submission: SubmissionId(Uuid::from_u128(2)), ..word() };
    let stranger = Signer::from_seed(&[8; 32]);
    let words = [
        (centre().acknowledge(&word()), true),
        (stranger.acknowledge(&word()), false),
        (centre().acknowledge(&other_bytes), false),
        (centre().acknowledge(&other_id), false),
    ];

    for (signed, settles) in words {
        let ended = commit(signed.clone());
        let again = Step::End(End::Again(Heard::Unverified));
        assert_eq!(ended, if settles { Step::End(End::Settled(signed)) } else { again });
    }
}

#[test]
fn what_is_heard_ends_the_try_as_it_must_and_a_rewind_begins_once_with_the_envelope() {
    let ends = [
        (Heard::Silence, End::Again(Heard::Silence)),
        (Heard::Status(503, Some(9)), End::Again(Heard::Status(503, Some(9)))),
        (Heard::Status(401, None), End::Refused),
        (Heard::Status(409, None), End::Parked(ParkReason::OtherBytes)),
        (Heard::Status(422, None), End::Parked(ParkReason::Unacceptable)),
    ];
    for (heard, end) in ends {
        let mut trip = Trip::begin(item(0, 0), pinned()).0;
        assert_eq!(trip.heard(Ask::Envelope, Answer::Heard(heard)), Step::End(end));
    }

    let mut trip = Trip::begin(item(1, 2), pinned()).0;
    let once = trip.heard(Ask::NeedList, Answer::Heard(NOT_FOUND));
    let twice = trip.heard(Ask::Envelope, Answer::Heard(NOT_FOUND));

    assert_eq!(once, Step::Ask(vec![Ask::Envelope]));
    assert_eq!(twice, Step::End(End::Again(NOT_FOUND)));
}

#[test]
fn a_need_list_that_names_what_the_manifest_does_not_is_not_the_centre_s() {
    let mut trip = Trip::begin(item(0, 2), pinned()).0;

    let step = trip.heard(Ask::Envelope, missing(0..3));

    assert_eq!(step, Step::End(End::Again(Heard::Unverified)));
}

#[test]
fn an_answer_that_is_not_waited_for_changes_nothing() {
    let mut trip = Trip::begin(item(0, 0), pinned()).0;

    let unasked = trip.heard(Ask::Commit, Answer::Word(centre().acknowledge(&word())));
    let asked = trip.heard(Ask::Envelope, missing(0..0));
    let repeated = trip.heard(Ask::Envelope, missing(0..0));

    assert_eq!((unasked, repeated), (Step::Wait, Step::Wait));
    assert_eq!(asked, Step::Ask(vec![Ask::Commit]));
}

fn commit(signed: SignedAcknowledgement) -> Step {
    let mut trip = Trip::begin(item(0, 0), pinned()).0;
    trip.heard(Ask::Envelope, missing(0..0));
    trip.heard(Ask::Commit, Answer::Word(signed))
}

fn item(attempts: u32, chunks: usize) -> Arc<OutboxItem> {
    let piece = Piece { bytes: 1, sha256: Digest::of(b"sealed") };
    let file = ManifestFile { file: file(), chunks: vec![piece; chunks] };
    Arc::new(OutboxItem {
        submission: word().submission,
        manifest: "{}".to_owned(),
        manifest_digest: word().manifest,
        position: Position { epoch: 1, seq: 1 },
        prev_hash: Digest::ZERO,
        files: if chunks == 0 { Vec::new() } else { vec![file] },
        attempts,
        is_large: chunks > 1,
    })
}

fn word() -> Acknowledgement {
    let submission = SubmissionId(Uuid::from_u128(1));
    let manifest = Digest::of(b"{}");
    Acknowledgement { submission, manifest, received_at: Timestamp::UNIX_EPOCH }
}

fn missing(places: std::ops::Range<u32>) -> Answer {
    let chunks = places.map(|n| MissingChunk { file: file(), n }).collect();
    Answer::Missing(Missing { chunks })
}

fn chunk(n: u32) -> Ask {
    Ask::Chunk(MissingChunk { file: file(), n })
}

fn file() -> FileId {
    FileId(Uuid::from_u128(7))
}

fn centre() -> Signer {
    Signer::from_seed(&[9; 32])
}

fn pinned() -> Verifier {
    Verifier::read(&centre().public()).unwrap()
}
