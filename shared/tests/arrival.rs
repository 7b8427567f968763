//! A file that arrives chunk by chunk is whole when every chunk is there and nothing else.

use std::collections::BTreeMap;

use shared::digest::Digest;
use shared::refusal::Refusal;
use shared::submission::{Arrived, CHUNK_BYTES, FILE_BYTES_MAX, FileWhole};

fn cut(plain: &[u8]) -> BTreeMap<u32, Arrived> {
    let arrived = |chunk: &[u8]| Arrived { bytes: chunk.len() as u64, sha256: Digest::of(chunk) };
    (0..).zip(plain.chunks(CHUNK_BYTES).map(arrived)).collect()
}

#[test]
fn a_file_is_whole_when_every_chunk_arrived() {
    for bytes in [1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES] {
        let plain = vec![7; bytes];

        assert_eq!(FileWhole::of_bytes(&plain).check(&cut(&plain)), Ok(()), "{bytes} bytes");
    }
}

#[test]
fn missing_chunks_are_named() {
    let plain = vec![7; 4 * CHUNK_BYTES];
    let mut arrived = cut(&plain);
    arrived.remove(&1);
    arrived.remove(&3);

    let refused = FileWhole::of_bytes(&plain).check(&arrived);

    assert_eq!(refused, Err(Refusal::ChunksMissing { chunks: vec![1, 3] }));
}

#[test]
fn what_is_not_the_file_that_was_said_is_refused() {
    let plain = vec![7; 2 * CHUNK_BYTES];
    let whole = FileWhole::of_bytes(&plain);
    let mut exchanged = plain.clone();
    exchanged[CHUNK_BYTES] = 8;
    let mut ragged = cut(&plain[..2 * CHUNK_BYTES - 1]);
    ragged.insert(2, Arrived { bytes: 1, sha256: Digest::of(&[7]) });
    let said_of_ragged = FileWhole::of(&ragged.values().copied().collect::<Vec<_>>());
    let table = [
        ("other bytes", whole, cut(&exchanged)),
        ("one chunk too many", whole, cut(&vec![7; 3 * CHUNK_BYTES])),
        ("another length", FileWhole { bytes: whole.bytes - 1, ..whole }, cut(&plain)),
        ("a short chunk in the middle", said_of_ragged, ragged),
        ("nothing", FileWhole::of_bytes(&[]), BTreeMap::new()),
    ];

    for (case, whole, arrived) in table {
        assert_eq!(whole.check(&arrived), Err(Refusal::WrongDigest), "{case}");
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_before_anything_is_looked_for() {
    let whole = FileWhole { bytes: FILE_BYTES_MAX + 1, ..FileWhole::of_bytes(b"x") };
    let many = FileWhole { chunks: u32::MAX, ..FileWhole::of_bytes(b"x") };

    for whole in [whole, many] {
        let refused = whole.check(&BTreeMap::new());
        assert_eq!(refused, Err(Refusal::TooLarge { bytes_max: FILE_BYTES_MAX }));
    }
}
