//! The hall's own screens: registered by a link, heard, given paper, revoked.

use chrono::TimeDelta;
use kiosk::store::DevicePlan;
use reqwest::Method;
use serde_json::Value;
use shared::announcement::{VoiceReport, VoiceState};
use shared::device::{DeviceKind, DeviceRegistration, DeviceView, IdleSettings};
use shared::hall::{PrintState, TicketView};
use shared::refusal::Refusal;

use crate::support::{Answer, COPIES, Hall, ordinary, sent, ticket_id};

#[tokio::test]
async fn a_link_registers_one_screen_once_and_its_key_stays_with_the_browser() {
    let hall = Hall::open_with(|config| config.public_url = "https://hall.example".into()).await;
    let link = link(&hall, "Cửa chính").await;

    let registered = hall.put("/api/device", &link).await;
    let again = hall.put("/api/device", &link).await;

    let cookie = registered.header("set-cookie");
    assert!(cookie.starts_with("__Host-mot-cua-device="), "{cookie}");
    for word in ["Path=/", "HttpOnly", "SameSite=Strict", "Secure", "Max-Age=34560000"] {
        assert!(cookie.contains(word), "{word}: {cookie}");
    }
    let DeviceView::Registered { name, kind, idle, .. } = registered.json() else {
        panic!("it is registered")
    };
    assert_eq!((name.as_str(), kind), ("Cửa chính", DeviceKind::Touchscreen));
    assert_eq!(idle, IdleSettings { idle_seconds: 90, countdown_seconds: 20 });
    assert_eq!(again.refusal(), Refusal::DeviceLinkUsed);
}

#[tokio::test]
async fn a_link_that_was_not_opened_in_a_day_registers_nothing() {
    let hall = Hall::open().await;
    let link = link(&hall, "Cửa chính").await;

    hall.clock.turn(TimeDelta::hours(25));

    assert_eq!(hall.put("/api/device", &link).await.refusal(), Refusal::DeviceLinkUsed);
}

#[tokio::test]
async fn a_fresh_link_for_a_known_screen_takes_the_key_from_the_old_browser() {
    let hall = Hall::open().await;
    let old = register(&hall, "Cửa chính").await;
    let id = device(&hall, &old).await;

    let new = register(&hall, "cua chinh").await;

    assert_eq!(device(&hall, &new).await, id, "it is the same screen");
    assert_eq!(hall.store().devices().expect("they can be read").len(), 1);
    assert_eq!(view(&hall, &old).await, DeviceView::Revoked);
}

#[tokio::test]
async fn a_revoked_screen_says_so_and_gets_no_paper() {
    let hall = Hall::open().await;
    let cookie = register(&hall, "Cửa chính").await;
    let before = take(&hall, Some(&cookie), true).await;

    hall.store().revoke_device("CUA CHINH").await.expect("it is known");

    assert_eq!(view(&hall, &cookie).await, DeviceView::Revoked);
    assert_eq!(take(&hall, Some(&cookie), true).await.refusal(), Refusal::DeviceRevoked);
    assert_ne!(before.json::<TicketView>().slip, PrintState::None);
    let status: Value = hall.get("/status").await.json();
    assert_eq!(status["devices"][0]["standing"], "revoked");
    let known = hall.store().revoke_device("Cửa chính").await;
    assert_eq!(known.expect_err("there is none any more").refusal(), Refusal::NotFound);
}

#[tokio::test]
async fn a_hall_may_keep_its_paper_for_registered_screens() {
    let hall = Hall::open_with(|config| config.require_device = true).await;
    let cookie = register(&hall, "Cửa chính").await;

    let stranger = take(&hall, None, true).await;
    let phone = take(&hall, None, false).await;
    let screen = take(&hall, Some(&cookie), true).await;

    assert_eq!(stranger.refusal(), Refusal::DeviceRequired);
    assert_eq!(phone.json::<TicketView>().slip, PrintState::None);
    assert_eq!(screen.json::<TicketView>().slip, PrintState::Queued);
    let unregistered: DeviceView = hall.get("/api/device").await.json();
    assert_eq!(unregistered, DeviceView::Unregistered { is_required: true });
}

#[tokio::test]
async fn a_screen_that_is_not_registered_gets_paper_where_that_is_not_asked_for() {
    let hall = Hall::open().await;

    let taken = take(&hall, None, true).await;

    assert_eq!(taken.json::<TicketView>().slip, PrintState::Queued);
    let unregistered: DeviceView = hall.get("/api/device").await.json();
    assert_eq!(unregistered, DeviceView::Unregistered { is_required: false });
}

#[tokio::test]
async fn every_request_of_a_screen_is_a_sign_of_life_that_status_shows() {
    let hall = Hall::open().await;
    let cookie = register(&hall, "Cửa chính").await;
    let introduced = hall.request(Method::GET, "/api/device?screen=1080x1920&version=0.1.0");
    sent(introduced.header("Cookie", &cookie)).await;

    hall.clock.turn(TimeDelta::minutes(7));
    sent(hall.request(Method::GET, "/api/hall").header("Cookie", &cookie)).await;

    let status: Value = hall.get("/status").await.json();
    let seen = &status["devices"][0]["seen"];
    assert_eq!((&seen["screen"], &seen["version"]), (&"1080x1920".into(), &"0.1.0".into()));
    assert_eq!(seen["at"], serde_json::to_value(hall.now()).expect("a moment"));
    assert_eq!(status["devices"][0]["standing"], "registered");
}

