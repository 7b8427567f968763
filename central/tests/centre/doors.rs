//! Every door of the centre, walked one by one.

use std::collections::BTreeSet;

use central::api::routes::{Caller, ROUTES, Route};
use shared::refusal::Refusal;

use crate::support::{Heard, TestCentre};

#[tokio::test]
async fn every_door_asks_for_the_caller_of_the_table() {
    let centre = TestCentre::start().await;

    for route in ROUTES {
        let heard = knock(&centre, route).await;
        match route.caller {
            Caller::Public => assert_ne!(heard.status, 401, "{route:?}"),
            Caller::Hall => assert_eq!(heard.refusal(), Refusal::HallUnknown, "{route:?}"),
            Caller::Officer => assert_eq!(heard.refusal(), Refusal::NotSignedIn, "{route:?}"),
        }
    }
}

#[test]
fn every_documented_door_is_in_the_table_and_every_api_door_is_documented() {
    let document = serde_json::to_value(central::api::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let documented: BTreeSet<(String, &str)> = paths
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(|one| (one.to_uppercase(), path.as_str()))
        })
        .collect();

    let is_page = |route: &&Route| {
        let viewer = route.path.starts_with("/api/docs") || route.path == "/api/openapi.json";
        viewer || ["/", "/office", "/office/{*rest}", "/assets/{*path}"].contains(&route.path)
    };
    let listed: BTreeSet<(String, &str)> = ROUTES
        .iter()
        .filter(|route| !is_page(route))
        .map(|route| (route.method.to_owned(), route.path))
        .collect();

    assert_eq!(documented, listed);
    assert_eq!(document["openapi"], "3.1.0");
}

#[tokio::test]
async fn the_probe_brings_the_nonce_back() {
    let centre = TestCentre::start().await;
    let url = centre.url("/intake/v1");

    let probed = centre.http.head(&url).header("mot-cua-nonce", "7f3a").send().await.unwrap();
    let bare = centre.http.head(&url).send().await.unwrap();

    assert_eq!(probed.status(), 204);
    assert_eq!(probed.headers()["mot-cua-nonce"], "7f3a");
    assert_eq!(bare.status(), 404);
}

#[tokio::test]
async fn what_is_not_a_door_is_refused_in_both_languages() {
    let centre = TestCentre::start().await;

    let heard = centre.get("/api/nothing").await;
    let wrong_method = centre.http.delete(centre.url("/api/dossiers")).send().await.unwrap();

    assert_eq!((heard.status, heard.refusal()), (404, Refusal::NotFound));
    let refused: shared::refusal::Refused = serde_json::from_slice(&heard.body).unwrap();
    assert!(!refused.words.vi.is_empty() && !refused.words.en.is_empty());
    assert_eq!(Heard::read(wrong_method).await.refusal(), Refusal::NotFound);
}

#[tokio::test]
async fn broken_json_and_unknown_fields_are_told_apart() {
    let centre = TestCentre::start().await;
    let post = async |body: &'static str| {
        let request = centre.http.post(centre.url("/api/sessions")).body(body);
        Heard::read(request.send().await.unwrap()).await.refusal()
    };

    assert_eq!(post("{\"name\": ").await, Refusal::BrokenJson);
    assert_eq!(post(r#"{"name":"a","password":"b","colour":"red"}"#).await, Refusal::UnknownFields);
}

#[tokio::test]
async fn operators_and_readers_of_the_document_are_served() {
    let centre = TestCentre::start().await;

    let ready = centre.get("/readyz").await;
    let alive = centre.get("/healthz").await;
    let metrics = centre.get("/metrics").await;
    let status: serde_json::Value = centre.get("/status").await.json();
    let document: serde_json::Value = centre.get("/api/openapi.json").await.json();
    let viewer = centre.get("/api/docs/").await;

    assert_eq!([ready.status, alive.status, viewer.status], [200, 200, 200]);
    assert!(String::from_utf8(metrics.body).unwrap().contains("central_answers_total"));
    assert_eq!(status["is_database_reachable"], true);
    assert_eq!(document["openapi"], "3.1.0");
    assert!(viewer.header("content-security-policy").contains("'unsafe-inline'"));
    assert!(!String::from_utf8(viewer.body).unwrap().contains("https://"));
}

async fn knock(centre: &TestCentre, route: &Route) -> Heard {
    let id = "0199f000-0000-7000-8000-000000000000";
    let path = route
        .path
        .replace("{submission}", id)
        .replace("{file}", id)
        .replace("{n}", "0")
        .replace("{epoch}", "1")
        .replace("{first_seq}", "1")
        .replace("{*rest}", "setup")
        .replace("{*path}", "nothing.js");
    let method = route.method.parse().unwrap();
    let request = centre.http.request(method, centre.url(&path));
    Heard::read(request.send().await.unwrap()).await
}
