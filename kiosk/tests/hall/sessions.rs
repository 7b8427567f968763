//! Officers choose a password, sign in at a counter, move and leave.

use chrono::TimeDelta;
use reqwest::Method;
use shared::hall::{ActDone, CounterSignIn, CounterView, PasswordChoice, SignedIn, Verb};
use shared::ids::{ActId, CounterId};
use shared::refusal::Refusal;
use shared::ticket::{TicketClass, TicketRequest};
use uuid::Uuid;

use crate::support::{Answer, COPIES, Hall, ordinary, sent, ticket_id};

const PASSWORD: &str = "a long enough password";

#[tokio::test]
async fn an_officer_chooses_a_password_once_signs_in_and_calls_a_number() {
    let hall = Hall::open().await;
    let token = invited(&hall, "Reception 1").await;
    let choice = PasswordChoice { token, password: PASSWORD.to_owned() };

    let chosen = hall.post("/api/passwords", &choice).await;
    let again = hall.post("/api/passwords", &choice).await;
    let cookie = cookie(&sign_in(&hall, "reception 1", 1).await);
    hall.take_ticket(ticket_id()).await;
    let act = hall.request(Method::PUT, &format!("/api/counter/acts/{}", ActId(Uuid::now_v7())));
    let done: ActDone = sent(act.header("Cookie", &cookie).json(&Verb::Next)).await.json();

    assert_eq!(chosen.status.as_u16(), 204);
    assert_eq!(again.refusal(), Refusal::LinkUsed);
    let ticket = done.ticket.expect("somebody waits");
    assert_eq!(ticket.counter(), Some(CounterId(1)));
    let view: CounterView = with(&hall, Method::GET, "/api/counter", &cookie).await.json();
    assert_eq!(view.at_hand, Some(ticket));
}

#[tokio::test]
async fn a_short_password_is_refused_and_the_link_can_still_be_used() {
    let hall = Hall::open().await;
    let token = invited(&hall, "Reception 1").await;
    let short = PasswordChoice { token: token.clone(), password: "short".to_owned() };
    let long = PasswordChoice { token, password: PASSWORD.to_owned() };

    let refused = hall.post("/api/passwords", &short).await;
    let chosen = hall.post("/api/passwords", &long).await;

    assert_eq!(refused.refusal(), Refusal::PasswordTooShort { signs_min: 10 });
    assert_eq!(chosen.status.as_u16(), 204);
}

