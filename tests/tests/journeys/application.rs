//! A citizen files at the touchscreen, another on a phone with a picture; the office sees both.

use std::path::Path;

use promises::browser::{Browser, Screen};
use promises::centre::TestCentre;
use promises::counter::Counter;
use promises::forms::{self, BIRTH_NOTIFICATION, Papers};
use promises::hall::TestHall;
use promises::office::PASSWORD;
use promises::posted::BIRTH;
use promises::sample_file::picture;
use promises::screen_form::{self, Typing, fill_in};
use shared::catalogue::Procedure;
use shared::form::Answer;
use shared::ids::{ComponentCode, ProcedureCode, QuestionCode};
use shared::submission::{Application, Surface};

use crate::house;

#[tokio::test(flavor = "multi_thread")]
async fn applications_from_the_touchscreen_and_from_a_phone_reach_the_office() {
    let (centre, hall) = house().await;

    let at_the_kiosk = file_at_the_kiosk(&hall).await;
    let on_the_phone = file_on_a_phone(&hall).await;
    hall.until_settled().await;
    let counter = Counter::open(&hall, 1).await;
    for (slip_code, _) in [&at_the_kiosk, &on_the_phone] {
        counter.next().await;
        let filed = counter.view().await.filed.map(|filed| filed.slip_code.to_string());
        assert_eq!(filed.as_ref(), Some(slip_code), "the number brings its application along");
        counter.close().await;
    }

    let office = sign_in_at_the_office(&centre).await;
    for (slip_code, child) in [&at_the_kiosk, &on_the_phone] {
        let row = office.read(&format!("dossier-{slip_code}")).await.unwrap();
        assert!(row.contains(child), "{row}");
        assert!(row.contains("còn 7 giờ"), "the centre's clock counts, not the browser's: {row}");
    }
    office.photograph("office-list").await.unwrap();
    office.has_no_barriers().await.unwrap();
    let (slip_code, child) = &on_the_phone;
    office.click(&format!("dossier-{slip_code}")).await.unwrap();
    office.wait_for_words("dossier-slip-code", slip_code).await.unwrap();
    office.wait_for_words("dossier-applicant", child).await.unwrap();
    office.wait_for_words("dossier-files", "PNG").await.unwrap();
    office.photograph("office-dossier").await.unwrap();
    office.has_no_barriers().await.unwrap();
    office.close().await.unwrap();
}

/// The code on the slip and the child's name.
async fn file_at_the_kiosk(hall: &TestHall) -> (String, String) {
    let application = application(hall, 1, Surface::Kiosk);
    let kiosk = Browser::open(Screen::KIOSK).await.unwrap();
    kiosk.go(&format!("{}/kiosk", hall.url())).await.unwrap();
    kiosk.tap("begin").await.unwrap();
    begin_from_a_number(&kiosk).await;
    kiosk.photograph("kiosk-start").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap("continue").await.unwrap();
    go_on_without_an_answer(&kiosk).await;
    let photograph = async |place: usize| match place {
        0 => {
            kiosk.photograph("kiosk-question").await?;
            kiosk.has_no_barriers().await
        }
        _ => Ok(()),
    };
    let typing = Typing::Glass;
    let filled = fill_in(&kiosk, procedure(hall), &application, typing, photograph).await;
    filled.unwrap();
    screen_form::bring_on_paper(&kiosk, &ComponentCode::from(BIRTH_NOTIFICATION)).await.unwrap();
    kiosk.see_css(".summary-list").await.unwrap();
    kiosk.photograph("kiosk-check").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap("continue").await.unwrap();
    kiosk.tap("submit").await.unwrap();
    let slip_code = kiosk.read("slip-code").await.unwrap();
    assert!(!kiosk.read("follow-up-secret").await.unwrap().is_empty());
    kiosk.photograph("kiosk-kept").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.close().await.unwrap();
    (slip_code, child(&application))
}

