//! The simulated disk loses what a disk may lose, and nothing else.

use std::path::Path;

use kiosk::store::Disk as _;
use promises::power_cut::act::{Act, Naming, Platter};
use promises::power_cut::cache::{Cache, Honesty, SECTOR, Wear};
use promises::power_cut::disk::Disk;
use promises::power_cut::trouble::Plan;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

/// Enough to see everything that may happen.
const CUTS: u64 = 500;

#[test]
fn what_was_synced_survives_every_cut() {
    let mut cache = Cache::over(Platter::default());
    cache.take(length(4 * SECTOR), Honesty::Honest);
    cache.take(write(0, 1, 4 * SECTOR), Honesty::Honest);
    cache.take(Act::Sync { file: 0 }, Honesty::Honest);

    for mut left in remains(&cache) {
        assert_eq!(bytes(&mut left), vec![1; 4 * SECTOR]);
    }
}

#[test]
fn what_was_not_synced_is_torn_between_sectors_and_reordered() {
    let mut cache = Cache::over(Platter::default());
    cache.take(length(4 * SECTOR), Honesty::Honest);
    cache.take(Act::Sync { file: 0 }, Honesty::Honest);
    cache.take(write(0, 1, 2 * SECTOR), Honesty::Honest);
    cache.take(write(2 * SECTOR, 2, 2 * SECTOR), Honesty::Honest);

    let all: Vec<Vec<u8>> = remains(&cache).map(|mut left| bytes(&mut left)).collect();

    for left in &all {
        for sector in left.chunks(SECTOR) {
            assert!(sector.iter().all(|byte| *byte == sector[0]), "a sector is whole");
        }
    }
    let has = |sectors: [u8; 4]| all.iter().any(|left| firsts(left) == sectors);
    assert!(has([0, 0, 0, 0]), "nothing was kept");
    assert!(has([1, 1, 2, 2]), "everything was kept");
    assert!(has([0, 0, 2, 2]), "the second came before the first");
    assert!(has([0, 1, 2, 2]) && has([1, 0, 0, 0]), "a write was torn");
}

#[test]
fn a_length_that_was_not_synced_may_be_the_old_one() {
    let mut cache = Cache::over(Platter::default());
    cache.take(length(SECTOR), Honesty::Honest);
    cache.take(Act::Sync { file: 0 }, Honesty::Honest);
    cache.take(length(2 * SECTOR), Honesty::Honest);

    let mut lengths: Vec<usize> = remains(&cache).map(|mut left| left.file(0).len()).collect();

    lengths.sort_unstable();
    lengths.dedup();
    assert_eq!(lengths, [SECTOR, 2 * SECTOR]);
}

#[test]
fn a_name_is_durable_once_its_folder_is_synced() {
    let mut cache = Cache::over(Platter::default());
    let create = Naming::Create { name: "new".to_owned(), file: 0 };
    cache.take(Act::Name(create), Honesty::Honest);
    cache.take(Act::SyncFolder, Honesty::Honest);
    let rename = Naming::Rename { from: "new".to_owned(), to: "old".to_owned() };
    cache.take(Act::Name(rename), Honesty::Honest);

    let mut names: Vec<Vec<String>> =
        remains(&cache).map(|left| left.names.into_keys().collect()).collect();

    names.sort_unstable();
    names.dedup();
    assert_eq!(names, [["new"], ["old"]]);
}

#[test]
fn a_disk_that_lies_keeps_nothing_for_sure() {
    let mut cache = Cache::over(Platter::default());
    cache.take(length(SECTOR), Honesty::Lying);
    cache.take(write(0, 1, SECTOR), Honesty::Lying);
    cache.take(Act::Sync { file: 0 }, Honesty::Lying);

    assert!(remains(&cache).any(|mut left| bytes(&mut left).is_empty()));
}

#[test]
fn nothing_is_done_to_a_disk_without_power() {
    let plan = Plan { cut_at: Some(0), ..Plan::default() };
    let disk = Disk::over(Platter::default(), plan);

    let synced = disk.sync_folder(Path::new("."));
    let again = disk.sync_folder(Path::new("."));

    assert!(synced.is_err() && again.is_err());
    assert!(!disk.has_power());
    assert_eq!(disk.acts(), 1);
}

fn remains(cache: &Cache) -> impl Iterator<Item = Platter> {
    (0..CUTS).map(|seed| cache.cut(None, Wear::Whole, &mut StdRng::seed_from_u64(seed)))
}

fn bytes(left: &mut Platter) -> Vec<u8> {
    let file = left.file(0);
    let mut bytes = vec![0; file.len()];
    file.read(0, &mut bytes).expect("it is that long");
    bytes
}

fn firsts(left: &[u8]) -> Vec<u8> {
    left.chunks(SECTOR).map(|sector| sector[0]).collect()
}

fn length(len: usize) -> Act {
    Act::SetLen { file: 0, len }
}

fn write(offset: usize, byte: u8, len: usize) -> Act {
    Act::Write { file: 0, offset, data: vec![byte; len].into() }
}
