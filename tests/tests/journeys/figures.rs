//! An officer reads the figures: of nothing yet, of the morning, of days the hall does not hold.

use std::sync::Arc;

use promises::browser::{Browser, Screen};
use promises::counter::Counter;
use promises::hall::{HallPlan, TestHall};
use promises::posted::Copy;
use promises::simulator::{DayPlan, early_clock, pass};

use crate::counter::sit_down;

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_reads_the_figures_of_the_morning() {
    let copy = Copy::with_counters(DayPlan::SMALL.counters);
    let clock = Arc::new(early_clock());
    let plan = HallPlan::default().site(&crate::site()).catalogue(copy.path()).clock(&clock);
    let hall = plan.alone().await;
    pass(&hall, DayPlan::SMALL).await;
    clock.hurry_from(clock.now(), 1);
    let desk = sit_down(&hall).await;

    desk.see_css("a[href=\"/figures\"]").await.unwrap().click().await.unwrap();
    desk.wait_for_words_in(".figure-row", "120").await.unwrap();
    for table in ["Theo lĩnh vực", "Theo đối tượng", "Theo quầy", "Theo công chức"] {
        desk.see_css(&format!(".figure-table[aria-label=\"{table}\"]")).await.unwrap();
    }
    desk.has_no_barriers().await.unwrap();
    photograph(&desk).await;
    choose_other_days(&desk).await;
    desk.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_on_which_nobody_came_yet_says_so() {
    let hall = HallPlan::default().site(&crate::site()).alone().await;
    ask_a_stranger_to_sign_in(&hall).await;
    drop(Counter::open(&hall, 1).await);
    let desk = sit_down(&hall).await;

    desk.go(&format!("{}/figures", hall.url())).await.unwrap();

    desk.wait_for_words_in(".empty", "Hôm nay chưa có lượt nào").await.unwrap();
    desk.has_no_barriers().await.unwrap();
    desk.photograph("figures-empty").await.unwrap();
    desk.close().await.unwrap();
}

async fn ask_a_stranger_to_sign_in(hall: &TestHall) {
    let stranger = Browser::open(Screen::COUNTER).await.unwrap();
    stranger.go(&format!("{}/figures", hall.url())).await.unwrap();
    stranger.wait_for_words_in("main", "cần đăng nhập tại quầy").await.unwrap();
    stranger.has_no_barriers().await.unwrap();
    stranger.photograph("figures-outside").await.unwrap();
    stranger.close().await.unwrap();
}

async fn photograph(desk: &Browser) {
    desk.photograph("figures-1366").await.unwrap();
    desk.photograph_whole("figures-whole", Screen::OFFICE).await.unwrap();
    desk.photograph("figures-1440").await.unwrap();
    desk.photograph_print("figures-print", Screen::OFFICE).await.unwrap();
}

async fn choose_other_days(desk: &Browser) {
    desk.see_css(".segments__one:nth-child(2)").await.unwrap().click().await.unwrap();
    desk.wait_for_words_in(".empty", "không có những ngày này").await.unwrap();
    desk.photograph("figures-missing").await.unwrap();
    desk.see_css(".segments__one:nth-child(3)").await.unwrap().click().await.unwrap();
    desk.wait_for_words_in(".notice", "không có các ngày từ").await.unwrap();
    desk.see_css(".lang-switch__lang[lang=\"en\"]").await.unwrap().click().await.unwrap();
    desk.wait_for_words_in(".figures-board__main", "Numbers issued").await.unwrap();
    desk.photograph("figures-week-en").await.unwrap();
}
