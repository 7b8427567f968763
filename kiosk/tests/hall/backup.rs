//! A hall copied to a file while it works, and put back from it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::TimeDelta;
use kiosk::admin::{self, Order};
use kiosk::backup::{BackupError, Passphrase};
use kiosk::clock::Clock;
use kiosk::config::Config;
use kiosk::restore::{self, Restored};
use kiosk::store::{Nobody, Store, StoreOptions};
use kiosk::{Node, Ports, node};
use shared::journal::{Entry, HallEvent};
use shared::submission::Brought;

use crate::application::{application, attach, file_id, pdf, submission_id, with_copies};
use crate::support::{COPIES, Hall, ordinary, posted, ticket_id};

#[tokio::test]
async fn a_hall_comes_back_from_its_copy_with_everything_it_owes() {
    let hall = Hall::enrolled().await;
    let (id, file) = (submission_id(), file_id());
    attach(&hall, id, file, pdf()).await;
    let written = with_copies(Brought::Attached { files: vec![file] });
    hall.put(&format!("/api/submissions/{id}"), &written).await;
    let other = submission_id();
    let kept = hall.put(&format!("/api/submissions/{other}"), &application()).await;
    let ticket = ticket_id();
    let issued = hall.put(&format!("/api/tickets/{ticket}"), &ordinary(COPIES)).await;
    let head = hall.store().journal_head().0;

    let copy = back_up(&hall).await;
    let place = tempfile::tempdir().expect("a temporary folder");
    let restored = put_back(&hall, &copy, place.path(), "correct horse battery").expect("whole");
    let second = second_hall(&hall, place.path()).await;

    assert_eq!((restored.pending, restored.damaged), (2, 0));
    let store = second.store();
    let owed = store.outbox_due(hall.now(), 10).expect("the store is open");
    assert_eq!(owed.len(), 2);
    for id in [id, other] {
        let envelope = store.envelope(id).expect("it is kept");
        assert_eq!(envelope, hall.store().envelope(id).expect("it is kept"));
    }
    assert_eq!(store.chunk(id, file, 0).ok(), hall.store().chunk(id, file, 0).ok());
    assert_eq!(store.hall_signer().public(), hall.store().hall_signer().public());
    let http = reqwest::Client::new();
    let again = |path: String| http.put(format!("http://{}{path}", second.addr()));
    let answer = again(format!("/api/tickets/{ticket}")).json(&ordinary(COPIES));
    assert_eq!(answer.send().await.expect("it answers").bytes().await.expect("whole"), issued.body);
    let answer = again(format!("/api/submissions/{other}")).json(&application());
    assert_eq!(answer.send().await.expect("it answers").bytes().await.expect("whole"), kept.body);
    assert!(store.journal_head().0.epoch > head.epoch, "a new life of the journal begins");
    second.stop().await;
}

#[tokio::test]
async fn a_number_of_the_day_is_never_given_out_again() {
    let hall = Hall::enrolled().await;
    hall.take_ticket(ticket_id()).await;
    let copy = back_up(&hall).await;
    for _ in 0..30 {
        hall.take_ticket(ticket_id()).await;
    }
    let place = tempfile::tempdir().expect("a temporary folder");
    put_back(&hall, &copy, place.path(), "correct horse battery").expect("whole");

    let second = second_hall(&hall, place.path()).await;
    let ticket = second.store().issue_ticket(ticket_id(), ordinary(COPIES), false).await;
    let sequence = ticket.expect("it is open").ticket.number.sequence;
    let told = second.store().journal_after(at_beginning(&second), 10).expect("it is open");
    second.stop().await;
    hall.clock.turn(TimeDelta::days(1));
    let second = second_hall(&hall, place.path()).await;
    let next_day = second.store().issue_ticket(ticket_id(), ordinary(COPIES), false).await;

    assert!(sequence > 100 && sequence % 100 == 1, "{sequence}");
    assert_eq!(next_day.expect("it is open").ticket.number.sequence, 1);
    let is_told = told.iter().any(|link| {
        let entry: Entry = serde_json::from_str(&link.body).expect("an entry");
        matches!(entry.event, HallEvent::PutBack { copied_at: Some(_), numbers_after }
            if numbers_after.iter().any(|one| one.sequence == sequence - 1))
    });
    assert!(is_told, "the gap is in the journal");
    second.stop().await;
}

