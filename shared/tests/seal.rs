//! What is promised about sealing: readable at the centre only, and only as it was sealed.
#![cfg(feature = "trust")]

use proptest::prelude::*;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::ids::{FileId, HallId, SubmissionId};
use shared::seal::{Binding, ENCAPSULATED_BYTES, SealError, Sealer, SealingKey, TAG_BYTES};
use uuid::Uuid;

const SUBMISSION: SubmissionId = SubmissionId(Uuid::from_u128(1));
const HALL: HallId = HallId(Uuid::from_u128(2));
const FILE: FileId = FileId(Uuid::from_u128(3));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_was_sealed_opens_to_the_same_bytes(
        pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..2_000), 1..5),
    ) {
        let sealed = seal(&file(), &pieces);

        let opened = open(&key(), &file(), &sealed);

        prop_assert_eq!(opened, Ok(pieces));
    }

    #[test]
    fn one_changed_bit_breaks_the_seal(at: prop::sample::Index, bit in 0_u8..8) {
        let mut sealed = seal(&envelope(), &[b"an application".to_vec()]);
        let length = sealed[0].len();
        sealed[0][at.index(length)] ^= 1 << bit;

        let opened = open(&key(), &envelope(), &sealed);

        prop_assert_eq!(opened, Err(SealError::Broken));
    }
}

#[test]
fn a_seal_costs_the_key_once_and_a_tag_for_each_piece() {
    let sealed = seal(&file(), &[vec![7; 100], vec![7; 100]]);

    let lengths: Vec<usize> = sealed.iter().map(Vec::len).collect();
    assert_eq!(lengths, [ENCAPSULATED_BYTES + 100 + TAG_BYTES, 100 + TAG_BYTES]);
}

#[test]
fn the_same_bytes_are_never_sealed_alike_twice() {
    let plain = [b"the same".to_vec()];
    let seal_with = |seed| {
        let mut random = StdRng::seed_from_u64(seed);
        let public = key().public();
        let mut sealer = Sealer::new(&public, &envelope(), &mut random).expect("it is a key");
        sealer.next(&plain[0]).expect("it seals")
    };

    assert_ne!(seal_with(1), seal_with(2));
}

#[test]
fn another_key_opens_nothing() {
    let sealed = seal(&envelope(), &[b"an application".to_vec()]);
    let other = SealingKey::from_seed(&[9; 32]);

    let opened = open(&other, &envelope(), &sealed);

    assert_eq!(opened, Err(SealError::Broken));
}

#[test]
fn a_seal_holds_only_for_its_submission_hall_piece_and_key() {
    let sealed = seal(&file(), &[b"a paper".to_vec()]);
    let strangers = [
        Binding { submission: SubmissionId(Uuid::from_u128(8)), ..file() },
        Binding { hall: HallId(Uuid::from_u128(8)), ..file() },
        Binding { file: Some(FileId(Uuid::from_u128(8))), ..file() },
        Binding { file: None, ..file() },
        Binding { key_id: "another", ..file() },
    ];

    for stranger in strangers {
        let opened = open(&key(), &stranger, &sealed);

        assert_eq!(opened, Err(SealError::Broken), "{stranger:?}");
    }
}

#[test]
fn chunks_cannot_be_moved_dropped_or_repeated() {
    let [first, second, third] = sealed_in_three();
    let orders = [
        vec![first.clone(), third.clone(), second.clone()],
        vec![first.clone(), third.clone()],
        vec![first.clone(), second.clone(), second.clone()],
        vec![second, third],
    ];

    for order in orders {
        let opened = open(&key(), &file(), &order);

        assert_eq!(opened, Err(SealError::Broken));
    }
}

#[test]
fn a_first_piece_that_is_too_short_is_refused() {
    for length in [0, 1, ENCAPSULATED_BYTES - 1, ENCAPSULATED_BYTES, ENCAPSULATED_BYTES + 1] {
        let opened = open(&key(), &file(), &[vec![0; length]]);

        assert_eq!(opened, Err(SealError::Broken), "{length} bytes");
    }
}

#[test]
fn only_an_x25519_key_can_be_sealed_for() {
    let mut random = StdRng::seed_from_u64(1);

    let refused = Sealer::new(&[1; 31], &file(), &mut random).err();

    assert_eq!(refused, Some(SealError::Key));
}

#[test]
fn a_sealing_key_never_shows_itself() {
    assert_eq!(format!("{:?}", key()), "SealingKey(masked)");
}

fn key() -> SealingKey {
    SealingKey::from_seed(&[5; 32])
}

fn file() -> Binding<'static> {
    Binding { submission: SUBMISSION, hall: HALL, file: Some(FILE), key_id: "k1" }
}

fn envelope() -> Binding<'static> {
    Binding { file: None, ..file() }
}

fn sealed_in_three() -> [Vec<u8>; 3] {
    let sealed = seal(&file(), &[vec![1; 50], vec![2; 50], vec![3; 50]]);
    sealed.try_into().expect("three pieces were sealed")
}

fn seal(binding: &Binding<'_>, pieces: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut random = StdRng::seed_from_u64(1);
    let mut sealer = Sealer::new(&key().public(), binding, &mut random).expect("it is a key");
    pieces.iter().map(|piece| sealer.next(piece).expect("it seals")).collect()
}

fn open(
    key: &SealingKey,
    binding: &Binding<'_>,
    sealed: &[Vec<u8>],
) -> Result<Vec<Vec<u8>>, SealError> {
    let (mut opener, first) = key.open(binding, &sealed[0])?;
    let rest = sealed[1..].iter().map(|piece| opener.next(piece));
    std::iter::once(Ok(first)).chain(rest).collect()
}
