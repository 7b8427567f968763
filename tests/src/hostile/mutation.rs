//! Small harm to some bytes, the way lines, disks and enemies do it.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, RngExt as _};

/// Pieces that parsers have stumbled over.
const STUMBLING: [&[u8]; 16] = [
    b"null",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"\"\"",
    b"{}",
    b"[]",
    b"[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":{\"a\":",
    b"\\u0000",
    b"\\ud800",
    b"\xFF\xFE",
    b"\0",
    b"\r\n",
    b"true",
    b"=",
];

/// Changes some bytes; they are never what they were.
pub fn mutate(bytes: &[u8], random: &mut StdRng) -> Vec<u8> {
    loop {
        let mut changed = bytes.to_vec();
        for _ in 0..random.random_range(1..4) {
            harm(&mut changed, random);
        }
        if changed != bytes {
            return changed;
        }
    }
}

fn harm(bytes: &mut Vec<u8>, random: &mut StdRng) {
    let at = random.random_range(0..=bytes.len());
    let upto = (at + random.random_range(1..64)).min(bytes.len());
    match random.random_range(0..8) {
        0 | 1 => flip(bytes, random),
        2 => bytes.insert(at, random.random()),
        3 => drop(bytes.drain(at..upto)),
        4 => bytes.truncate(at),
        5 => drop(bytes.splice(at..at, pieces(random))),
        6 => drop(bytes.splice(at..upto, pieces(random))),
        _ => {
            let copy = bytes[at..upto].to_vec();
            let to = random.random_range(0..=bytes.len());
            drop(bytes.splice(to..to, copy));
        }
    }
}

fn flip(bytes: &mut [u8], random: &mut StdRng) {
    if bytes.is_empty() {
        return;
    }
    let at = random.random_range(0..bytes.len());
    bytes[at] ^= 1 << (random.next_u32() % 8);
}

fn pieces(random: &mut StdRng) -> Vec<u8> {
    STUMBLING.choose(random).expect("there are some").to_vec()
}
