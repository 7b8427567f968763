//! The description of the API, its viewer, the catalogue, and the words for those who run it.

use serde_json::Value;
use shared::catalogue::{CatalogueIndex, Procedure};
use shared::refusal::Refusal;

use crate::support::{COPIES, Hall, sent};

#[tokio::test]
async fn the_api_describes_itself_and_needs_no_network_to_be_read() {
    let hall = Hall::open().await;

    let description: Value = hall.get("/api/openapi.json").await.json();
    let viewer = hall.get("/api/docs/").await;

    assert!(description["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    assert!(description["paths"]["/api/tickets/{id}"]["put"].is_object());
    let page = String::from_utf8_lossy(&viewer.body);
    assert!(viewer.status.is_success() && !page.contains("https://"), "{page}");
    assert!(viewer.header("content-security-policy").contains("default-src 'none'"));
}

#[tokio::test]
async fn the_catalogue_is_sent_once_and_named_by_its_content() {
    let hall = Hall::open().await;

    let first = hall.get("/api/catalogue").await;
    let tag = first.header("etag").to_owned();
    let again = hall.request(reqwest::Method::GET, "/api/catalogue");
    let again = sent(again.header("If-None-Match", &tag)).await;
    let index: CatalogueIndex = first.json();
    let named = hall.get(&format!("/api/catalogue?version={}", index.version)).await;

    assert_eq!(again.status.as_u16(), 304);
    assert!(!index.procedures.is_empty());
    assert!(first.header("cache-control").contains("no-cache"));
    assert!(named.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn a_procedure_is_read_by_its_code() {
    let hall = Hall::open().await;

    let found: Procedure = hall.get(&format!("/api/catalogue/{COPIES}")).await.json();
    let missing = hall.get("/api/catalogue/9.999999").await;

    assert_eq!(found.code.as_str(), COPIES);
    let procedure = "9.999999".into();
    assert_eq!(missing.refusal(), Refusal::UnknownProcedure { procedure });
}

#[tokio::test]
async fn those_who_run_the_node_see_how_it_is() {
    let hall = Hall::open().await;

    let alive = hall.get("/healthz").await;
    let ready = hall.get("/readyz").await;
    let figures = hall.get("/metrics").await;
    let status: Value = hall.get("/status").await.json();

    assert!(alive.status.is_success() && ready.status.is_success());
    let figures = String::from_utf8_lossy(&figures.body).into_owned();
    assert!(figures.contains("kiosk_store_open 1"), "{figures}");
    assert!(figures.contains("kiosk_store_commit_seconds_bucket"), "{figures}");
    assert_eq!(status["store"], "open");
    assert!(status["site"].as_str().is_some_and(|site| site.contains("API alone")));
}
