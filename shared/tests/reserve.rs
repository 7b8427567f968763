//! The reserve: files end first, then applications, tickets last, and nothing flaps.

use shared::reserve::{Admits, Asked, Reserve, Space};

const MIB: u64 = 1024 * 1024;
const GIB: u64 = 1024 * MIB;

fn disk(total_bytes: u64, free_bytes: u64) -> Space {
    Space { total_bytes, free_bytes, promised_bytes: 0 }
}

#[test]
fn files_end_first_then_applications_and_tickets_last() {
    let table = [
        (5 * GIB, Admits::Everything),
        (GIB + 256 * MIB, Admits::Everything),
        (GIB + 256 * MIB - 1, Admits::ApplicationsWithoutFiles),
        (GIB, Admits::ApplicationsWithoutFiles),
        (GIB - 1, Admits::TicketsOnly),
        (256 * MIB, Admits::TicketsOnly),
        (256 * MIB - 1, Admits::Nothing),
        (0, Admits::Nothing),
    ];
    for (free, expected) in table {
        let admits = Reserve { percent: 10 }.admits(disk(10 * GIB, free), Admits::Everything);
        assert_eq!(admits, expected, "{free} bytes are free");
    }
}

#[test]
fn the_reserve_is_a_tenth_and_at_least_512_mebibytes() {
    let reserve = Reserve::default();

    assert_eq!(reserve.bytes(100 * GIB), 10 * GIB);
    assert_eq!(reserve.bytes(2 * GIB), 512 * MIB);
    assert_eq!(Reserve { percent: 25 }.bytes(100 * GIB), 25 * GIB);
}

#[test]
fn what_was_refused_comes_back_a_sixteenth_of_the_reserve_above_its_limit() {
    let reserve = Reserve { percent: 50 };
    let total = 2 * GIB;
    let table = [
        (Admits::TicketsOnly, GIB, Admits::TicketsOnly),
        (Admits::TicketsOnly, GIB + 64 * MIB, Admits::ApplicationsWithoutFiles),
        (Admits::ApplicationsWithoutFiles, GIB + 256 * MIB, Admits::ApplicationsWithoutFiles),
        (Admits::ApplicationsWithoutFiles, GIB + 320 * MIB, Admits::Everything),
        (Admits::Nothing, GIB + 320 * MIB, Admits::Everything),
        (Admits::Nothing, 256 * MIB, Admits::Nothing),
        (Admits::Everything, GIB, Admits::ApplicationsWithoutFiles),
    ];
    for (before, free, expected) in table {
        assert_eq!(reserve.admits(disk(total, free), before), expected, "{before:?}, {free}");
    }
}

#[test]
fn what_is_promised_and_not_written_counts_as_written() {
    let reserve = Reserve::default();
    let free = 768 * MIB + 10;
    let quiet = disk(2 * GIB, free);
    let busy = Space { promised_bytes: 4, ..quiet };

    assert!(reserve.has_room(quiet, Asked::File, 10));
    assert!(!reserve.has_room(quiet, Asked::File, 11));
    assert!(reserve.has_room(busy, Asked::File, 6));
    assert!(!reserve.has_room(busy, Asked::File, 7));
    assert!(reserve.has_room(busy, Asked::Application, 7));
    assert!(!reserve.has_room(quiet, Asked::Ticket, u64::MAX));
}

#[test]
fn a_disk_that_tells_nothing_refuses_nothing() {
    let silent = Space::default();

    assert_eq!(Reserve::default().admits(silent, Admits::Nothing), Admits::Everything);
    assert!(Reserve::default().has_room(silent, Asked::File, u64::MAX));
}

#[test]
fn each_state_takes_in_what_the_next_better_one_does_and_no_more() {
    let taken = |admits| {
        [Asked::File, Asked::Application, Asked::Ticket].map(|asked| asked.is_admitted(admits))
    };

    assert_eq!(taken(Admits::Everything), [true, true, true]);
    assert_eq!(taken(Admits::ApplicationsWithoutFiles), [false, true, true]);
    assert_eq!(taken(Admits::TicketsOnly), [false, false, true]);
    assert_eq!(taken(Admits::Nothing), [false, false, false]);
}