#[tokio::test]
async fn a_slip_that_waited_is_not_printed_at_two_places() {
    let hall = Hall::enrolled().await;
    let id = ticket_id();
    hall.store().issue_ticket(id, ordinary(COPIES), true).await.expect("it is open");
    let copy = back_up(&hall).await;
    let place = tempfile::tempdir().expect("a temporary folder");
    put_back(&hall, &copy, place.path(), "correct horse battery").expect("whole");

    let store = Store::open(options(&hall, place.path())).expect("it opens");

    let usual = shared::ids::PrinterName::usual();
    assert_eq!(store.print_queued(&usual, 10).expect("it is open"), []);
    store.close();
}

#[tokio::test]
async fn a_copy_that_is_not_whole_changes_nothing_and_is_told_by_its_kind() {
    let hall = Hall::enrolled().await;
    hall.put(&format!("/api/submissions/{}", submission_id()), &application()).await;
    let copy = back_up(&hall).await;
    let whole = fs::read(&copy).expect("it is there");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path().join("new");
    let bad = folder.path().join("bad");
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    let newer =
        String::from_utf8_lossy(&whole[..200]).replacen("\"version\":1", "\"version\":9", 1);

    for (bytes, word) in [
        (&whole[..whole.len() / 2], "Nothing was changed"),
        (&altered[..], "Nothing was changed"),
        (&b"not a copy"[..], "not a copy of a hall"),
        (newer.as_bytes(), "newer version"),
        (&[], "not a copy of a hall"),
    ] {
        fs::write(&bad, bytes).expect("there is room");
        let fault = put_back(&hall, &bad, &place, "correct horse battery").expect_err(word);
        assert!(fault.to_string().contains(word), "{word}: {fault}");
        assert!(!place.exists(), "{word}");
    }
    let wrong = put_back(&hall, &copy, &place, "incorrect horse battery");
    assert!(matches!(wrong, Err(BackupError::DoesNotOpen)));
    let left = fs::read_dir(folder.path()).expect("it can be listed").count();
    assert_eq!(left, 1, "nothing half-made stays behind");
}

