//! Signing in at the office.

use chrono::TimeDelta;
use shared::hall::SignedIn;
use shared::refusal::Refusal;

use crate::support::{PASSWORD, TestCentre, TestOfficer};

#[tokio::test]
async fn an_officer_signs_in_and_out() {
    let centre = TestCentre::start().await;
    let officer = centre.officer().await;

    let current: SignedIn = officer.get("/api/sessions/current").await.json();
    let out = officer.delete("/api/sessions/current").await;
    let after = officer.get("/api/sessions/current").await;

    assert_eq!(current.name, "Officer 1");
    assert_eq!(out.status, 204);
    assert_eq!((after.status, after.refusal()), (401, Refusal::NotSignedIn));
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let centre = TestCentre::start().await;
    let officer = centre.officer().await;

    let heard = officer.sign_in(PASSWORD).await;

    let cookie = heard.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(heard.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_setup_link_works_once() {
    let centre = TestCentre::start().await;
    let officer = TestOfficer::added(&centre, "Officer 1").await;

    let short = officer.choose("short").await;
    let chosen = officer.choose(PASSWORD).await;
    let again = officer.choose("another password").await;

    assert_eq!(short.refusal(), Refusal::PasswordTooShort { signs_min: 10 });
    assert_eq!(chosen.status, 204);
    assert_eq!((again.status, again.refusal()), (410, Refusal::LinkUsed));
    assert_eq!(officer.sign_in(PASSWORD).await.status, 200);
}

#[tokio::test]
async fn a_new_link_ends_the_one_before() {
    let centre = TestCentre::start().await;
    let first = TestOfficer::added(&centre, "Officer 1").await;
    let second = TestOfficer::added(&centre, "officer 1").await;

    let spent = first.choose(PASSWORD).await;
    let chosen = second.choose(PASSWORD).await;

    assert_eq!(spent.refusal(), Refusal::LinkUsed);
    assert_eq!(chosen.status, 204);
    assert_eq!(centre.count("SELECT count(*) FROM officers").await, 1);
}

#[tokio::test]
async fn a_password_cannot_be_guessed_for_long() {
    let centre = TestCentre::start().await;
    let officer = centre.officer().await;
    for _ in 0..5 {
        let wrong = officer.sign_in("not the password").await;
        assert_eq!((wrong.status, wrong.refusal()), (401, Refusal::WrongPassword));
    }

    let locked = officer.sign_in(PASSWORD).await;
    centre.clock.turn_by(TimeDelta::minutes(6));
    let later = officer.sign_in(PASSWORD).await;

    assert_eq!(locked.refusal(), Refusal::TooManyTries { retry_after_s: 300 });
    assert_eq!(later.status, 200);
}

#[tokio::test]
async fn an_unknown_name_is_refused_like_a_wrong_password() {
    let centre = TestCentre::start().await;
    let officer = TestOfficer::added(&centre, "Officer 1").await;

    let no_password_yet = officer.sign_in(PASSWORD).await;
    let stranger = officer.renamed("Nobody");

    assert_eq!(no_password_yet.refusal(), Refusal::WrongPassword);
    assert_eq!(stranger.sign_in(PASSWORD).await.refusal(), Refusal::WrongPassword);
}

#[tokio::test]
async fn a_session_ends_after_half_a_day() {
    let centre = TestCentre::start().await;
    let officer = centre.officer().await;

    centre.clock.turn_by(TimeDelta::hours(13));

    assert_eq!(officer.get("/api/dossiers").await.refusal(), Refusal::NotSignedIn);
}

#[tokio::test]
async fn a_change_asked_for_by_another_site_is_refused() {
    let centre = TestCentre::start().await;
    let body = r#"{"name":"Officer 1","password":"irrelevant here"}"#;
    let post = |header: &'static str, value: String| {
        let request = centre.http.post(centre.url("/api/sessions"));
        request.header(header, value).body(body).send()
    };

    let other_origin = post("origin", "https://elsewhere.example".to_owned()).await.unwrap();
    let other_site = post("sec-fetch-site", "cross-site".to_owned()).await.unwrap();
    let own = post("origin", format!("http://{}", centre.centre.addr())).await.unwrap();

    assert_eq!([other_origin.status(), other_site.status()], [403, 403]);
    assert_eq!(own.status(), 401);
}
