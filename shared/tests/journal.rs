//! What is promised about the journal: a gap, a change or a swap is seen.

use chrono::DateTime;
use proptest::prelude::*;
use shared::digest::Digest;
use shared::ids::{SeriesCode, SubmissionId, TicketId};
use shared::journal::{ChainError, Entry, HallEvent, Link, Position, read_chain};
use shared::ticket::{TicketClass, TicketNumber};
use shared::time::{ServiceDay, Timestamp};
use uuid::Uuid;

#[test]
fn a_chain_reads_back_as_it_was_written() {
    let entries = entries(1, 20);

    let read = read_chain(&chain(&entries, Digest::ZERO));

    assert_eq!(read, Ok(entries));
}

#[test]
fn a_run_from_the_middle_of_a_chain_reads_too() {
    let entries = entries(8, 5);

    let read = read_chain(&chain(&entries, Digest::of(b"entry 7")));

    assert_eq!(read, Ok(entries));
}

#[test]
fn the_first_link_starts_from_zero() {
    let links = chain(&entries(1, 2), Digest::ZERO);

    assert_eq!(links[0].prev_hash, Digest::ZERO);
    assert_eq!(links[1].prev_hash, links[0].hash);
    assert_eq!(links[0].hash, Digest::of_all(&[&[0; 32], links[0].body.as_bytes()]));
}

#[test]
fn a_missing_entry_breaks_the_chain() {
    let mut links = chain(&entries(1, 5), Digest::ZERO);
    links.remove(2);

    assert_eq!(read_chain(&links), Err(ChainError::Broken { index: 2 }));
}

#[test]
fn an_entry_that_skips_a_number_is_out_of_order() {
    let mut entries = entries(1, 4);
    entries[2].position.seq = 9;

    let read = read_chain(&chain(&entries, Digest::ZERO));

    assert_eq!(read, Err(ChainError::OutOfOrder { index: 2 }));
}

#[test]
fn an_entry_of_another_epoch_does_not_follow() {
    let mut entries = entries(1, 3);
    entries[1].position.epoch = 2;

    let read = read_chain(&chain(&entries, Digest::ZERO));

    assert_eq!(read, Err(ChainError::OutOfOrder { index: 1 }));
}

#[test]
fn bytes_that_are_no_entry_cannot_be_read() {
    let body = "{}".to_owned();
    let hash = Digest::of_all(&[&Digest::ZERO.0, body.as_bytes()]);
    let links = [Link { body, prev_hash: Digest::ZERO, hash }];

    assert_eq!(read_chain(&links), Err(ChainError::Unreadable { index: 0 }));
}

proptest! {
    #[test]
    fn a_changed_entry_is_seen_at_its_place(at in 0_usize..10, minutes in 1_i64..600) {
        let entries = entries(1, 10);
        let mut links = chain(&entries, Digest::ZERO);
        let mut forged = entries[at].clone();
        forged.at += chrono::TimeDelta::minutes(minutes);
        links[at].body = serde_json::to_string(&forged).expect("it is written as JSON");

        prop_assert_eq!(read_chain(&links), Err(ChainError::Broken { index: at }));
    }

    #[test]
    fn a_forged_entry_with_a_fresh_hash_does_not_meet_the_next(at in 0_usize..9) {
        let entries = entries(1, 10);
        let mut links = chain(&entries, Digest::ZERO);
        let mut forged = entries[at].clone();
        forged.event = HallEvent::Started { version: "forged".to_owned() };
        links[at] = forged.chain(links[at].prev_hash);

        prop_assert_eq!(read_chain(&links), Err(ChainError::Broken { index: at + 1 }));
    }

    #[test]
    fn two_entries_cannot_change_places(at in 0_usize..9) {
        let mut links = chain(&entries(1, 10), Digest::ZERO);
        links.swap(at, at + 1);

        let expected = if at == 0 { 1 } else { at };
        prop_assert_eq!(read_chain(&links), Err(ChainError::Broken { index: expected }));
    }
}

fn entries(first: u64, count: u64) -> Vec<Entry> {
    (first..first + count).map(entry).collect()
}

fn entry(seq: u64) -> Entry {
    let ticket = TicketId(Uuid::from_u128(u128::from(seq)));
    let event = match seq % 3 {
        0 => HallEvent::Started { version: "0.1.0".to_owned() },
        1 => HallEvent::TicketIssued {
            ticket,
            number: TicketNumber { series: SeriesCode::from("A"), sequence: 1 },
            class: TicketClass::Ordinary,
            procedure: "1.001193".into(),
            service_day: ServiceDay::of(moment(seq)),
        },
        _ => HallEvent::SubmissionKept {
            submission: SubmissionId(Uuid::from_u128(u128::from(seq))),
            manifest: Digest::of(b"a manifest"),
        },
    };
    Entry { position: Position { epoch: 1, seq }, at: moment(seq), event }
}

fn moment(seq: u64) -> Timestamp {
    DateTime::from_timestamp(1_700_000_000 + seq as i64, 0).expect("it is a moment")
}

fn chain(entries: &[Entry], mut prev_hash: Digest) -> Vec<Link> {
    let mut links = Vec::with_capacity(entries.len());
    for entry in entries {
        let link = entry.chain(prev_hash);
        prev_hash = link.hash;
        links.push(link);
    }
    links
}
