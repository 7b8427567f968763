//! The centre changes its keys: what was sealed for the old ones is never lost, and waits for them.

use central::intake::Keys;
use kiosk::store::StoreError;
use promises::simulated_line::asking::Faith;
use promises::simulated_line::book::{Book, Memory};
use promises::simulated_line::check;
use promises::simulated_line::happening::Trouble;
use promises::simulated_line::plan::Plan;
use promises::simulated_line::premises::Premises;
use promises::simulated_line::weather::{DAY, Forecast, HOUR, MINUTE};
use promises::simulated_line::world::World;
use shared::refusal::Refusal;

#[test]
fn a_hall_that_owes_nothing_is_enrolled_anew_with_the_new_keys_and_goes_on() {
    let premises = Premises::furnish();
    let mut world = begin(&premises, Forecast::down_until(0));
    world.hand_in(0, vec![0]);
    world.hand_in(0, vec![1]);
    world.until(HOUR);
    check::everything(&world).expect("everything has arrived");

    world.centre.change_keys(new_keys());
    world.enrol_anew(0).expect("nothing is owed");
    world.hand_in(0, vec![2]);
    world.hand_in(0, vec![3]);
    world.until(2 * HOUR);

    assert_eq!(world.centre.book.dossiers.len(), 4);
    check::everything(&world).expect("everything has arrived");
    drop(world.close());
}

#[test]
fn a_hall_that_owes_keeps_its_keys_and_what_it_owes_waits_for_a_person_until_they_are_back() {
    let premises = Premises::furnish();
    let mut world = begin(&premises, Forecast::down_until(HOUR));
    for errand in 0..4 {
        world.hand_in(0, vec![errand]);
    }
    world.until(HOUR / 2);

    world.centre.change_keys(new_keys());
    let refused = world.enrol_anew(0);
    world.until(2 * HOUR);
    let store = world.halls[0].store.clone().expect("it runs");
    let parked = store.outbox_counts();
    world.centre.change_keys(premises.keys.clone());
    world.meet(0, Trouble::Unpark);
    world.until(2 * HOUR + 10 * MINUTE);

    assert!(matches!(refused, Err(StoreError::Refused(Refusal::EnrolmentRefused))));
    assert_eq!((parked.pending, parked.parked), (0, 4));
    check::everything(&world).expect("everything has arrived");
    drop(world.close());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_hall_is_not_enrolled_anew_before_its_attached_files_have_had_their_time() {
    let premises = Premises::furnish();
    let mut world = begin(&premises, Forecast::down_until(0));
    world.hand_in(0, vec![4]);
    world.until(HOUR);
    check::everything(&world).expect("everything has arrived");

    world.centre.change_keys(new_keys());
    let refused = world.enrol_anew(0);
    world.until(31 * DAY);
    world.meet(0, Trouble::KeepHouse);
    let enrolled = world.enrol_anew(0);

    assert!(matches!(refused, Err(StoreError::Refused(Refusal::EnrolmentRefused))));
    enrolled.expect("nothing sealed for the old key is here any more");
    drop(world.close());
}

fn begin(premises: &Premises, line: Forecast) -> World<'_> {
    let mut plan = Plan::quiet(line, 5);
    plan.errands[4].files = 2;
    World::begin(premises, plan, Book::new(Memory::Permanent), Faith::Verified, false)
}

fn new_keys() -> Keys {
    Keys::from_seeds(&[19; 32], &[17; 32])
}
