//! Who may call what.

use std::collections::BTreeSet;

use kiosk::api::{Caller, ROUTES, described_routes};
use reqwest::Method;
use shared::refusal::Refusal;
use uuid::Uuid;

use crate::support::{Hall, sent};

#[test]
fn the_table_and_the_description_name_the_same_routes() {
    let table: BTreeSet<(String, String)> =
        ROUTES.iter().map(|route| (route.method.to_owned(), route.path.to_owned())).collect();

    let described: BTreeSet<(String, String)> = described_routes().into_iter().collect();

    assert_eq!(table.len(), ROUTES.len(), "no route is there twice");
    assert_eq!(table, described);
}

#[tokio::test]
async fn a_stranger_reaches_the_public_routes_only() {
    let hall = Hall::open().await;

    for route in ROUTES {
        let id = Uuid::now_v7().to_string();
        let path = route.path.replace("{code}", "1.001193");
        let path = ["{id}", "{file}", "{act}", "{token}"]
            .iter()
            .fold(path, |path, name| path.replace(name, &id));
        let method = Method::from_bytes(route.method.as_bytes()).expect("a method");
        if path == "/api/events" {
            continue; // It never ends; the stream's own tests follow it as strangers.
        }
        let answer = sent(hall.request(method, &path).header("Cookie", "mot-cua=guessed")).await;

        let is_refused = answer.status.as_u16() == 401 && answer.refusal() == Refusal::NotSignedIn;
        assert_eq!(is_refused, route.caller == Caller::Officer, "{route:?}: {}", answer.status);
    }
}