#[tokio::test]
async fn status_shows_since_when_the_voice_of_a_display_is_faulty_and_at_which_clip() {
    let hall = Hall::open().await;
    let cookie = register(&hall, "Bảng gọi số").await;
    let faulty = VoiceReport {
        state: VoiceState::Incomplete { clips: 1 },
        clip: Some("vi/letter-c.ogg".to_owned()),
    };
    let whole = VoiceReport { state: VoiceState::Whole, clip: None };
    tell_voice(&hall, Some(&cookie), &whole).await;
    assert_eq!(voice(&hall).await["condition"], "ok");

    hall.clock.turn(TimeDelta::minutes(7));
    let since = serde_json::to_value(hall.now()).expect("a moment");
    tell_voice(&hall, Some(&cookie), &faulty).await;
    hall.clock.turn(TimeDelta::minutes(1));
    tell_voice(&hall, Some(&cookie), &faulty).await;
    sent(hall.request(Method::GET, "/api/device").header("Cookie", &cookie)).await;

    let told = voice(&hall).await;
    assert_eq!((&told["condition"], &told["clip"]), (&"faulty".into(), &"vi/letter-c.ogg".into()));
    assert_eq!(told["since"], since, "the same word again is no news");
}

#[tokio::test]
async fn only_a_registered_screen_tells_of_its_voice_and_only_of_clips_that_there_are() {
    let hall = Hall::open().await;
    let cookie = register(&hall, "Bảng gọi số").await;
    let odd = VoiceReport { state: VoiceState::Mute, clip: Some("<script>".to_owned()) };

    let stranger = tell_voice(&hall, None, &odd).await;
    tell_voice(&hall, Some(&cookie), &odd).await;

    assert_eq!(stranger.refusal(), Refusal::DeviceRequired);
    let told = voice(&hall).await;
    assert_eq!((&told["condition"], &told["clip"]), (&"faulty".into(), &Value::Null));
    hall.store().revoke_device("Bảng gọi số").await.expect("it is known");
    let revoked = tell_voice(&hall, Some(&cookie), &odd).await;
    assert_eq!(revoked.refusal(), Refusal::DeviceRevoked);
}

#[tokio::test]
async fn the_stream_of_a_display_is_a_sign_of_life_while_it_lasts() {
    let hall = Hall::open().await;
    let cookie = register(&hall, "Cửa chính").await;
    let stream = hall.request(Method::GET, "/api/events").header("Cookie", &cookie);
    let mut stream = stream.send().await.expect("the node answers");

    hall.clock.turn(TimeDelta::minutes(7));
    let now = serde_json::to_value(hall.now()).expect("a moment");
    loop {
        // A heartbeat comes every few seconds, and each is one sign more.
        stream.chunk().await.expect("the stream goes on").expect("it does not end");
        let status: Value = hall.get("/status").await.json();
        if status["devices"][0]["seen"]["at"] == now {
            break;
        }
    }
}

#[tokio::test]
async fn neither_links_nor_keys_are_stored_as_they_are() {
    let hall = Hall::open().await;
    let unused = link(&hall, "Cửa phụ").await;
    let cookie = register(&hall, "Cửa chính").await;
    let key = cookie.split('=').nth(1).expect("a cookie has a value").to_owned();
    let data = hall.data_dir();

    let _folder = hall.stop().await;

    let store = std::fs::read(data.join("hall.redb")).expect("the store is there");
    for secret in [unused.token, key] {
        let found = store.windows(secret.len()).any(|bytes| bytes == secret.as_bytes());
        assert!(!found, "a secret is readable");
    }
}

async fn link(hall: &Hall, name: &str) -> DeviceRegistration {
    let plan = DevicePlan {
        name: name.to_owned(),
        kind: DeviceKind::Touchscreen,
        printer: None,
        idle: IdleSettings { idle_seconds: 90, countdown_seconds: 20 },
    };
    let added = hall.store().add_device(plan).await.expect("a hall has room for a screen");
    DeviceRegistration { token: added.token.reveal().to_owned() }
}

/// The cookie of a screen that opened its link.
async fn register(hall: &Hall, name: &str) -> String {
    let answer = hall.put("/api/device", &link(hall, name).await).await;
    answer.header("set-cookie").split(';').next().expect("there is one").to_owned()
}

async fn view(hall: &Hall, cookie: &str) -> DeviceView {
    sent(hall.request(Method::GET, "/api/device").header("Cookie", cookie)).await.json()
}

async fn device(hall: &Hall, cookie: &str) -> shared::ids::DeviceId {
    match view(hall, cookie).await {
        DeviceView::Registered { device, .. } => device,
        other => panic!("{other:?}"),
    }
}

async fn tell_voice(hall: &Hall, cookie: Option<&str>, report: &VoiceReport) -> Answer {
    let request = hall.request(Method::PUT, "/api/device/voice").json(report);
    let request =
        cookie.into_iter().fold(request, |request, cookie| request.header("Cookie", cookie));
    sent(request).await
}

/// What `/status` shows of the voice of the one screen.
async fn voice(hall: &Hall) -> Value {
    let status: Value = hall.get("/status").await.json();
    status["devices"][0]["seen"]["voice"].clone()
}

async fn take(hall: &Hall, cookie: Option<&str>, on_paper: bool) -> Answer {
    let path = format!("/api/tickets/{}?paper={on_paper}", ticket_id());
    let request = hall.request(Method::PUT, &path).json(&ordinary(COPIES));
    let request =
        cookie.into_iter().fold(request, |request, cookie| request.header("Cookie", cookie));
    sent(request).await
}
