//! What the centre tells its halls.

use central::store::Store;
use shared::dossier::DossierState;
use shared::intake::{Feed, News};

use crate::support::TestCentre;

#[tokio::test]
async fn a_hall_hears_of_its_own_dossiers_in_order() {
    let centre = TestCentre::start().await;
    let (hall, other) = (centre.hall().await, centre.hall().await);
    let prepared = hall.prepare("Child One", &[]);
    hall.forward(&prepared).await;
    let store = Store::open(&centre.config.database_url, 2).await.unwrap();
    let id = prepared.submission;
    let (waiting, received) = (DossierState::AwaitingReception, DossierState::Received);
    let code = Some("H56.99.01-261116-0001");
    let now = central::Clock::now(&*centre.clock);

    let moved = store.move_dossier(id, waiting, received, code, "Centre", now).await.unwrap();
    let twice = store.move_dossier(id, waiting, received, code, "Centre", now).await.unwrap();

    let feed: Feed = hall.send("GET", "/feed/v1?after=1", Vec::new()).await.json();
    let quiet: Feed = other.send("GET", "/feed/v1?after=1", Vec::new()).await.json();
    assert!(moved && !twice);
    assert_eq!(feed.items.len(), 1);
    assert_eq!(feed.items[0].number, 2);
    assert_eq!(
        feed.items[0].news,
        News::DossierMoved {
            submission: id,
            state: received,
            dossier_code: code.map(str::to_owned),
        }
    );
    assert_eq!((quiet.items, quiet.has_more), (Vec::new(), false));
}

#[tokio::test]
async fn a_new_hall_is_told_the_catalogue_in_force() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;

    let feed: Feed = hall.send("GET", "/feed/v1?after=0", Vec::new()).await.json();
    let nothing: Feed = hall.send("GET", "/feed/v1?after=1", Vec::new()).await.json();

    let version =
        centre.get("/status").await.json::<serde_json::Value>()["catalogue_version"].to_string();
    assert_eq!(feed.items[0].news, News::CatalogueVersion { version });
    assert_eq!(nothing.items, []);
}

#[tokio::test]
async fn a_restart_with_the_same_catalogue_says_nothing_new() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;

    let centre = centre.restart().await;

    let hall = crate::support::TestHall { url: centre.url(""), ..hall };
    let feed: Feed = hall.send("GET", "/feed/v1", Vec::new()).await.json();
    assert_eq!(feed.items.len(), 1);
}
