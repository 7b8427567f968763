//! The built site, and a node without one.

use std::fs;
use std::path::Path;

use shared::refusal::Refusal;

use crate::support::{Hall, sent};

#[tokio::test]
async fn each_surface_has_its_page_and_every_other_path_is_the_portal() {
    let (hall, _site) = with_site().await;

    for (path, page) in [
        ("/", "portal"),
        ("/t/0193a9ba-3000-7000-8000-000000000000", "portal"),
        ("/kiosk", "kiosk"),
        ("/display", "display"),
        ("/counter", "counter"),
        ("/counter/setup", "counter"),
    ] {
        let answer = hall.get(path).await;

        assert_eq!(String::from_utf8_lossy(&answer.body), page, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_sent_small() {
    let (hall, _site) = with_site().await;

    let request = hall.request(reqwest::Method::GET, "/assets/citizen-0a1b.css");
    let small = sent(request.header("Accept-Encoding", "br")).await;
    let missing = hall.get("/assets/none-0a1b.css").await;

    assert_eq!((small.body.as_slice(), small.header("content-encoding")), (&b"small"[..], "br"));
    assert!(small.header("cache-control").contains("immutable"));
    assert_eq!(missing.status.as_u16(), 404);
    assert!(!missing.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn a_clip_is_the_units_own_where_it_has_recorded_it() {
    let (own, site) = (folder(), folder());
    write(site.path(), "voice/vi/digit-1.ogg", "the house's one");
    write(site.path(), "voice/vi/digit-2.ogg", "the house's two");
    write(own.path(), "vi/digit-1.ogg", "our one");
    let hall = Hall::open_with(|config| {
        config.site_dir = Some(site.path().to_owned());
        config.voice_dir = Some(own.path().to_owned());
    })
    .await;

    let (one, two) =
        (hall.get("/voice/vi/digit-1.ogg").await, hall.get("/voice/vi/digit-2.ogg").await);
    let missing = hall.get("/voice/vi/digit-3.ogg").await;

    assert_eq!(
        (one.body.as_slice(), two.body.as_slice()),
        (&b"our one"[..], &b"the house's two"[..])
    );
    assert_eq!(one.header("content-type"), "audio/ogg");
    // A recording that is laid over later is heard at the next call.
    assert_eq!(one.header("cache-control"), "no-cache");
    assert_eq!(missing.status.as_u16(), 404);
}

#[tokio::test]
async fn every_answer_keeps_its_page_to_itself() {
    let (hall, _site) = with_site().await;

    for path in ["/", "/kiosk", "/assets/citizen-0a1b.css", "/api/hall", "/api/nothing"] {
        let answer = hall.get(path).await;

        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"));
        assert!(!policy.contains("unsafe-inline"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[tokio::test]
async fn a_node_without_a_site_serves_the_api_alone() {
    let hall = Hall::open().await;

    let page = hall.get("/kiosk").await;
    let api = hall.get("/api/hall").await;

    assert_eq!(page.refusal(), Refusal::NotFound);
    assert!(api.status.is_success());
}

async fn with_site() -> (Hall, tempfile::TempDir) {
    let site = folder();
    for page in ["portal", "kiosk", "display", "counter"] {
        write(site.path(), &format!("pages/{page}.html"), page);
    }
    write(site.path(), "assets/citizen-0a1b.css", "not small at all");
    write(site.path(), "assets/citizen-0a1b.css.br", "small");
    let path = site.path().to_owned();
    (Hall::open_with(|config| config.site_dir = Some(path)).await, site)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn write(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("it can be made");
    fs::write(path, content).expect("it can be written");
}