async fn file_on_a_phone(hall: &TestHall) -> (String, String) {
    let application = application(hall, 2, Surface::Portal);
    let folder = tempfile::TempDir::new().unwrap();
    let photo = folder.path().join("giay-chung-sinh.png");
    std::fs::write(&photo, picture(300, 7)).unwrap();
    let phone = Browser::open(Screen::PHONE).await.unwrap();
    phone.go(&hall.url()).await.unwrap();
    phone.see("tile-apply").await.unwrap();
    phone.photograph("phone-home").await.unwrap();
    phone.has_no_barriers().await.unwrap();
    begin_from_a_number(&phone).await;
    phone.tap("continue").await.unwrap();
    let photograph = async |place: usize| match place {
        0 => phone.photograph("phone-question").await,
        _ => Ok(()),
    };
    let typing = Typing::Keyboard;
    let filled = fill_in(&phone, procedure(hall), &application, typing, photograph).await;
    filled.unwrap();
    attach_and_send(&phone, &photo).await;
    let slip_code = phone.read("slip-code").await.unwrap();
    phone.photograph("phone-kept").await.unwrap();
    phone.has_no_barriers().await.unwrap();
    phone.close().await.unwrap();
    (slip_code, child(&application))
}

async fn attach_and_send(phone: &Browser, photo: &Path) {
    let component = ComponentCode::from(BIRTH_NOTIFICATION);
    screen_form::attach(phone, &component, photo).await.unwrap();
    phone.photograph("phone-paper").await.unwrap();
    phone.has_no_barriers().await.unwrap();
    phone.tap("continue").await.unwrap();
    phone.see_css(".summary-list").await.unwrap();
    phone.photograph("phone-check").await.unwrap();
    phone.tap("continue").await.unwrap();
    phone.tap("submit").await.unwrap();
}

/// Takes a number and goes from it to its application, as a person who waits would.
async fn begin_from_a_number(screen: &Browser) {
    screen.tap("tile-ticket").await.unwrap();
    screen.tap(&format!("procedure-{BIRTH}")).await.unwrap();
    screen.tap("continue").await.unwrap();
    screen.tap_css("label:has(> input[name=\"class\"][value=\"ordinary\"])").await.unwrap();
    screen.tap("continue").await.unwrap();
    screen.see_css(".summary-list").await.unwrap();
    screen.tap("continue").await.unwrap();
    screen.tap("file-meanwhile").await.unwrap();
    screen.see("continue").await.unwrap();
}

/// Goes on at once: the first question says what it needs.
async fn go_on_without_an_answer(screen: &Browser) {
    screen.tap("continue").await.unwrap();
    screen.see_css(".error-summary").await.unwrap();
    screen.photograph("kiosk-error").await.unwrap();
    screen.has_no_barriers().await.unwrap();
}

pub(crate) async fn sign_in_at_the_office(centre: &TestCentre) -> Browser {
    let token = centre.set_up_link("Trần Văn Hải").await;
    let office = Browser::open(Screen::OFFICE).await.unwrap();
    office.go(&format!("{}/office/setup#{token}", centre.url())).await.unwrap();
    office.write("setup-password", PASSWORD).await.unwrap();
    office.write("setup-password-again", PASSWORD).await.unwrap();
    office.click("setup").await.unwrap();
    office.click("to-sign-in").await.unwrap();
    office.see("sign-in-name").await.unwrap();
    office.has_no_barriers().await.unwrap();
    office.write("sign-in-name", "Tran Van Hai").await.unwrap();
    office.write("sign-in-password", PASSWORD).await.unwrap();
    office.click("sign-in").await.unwrap();
    office.see("search").await.unwrap();
    office
}

fn application(hall: &TestHall, n: u64, surface: Surface) -> Application {
    forms::application(hall.catalogue(), BIRTH, n, &Papers::OnPaper, surface)
}

fn procedure(hall: &TestHall) -> &Procedure {
    hall.catalogue().procedure(&ProcedureCode::from(BIRTH)).unwrap()
}

fn child(application: &Application) -> String {
    match application.answers.get(&QuestionCode::from("child-name")) {
        Some(Answer::Text(name)) => name.clone(),
        other => panic!("{other:?}"),
    }
}
