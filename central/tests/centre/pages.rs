//! The pages of the office.

use std::fs;

use crate::support::{Heard, TestCentre};

#[tokio::test]
async fn the_office_and_everything_below_it_is_one_page() {
    let centre = TestCentre::start().await;
    build_site(&centre);

    let office = centre.get("/office").await;
    let below = centre.get("/office/setup").await;
    let entrance = centre.get("/").await;

    assert_eq!((office.status, office.body.as_slice()), (200, b"<!doctype html>".as_slice()));
    assert_eq!(below.body, office.body);
    assert_eq!(office.header("cache-control"), "no-cache");
    assert_eq!((entrance.status, entrance.header("location")), (307, "/office"));
    let policy = office.header("content-security-policy");
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'"), "{policy}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_sent_as_compressed_beforehand() {
    let centre = TestCentre::start().await;
    build_site(&centre);
    let request = centre.http.get(centre.url("/assets/office-1234.js"));

    let packed = Heard::read(request.header("accept-encoding", "br").send().await.unwrap()).await;
    let plain = centre.get("/assets/office-1234.js").await;
    let outside = centre.get("/assets/..%2f..%2fdata%2fcentre.key").await;

    assert_eq!(
        (packed.header("content-encoding"), packed.body.as_slice()),
        ("br", b"packed".as_slice())
    );
    assert_eq!(plain.body, b"plain");
    assert_eq!(plain.header("content-type"), "text/javascript");
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(outside.status, 404);
}

#[tokio::test]
async fn a_centre_without_pages_still_works_and_says_so() {
    let centre = TestCentre::start().await;

    let office = centre.get("/office").await;
    let status: serde_json::Value = centre.get("/status").await.json();

    assert_eq!(office.status, 404);
    assert_eq!(status["has_site"], false);
}

fn build_site(centre: &TestCentre) {
    let site = &centre.config.site_dir;
    fs::create_dir_all(site.join("pages")).unwrap();
    fs::create_dir_all(site.join("assets")).unwrap();
    fs::write(site.join("pages/office.html"), "<!doctype html>").unwrap();
    fs::write(site.join("assets/office-1234.js"), "plain").unwrap();
    fs::write(site.join("assets/office-1234.js.br"), "packed").unwrap();
}
