//! The power goes.

use kiosk::store::Promise;
use promises::power_cut::cuts::Cuts;
use promises::power_cut::premises::Premises;
use promises::power_cut::record::Record;
use promises::power_cut::tally::Tally;

#[test]
fn probe() {
    let begun = std::time::Instant::now();
    let premises = Premises::furnish();
    eprintln!("furnished {:?} recovery {} size {}", begun.elapsed(), premises.recovery, premises.dirty.files.iter().map(|f| f.len()).max().unwrap());
    let mut tally = Tally::default();
    for seed in 0..4 {
        let begun = std::time::Instant::now();
        let record = Record::of_seed(&premises, seed, Promise::AfterCommit);
        let recorded = begun.elapsed();
        let begun = std::time::Instant::now();
        let one = Cuts::honest(3).of(&record, &premises);
        eprintln!("seed {seed}: {} acts, {} chapters, recorded in {recorded:?}, {:?} for {} cuts", record.tape.len(), record.chapters.len(), begun.elapsed(), one.cuts);
        tally.add(one);
    }
    eprintln!("{tally}");
    assert_eq!(tally.broken(), 0, "{tally}");
}