#[tokio::test]
async fn nothing_is_overwritten_by_a_copy_or_by_what_comes_back() {
    let hall = Hall::enrolled().await;
    let copy = back_up(&hall).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let own = folder.path().join("own.txt");
    fs::write(&own, "mine").expect("there is room");

    let over_file = admin::give(&config(&hall), order(&own, "correct horse battery")).await;
    let over_copy = admin::give(&config(&hall), order(&copy, "correct horse battery")).await;
    let over_folder = put_back(&hall, &copy, folder.path(), "correct horse battery");
    let short = admin::give(&config(&hall), order(&folder.path().join("s"), "short")).await;
    let nowhere = folder.path().join("no/such/folder");
    let lost = admin::give(&config(&hall), order(&nowhere, "correct horse battery")).await;

    assert!(over_file.expect_err("it is there").0.contains("stays as it is"));
    assert!(over_copy.expect_err("it is there").0.contains("stays as it is"));
    assert!(matches!(over_folder, Err(BackupError::Occupied(_))));
    assert!(short.expect_err("it is short").0.contains("at least 12"));
    assert!(lost.is_err());
    assert_eq!(fs::read_to_string(own).expect("it is there"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("it can be listed").count(), 1);
}

#[tokio::test]
async fn a_copy_to_a_place_that_takes_no_file_is_said_and_the_hall_goes_on() {
    let hall = Hall::enrolled().await;

    let full =
        admin::give(&config(&hall), order(Path::new("/dev/full/x"), "correct horse battery")).await;

    assert!(full.is_err());
    hall.take_ticket(ticket_id()).await;
}

#[tokio::test]
async fn only_its_owner_reads_a_copy_and_nothing_in_it_is_plain() {
    let hall = Hall::enrolled().await;
    let key = fs::read(hall.data_dir().join("hall.key")).expect("it is there");

    let copy = back_up(&hall).await;

    let mode = fs::metadata(&copy).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let bytes = fs::read(copy).expect("it is there");
    assert!(!bytes.windows(key.len()).any(|window| window == key));
}

#[tokio::test]
async fn a_folder_copied_by_hand_does_not_serve_until_it_is_told_to_begin_anew() {
    let hall = Hall::enrolled().await;
    hall.take_ticket(ticket_id()).await;
    let head = hall.store().journal_head().0;
    let (clock, catalogue) = (Arc::clone(&hall.clock), posted());
    let original = hall.data_dir();
    let folder = hall.stop().await;
    let by_hand = folder.path().join("by-hand");
    copy_folder(&original, &by_hand);
    let turned: Arc<dyn Clock> = clock;
    let open = |data_dir: &Path| {
        let config = Config::local(data_dir, &catalogue);
        node::options(&config, &turned, Arc::new(Nobody), None).expect("the catalogue is posted")
    };

    let refused = Store::open(open(&by_hand)).err().expect("it is a copy").to_string();
    let same_place = Store::open(open(&original)).expect("it is no copy");
    same_place.close();
    let moved = folder.path().join("moved");
    fs::rename(&original, &moved).expect("it can be moved");
    let renamed = Store::open(open(&moved)).expect("the same folder under another name");
    renamed.close();
    let begun = Store::put_back(open(&by_hand), kiosk::store::PutBack::default()).expect("told");
    let epoch = begun.journal_head().0.epoch;
    begun.close();
    let after = Store::open(open(&by_hand)).expect("it is at home now");

    assert!(refused.contains("kiosk restore --in-place"), "{refused}");
    assert!(epoch > head.epoch);
    assert_eq!(after.journal_head().0.epoch, epoch);
    after.close();
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("there is room");
    for entry in fs::read_dir(from).expect("it can be listed") {
        let entry = entry.expect("it can be listed");
        let target = to.join(entry.file_name());
        let kind = entry.file_type().expect("it has a kind");
        if kind.is_dir() {
            copy_folder(&entry.path(), &target);
        } else if kind.is_file() {
            fs::copy(entry.path(), target).expect("there is room");
        }
    }
}

async fn back_up(hall: &Hall) -> PathBuf {
    let to = hall.folder.path().join("hall.copy");
    let given = admin::give(&config(hall), order(&to, "correct horse battery")).await;
    given.expect("the node copies itself");
    to
}

fn order(to: &Path, passphrase: &str) -> Order {
    let passphrase = Passphrase::from(passphrase.to_owned());
    Order::BackUp { to: to.to_owned(), passphrase }
}

fn config(hall: &Hall) -> Config {
    Config::local(hall.data_dir(), posted())
}

fn options(hall: &Hall, place: &Path) -> StoreOptions {
    let turned: Arc<dyn Clock> = Arc::<kiosk::clock::TurnedClock>::clone(&hall.clock);
    let config = Config::local(place, posted());
    node::options(&config, &turned, Arc::new(Nobody), None).expect("the catalogue is posted")
}

fn put_back(
    hall: &Hall,
    copy: &Path,
    place: &Path,
    passphrase: &str,
) -> Result<Restored, BackupError> {
    let passphrase = Passphrase::from(passphrase.to_owned());
    restore::restore(options(hall, place), copy, &passphrase, None)
}

async fn second_hall(hall: &Hall, place: &Path) -> Node {
    let turned: Arc<dyn Clock> = Arc::<kiosk::clock::TurnedClock>::clone(&hall.clock);
    let ports = Ports { clock: Some(turned), ..Ports::default() };
    Node::start(Config::local(place, posted()), ports).await.expect("it starts")
}

fn at_beginning(node: &Node) -> shared::journal::Position {
    shared::journal::Position { seq: 0, ..node.store().journal_head().0 }
}