#[tokio::test]
async fn a_set_up_link_expires_after_a_day() {
    let hall = Hall::open().await;
    let token = invited(&hall, "Reception 1").await;

    hall.clock.turn(TimeDelta::hours(25));
    let choice = PasswordChoice { token, password: PASSWORD.to_owned() };
    let refused = hall.post("/api/passwords", &choice).await;

    assert_eq!(refused.refusal(), Refusal::LinkUsed);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_look_the_same() {
    let hall = Hall::open().await;
    officer(&hall, "Reception 1").await;

    let wrong = try_sign_in(&hall, "Reception 1", "another password", 1).await;
    let unknown = try_sign_in(&hall, "Nobody", PASSWORD, 1).await;

    assert_eq!(wrong.refusal(), Refusal::WrongPassword);
    assert_eq!(wrong.body, unknown.body);
}

#[tokio::test]
async fn passwords_cannot_be_guessed_by_trying() {
    let hall = Hall::open().await;
    officer(&hall, "Reception 1").await;

    for _ in 0..5 {
        try_sign_in(&hall, "Reception 1", "another password", 1).await;
    }
    let refused = try_sign_in(&hall, "Reception 1", PASSWORD, 1).await;
    hall.clock.turn(TimeDelta::minutes(2));
    let later = try_sign_in(&hall, "Reception 1", PASSWORD, 1).await;

    assert!(matches!(refused.refusal(), Refusal::TooManyTries { .. }));
    assert!(later.status.is_success());
}

#[tokio::test]
async fn two_officers_never_share_a_counter_and_one_takes_the_session_along() {
    let hall = Hall::open().await;
    officer(&hall, "Reception 1").await;
    officer(&hall, "Reception 2").await;
    let first = cookie(&sign_in(&hall, "Reception 1", 1).await);

    let refused = try_sign_in(&hall, "Reception 2", PASSWORD, 1).await;
    let moved = cookie(&sign_in(&hall, "Reception 1", 2).await);
    let free = try_sign_in(&hall, "Reception 2", PASSWORD, 1).await;

    assert_eq!(refused.refusal(), Refusal::CounterTaken { counter: CounterId(1) });
    assert!(free.status.is_success());
    let current = "/api/sessions/current";
    assert_eq!(with(&hall, Method::GET, current, &first).await.refusal(), Refusal::NotSignedIn);
    let signed_in: SignedIn = with(&hall, Method::GET, current, &moved).await.json();
    assert_eq!(signed_in.counter, Some(CounterId(2)));
}

#[tokio::test]
async fn an_officer_who_moves_takes_the_ticket_at_hand_along() {
    let hall = Hall::open().await;
    officer(&hall, "Reception 1").await;
    let cookie_1 = cookie(&sign_in(&hall, "Reception 1", 1).await);
    hall.take_ticket(ticket_id()).await;
    let act = hall.request(Method::PUT, &format!("/api/counter/acts/{}", ActId(Uuid::now_v7())));
    sent(act.header("Cookie", &cookie_1).json(&Verb::Next)).await;

    let cookie_2 = cookie(&sign_in(&hall, "Reception 1", 2).await);
    let hall = hall.restart().await;

    let view: CounterView = with(&hall, Method::GET, "/api/counter", &cookie_2).await.json();
    assert_eq!(view.at_hand.and_then(|ticket| ticket.counter()), Some(CounterId(2)));
    officer(&hall, "Reception 2").await;
    let cookie_3 = cookie(&sign_in(&hall, "Reception 2", 1).await);
    let view: CounterView = with(&hall, Method::GET, "/api/counter", &cookie_3).await.json();
    assert_eq!(view.at_hand, None);
}

#[tokio::test]
async fn an_appointment_is_given_out_by_an_officer_for_this_day_alone() {
    let hall = Hall::open().await;
    officer(&hall, "Reception 1").await;
    let cookie = cookie(&sign_in(&hall, "Reception 1", 1).await);
    let booked = |days| {
        let booked_for = hall.now() + TimeDelta::days(days);
        TicketRequest { class: TicketClass::Appointment { booked_for }, ..ordinary(COPIES) }
    };
    let path = || format!("/api/tickets/{}", ticket_id());
    let as_officer = |days| {
        let request = hall.request(Method::PUT, &path()).header("Cookie", &cookie);
        sent(request.json(&booked(days)))
    };

    let anybody = hall.put(&path(), &booked(0)).await;
    let other_day = as_officer(1).await;
    let this_day = as_officer(0).await;

    assert_eq!(anybody.refusal(), Refusal::NotSignedIn);
    assert_eq!(other_day.refusal(), Refusal::AppointmentOtherDay);
    assert!(this_day.status.is_success());
}

#[tokio::test]
async fn a_counter_the_unit_does_not_have_is_refused() {
    let hall = Hall::open().await;
    officer(&hall, "Reception 1").await;

    let refused = try_sign_in(&hall, "Reception 1", PASSWORD, 99).await;

    assert_eq!(refused.refusal(), Refusal::CounterUnknown { counter: CounterId(99) });
}

#[tokio::test]
async fn a_session_ends_with_its_officer_and_with_its_day() {
    let hall = Hall::open().await;
    officer(&hall, "Reception 1").await;
    let cookie_1 = cookie(&sign_in(&hall, "Reception 1", 1).await);
    let current = "/api/sessions/current";

    let left = with(&hall, Method::DELETE, current, &cookie_1).await;
    let after_leaving = with(&hall, Method::GET, current, &cookie_1).await;
    let cookie_2 = cookie(&sign_in(&hall, "Reception 1", 1).await);
    hall.clock.turn(TimeDelta::days(1));
    let next_day = with(&hall, Method::GET, current, &cookie_2).await;

    assert_eq!(left.status.as_u16(), 204);
    assert_eq!(after_leaving.refusal(), Refusal::NotSignedIn);
    assert_eq!(next_day.refusal(), Refusal::NotSignedIn);
}

#[tokio::test]
async fn the_cookie_of_a_public_hall_is_bound_to_its_host() {
    let https = |config: &mut kiosk::config::Config| {
        config.public_url = "https://hall.example".to_owned();
    };
    let hall = Hall::open_with(https).await;
    officer(&hall, "Reception 1").await;

    let signed_in = sign_in(&hall, "Reception 1", 1).await;

    let cookie = signed_in.header("set-cookie");
    assert!(cookie.starts_with("__Host-mot-cua="), "{cookie}");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn what_another_site_makes_a_browser_send_is_refused() {
    let hall = Hall::open().await;
    let body = CounterSignIn {
        name: "Reception 1".to_owned(),
        password: PASSWORD.to_owned(),
        counter: CounterId(1),
        series: Vec::new(),
    };

    for (name, value) in [
        ("Origin", "https://elsewhere.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
    ] {
        let request = hall.request(Method::POST, "/api/sessions").header(name, value);
        let refused = sent(request.json(&body)).await;

        assert_eq!(refused.refusal(), Refusal::WrongOrigin, "{name}: {value}");
    }
}

async fn invited(hall: &Hall, name: &str) -> String {
    let added = hall.store().add_officer(name).await.expect("the store is open");
    added.token.reveal().to_owned()
}

async fn officer(hall: &Hall, name: &str) {
    let token = invited(hall, name).await;
    let choice = PasswordChoice { token, password: PASSWORD.to_owned() };
    let chosen = hall.post("/api/passwords", &choice).await;
    assert_eq!(chosen.status.as_u16(), 204);
}

async fn sign_in(hall: &Hall, name: &str, counter: u16) -> Answer {
    let answer = try_sign_in(hall, name, PASSWORD, counter).await;
    assert!(answer.status.is_success(), "{:?}", String::from_utf8_lossy(&answer.body));
    answer
}

async fn try_sign_in(hall: &Hall, name: &str, password: &str, counter: u16) -> Answer {
    let (name, password) = (name.to_owned(), password.to_owned());
    let counter = CounterId(counter);
    let body = CounterSignIn { name, password, counter, series: Vec::new() };
    hall.post("/api/sessions", &body).await
}

fn cookie(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie").split(';').next();
    cookie.expect("a first part").to_owned()
}

async fn with(hall: &Hall, method: Method, path: &str, cookie: &str) -> Answer {
    sent(hall.request(method, path).header("Cookie", cookie)).await
}
