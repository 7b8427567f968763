//! An officer at a counter of the hall, signed in through the public doors.

use shared::hall::{ActDone, CounterSignIn, CounterView, PasswordChoice, Verb};
use shared::ids::{ActId, CounterId};
use shared::ticket::Ending;
use uuid::Uuid;

use crate::hall::TestHall;
use crate::office::PASSWORD;
use crate::program::KioskProgram;
use crate::visitor::{Answer, Visitor};

/// An officer at a counter.
pub struct Counter {
    visitor: Visitor,
}

impl Counter {
    /// Adds an officer, chooses a password through the one-time link, and sits down.
    pub async fn open(hall: &TestHall, counter: u16) -> Self {
        let token = hall.set_up_link(&name(counter)).await;
        Self::sit_down(hall.new_visitor(), name(counter), token, counter).await
    }

    /// The same at the hall's own program.
    ///
    /// # Panics
    /// When the program prints no link.
    pub async fn open_at(hall: &KioskProgram, counter: u16) -> Self {
        let link = hall.order(&["officer", "add", "--name", &name(counter)]);
        let (_, token) = link.rsplit_once('#').expect("a link ends with its token");
        Self::sit_down(hall.visitor(), name(counter), token.to_owned(), counter).await
    }

    /// Chooses a password with the secret of a one-time link, and sits down.
    pub async fn sit_down(visitor: Visitor, name: String, token: String, counter: u16) -> Self {
        let choice = PasswordChoice { token, password: PASSWORD.to_owned() };
        let chosen = visitor.post("/api/passwords", &choice).await;
        assert!(chosen.is_success(), "{}", chosen.text());
        let seat = CounterSignIn {
            name,
            password: PASSWORD.to_owned(),
            counter: CounterId(counter),
            series: Vec::new(),
        };
        let signed_in = visitor.post("/api/sessions", &seat).await;
        assert!(signed_in.is_success(), "{}", signed_in.text());
        Self { visitor }
    }

    /// Presses a verb, under an act that may have been pressed before.
    pub async fn press(&self, act: ActId, verb: &Verb) -> Answer {
        self.visitor.put(&format!("/api/counter/acts/{act}"), verb).await
    }

    /// Presses a verb, or says that there was no answer.
    pub async fn try_press(&self, act: ActId, verb: &Verb) -> Option<Answer> {
        self.visitor.try_put(&format!("/api/counter/acts/{act}"), verb).await
    }

    /// Presses *next* once.
    pub async fn next(&self) -> ActDone {
        self.press(act(), &Verb::Next).await.json()
    }

    /// Ends the ticket at hand as served.
    pub async fn close(&self) -> ActDone {
        self.press(act(), &Verb::Close { ending: Ending::Served }).await.json()
    }

    /// What the officer sees.
    pub async fn view(&self) -> CounterView {
        self.visitor.get("/api/counter").await.json()
    }

    /// What the officer sees, or nothing when there was no answer.
    pub async fn try_view(&self) -> Option<CounterView> {
        Some(self.visitor.try_get("/api/counter").await?.json())
    }

    /// The officer's own requests.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }
}

fn name(counter: u16) -> String {
    format!("quay.{counter}")
}

/// A fresh press.
pub fn act() -> ActId {
    ActId(Uuid::now_v7())
}
