//! Orders of an administrator, while the node runs and while it does not.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use kiosk::admin::{self, Order};
use kiosk::config::Config;
use shared::hall::PasswordChoice;

use crate::application::submission_id;
use crate::support::{Hall, posted};

#[tokio::test]
async fn an_officer_is_added_while_the_node_runs() {
    let hall = Hall::open().await;
    let config = Config::local(hall.data_dir(), posted());

    let lines = admin::give(&config, add("Reception 1")).await.expect("the node answers");

    let (page, token) = lines[0].split_once('#').expect("a link with a token");
    assert_eq!(page, "http://localhost/counter/setup");
    let password = "a long enough password".to_owned();
    let choice = PasswordChoice { token: token.to_owned(), password };
    assert_eq!(hall.post("/api/passwords", &choice).await.status.as_u16(), 204);
}

#[tokio::test]
async fn an_officer_is_added_before_the_node_first_starts() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = Config::local(folder.path().join("data"), posted());

    let first = admin::give(&config, add("Reception 1")).await.expect("the store opens");
    let second = admin::give(&config, add("Reception 1")).await.expect("the store opens");

    assert_ne!(first, second, "a fresh link takes the place of the first");
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let hall = Hall::open().await;
    let config = Config::local(hall.data_dir(), posted());

    let parked = admin::give(&config, Order::ListParked).await.expect("the node answers");
    let retry = Order::Retry { submission: submission_id() };
    let refused = admin::give(&config, retry).await;

    assert!(parked.is_empty());
    assert!(refused.is_err());
}

#[tokio::test]
async fn only_the_account_of_the_node_reads_what_it_keeps() {
    let hall = Hall::open().await;

    for (name, mode) in
        [("", 0o700), ("hall.redb", 0o600), ("hall.key", 0o600), ("node.sock", 0o600)]
    {
        let path = hall.data_dir().join(name);
        let found = fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}", path.display());
    }
}

fn add(name: &str) -> Order {
    Order::AddOfficer { name: name.to_owned() }
}
