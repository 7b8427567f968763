//! An officer works a morning with the keyboard alone.

use promises::browser::{Browser, Screen};
use promises::counter::Counter;
use promises::hall::{HallPlan, TestHall};
use promises::office::PASSWORD;
use promises::posted::{BIRTH, BUSINESS};
use shared::ticket::{Outcome, TicketState};
use thirtyfour::Key;

const NEXT: &str = "[data-testid=\"next\"]:not([aria-disabled])";
const SERVE: &str = "[data-testid=\"serve\"]:not([aria-disabled])";
const CLOSE: &str = "[data-testid=\"close\"]:not([aria-disabled])";
const DIALOG: &str = "dialog[open]";
const AWAY: &str = "[data-row=\"away\"]";

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_works_by_keyboard_alone() {
    let hall = HallPlan::default().site(&crate::site()).alone().await;
    let tickets = take_tickets(&hall).await;
    let desk = sign_in(&hall).await;

    call_serve_and_close(&desk).await;
    hold_and_resume(&desk).await;
    pick_out_of_turn(&desk).await;
    miss_and_take_back(&desk).await;
    go_on_with_another_matter(&desk).await;
    transfer(&desk).await;
    end_with_papers_missing(&desk).await;
    give_a_further_number(&desk).await;

    let first = hall.ticket(tickets[0]).await.ticket.state;
    assert!(matches!(first, TicketState::Closed { outcome: Outcome::Served, .. }), "{first:?}");
    let figures = desk.read("figures").await.unwrap();
    assert!(figures.contains("vắng 1"), "{figures}");
    desk.photograph("counter-figures").await.unwrap();
    desk.close().await.unwrap();
}

async fn take_tickets(hall: &TestHall) -> Vec<shared::ids::TicketId> {
    let mut tickets = Vec::new();
    for procedure in [BIRTH, BIRTH, BUSINESS, BIRTH, BIRTH, BIRTH, BUSINESS, BIRTH] {
        tickets.push(hall.take_ticket(procedure).await.ticket.id);
    }
    tickets
}

/// Signs in where another screen is signed in already; the session goes along.
async fn sign_in(hall: &TestHall) -> Browser {
    drop(Counter::open(hall, 1).await);
    let desk = sit_down(hall).await;
    desk.wait_for_words_in(".waiting-list", "A001").await.unwrap();
    desk
}

/// Signs the officer of counter 1 in, by keyboard.
pub(crate) async fn sit_down(hall: &TestHall) -> Browser {
    let desk = Browser::open(Screen::COUNTER).await.unwrap();
    desk.go(&format!("{}/counter", hall.url())).await.unwrap();
    desk.tab_to("[data-testid=\"sign-in-name\"]").await.unwrap();
    desk.press("quay.1").await.unwrap();
    desk.tab_to("[data-testid=\"sign-in-password\"]").await.unwrap();
    desk.press(PASSWORD).await.unwrap();
    desk.tab_to("#sign-in-counter").await.unwrap();
    desk.press("4").await.unwrap();
    desk.press(Key::Backspace + "1").await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.see_css(NEXT).await.unwrap();
    desk
}

async fn call_serve_and_close(desk: &Browser) {
    desk.press(" ").await.unwrap();
    desk.wait_for_words("at-hand", "A001").await.unwrap();
    desk.press("r").await.unwrap();
    desk.wait_for_words_in(".serving-now", "2/3").await.unwrap();
    desk.photograph("counter-called").await.unwrap();
    desk.press("b").await.unwrap();
    desk.see_css(CLOSE).await.unwrap();
    desk.photograph("counter-at-work").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.see_css(NEXT).await.unwrap();
}

async fn hold_and_resume(desk: &Browser) {
    desk.press(" ").await.unwrap();
    desk.wait_for_words("at-hand", "A002").await.unwrap();
    desk.press("g").await.unwrap();
    desk.see_css(DIALOG).await.unwrap();
    desk.photograph("counter-hold").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.press(Key::Right + "").await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.wait_for_words_in(AWAY, "A002").await.unwrap();
    desk.see_css(NEXT).await.unwrap();
    desk.press("q").await.unwrap();
    desk.wait_for_focus(AWAY).await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.wait_for_words_in("[data-row=\"waiting\"]", "A002").await.unwrap();
}

async fn pick_out_of_turn(desk: &Browser) {
    desk.press("l").await.unwrap();
    desk.wait_for_focus("[data-row=\"waiting\"]").await.unwrap();
    desk.press(Key::Down + "").await.unwrap();
    desk.press(Key::Down + "").await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.see_css(DIALOG).await.unwrap();
    desk.photograph("counter-pick").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.press(Key::Down + "").await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.wait_for_words("reason", "công chức chọn").await.unwrap();
}

/// The one at hand does not come, turns up, and is put back.
async fn miss_and_take_back(desk: &Browser) {
    let missed = desk.read("at-hand").await.unwrap();
    desk.press("v").await.unwrap();
    desk.see_css(NEXT).await.unwrap();
    desk.wait_for_words_in(".waiting-list__row[data-row=\"away\"]", &missed).await.unwrap();
    desk.photograph("counter-away").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.press("q").await.unwrap();
    desk.wait_for_focus(AWAY).await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.wait_for_words_in("[data-row=\"waiting\"]", &missed).await.unwrap();
}

async fn go_on_with_another_matter(desk: &Browser) {
    desk.press(" ").await.unwrap();
    desk.see_css(SERVE).await.unwrap();
    desk.press("b").await.unwrap();
    desk.see_css(CLOSE).await.unwrap();
    desk.press("t").await.unwrap();
    desk.wait_for_focus("#go-on-search").await.unwrap();
    desk.press("khai tu").await.unwrap();
    desk.photograph("counter-go-on").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.wait_for_words_in(".counter-zones__matter", "khai tử").await.unwrap();
}

async fn transfer(desk: &Browser) {
    let number = desk.read("at-hand").await.unwrap();
    desk.press("c").await.unwrap();
    desk.see_css(DIALOG).await.unwrap();
    desk.press(Key::Up + "").await.unwrap();
    desk.photograph("counter-transfer").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.see_css(NEXT).await.unwrap();
    desk.wait_until_gone(DIALOG).await.unwrap();
    desk.press(" ").await.unwrap();
    desk.see_css(SERVE).await.unwrap();
    assert_ne!(desk.read("at-hand").await.unwrap(), number);
}

async fn end_with_papers_missing(desk: &Browser) {
    let number = desk.read("at-hand").await.unwrap();
    desk.press("b").await.unwrap();
    desk.see_css(CLOSE).await.unwrap();
    desk.press("k").await.unwrap();
    desk.see_css(DIALOG).await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.see_css(NEXT).await.unwrap();
    desk.wait_for_words_in(".waiting-list__row[data-row=\"away\"]", &number).await.unwrap();
}

/// Gives a number to somebody who has no card, and goes on by Enter.
async fn give_a_further_number(desk: &Browser) {
    desk.press("n").await.unwrap();
    desk.wait_for_focus("#waive-search").await.unwrap();
    desk.press("khai tu").await.unwrap();
    desk.wait_for_words_in("dialog[open]", "khai tử").await.unwrap();
    desk.photograph("counter-waive").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.wait_for_words("waived", "Đã cấp số A007").await.unwrap();
    desk.photograph("counter-waived").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.press(Key::Enter + "").await.unwrap();
    desk.wait_until_gone(DIALOG).await.unwrap();
    desk.wait_for_words_in(".waiting-list", "A007").await.unwrap();
}
