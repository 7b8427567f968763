//! An officer's browser at the centre under test.

use central::{Clock as _, admin};
use shared::hall::PasswordChoice;
use shared::office::OfficeSignIn;

use super::{Heard, TestCentre};

/// A password that only tests know.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// An officer with an account.
pub(crate) struct TestOfficer {
    name: String,
    link: String,
    cookie: String,
    url: String,
    http: reqwest::Client,
}

impl TestOfficer {
    /// Adds an account, whose password is not chosen yet.
    pub(crate) async fn added(centre: &TestCentre, name: &str) -> Self {
        let link = admin::add_officer(&centre.config, name, centre.clock.now()).await.unwrap();
        Self {
            name: name.to_owned(),
            link,
            cookie: String::new(),
            url: centre.url(""),
            http: centre.http.clone(),
        }
    }

    /// The same browser, under a name without an account.
    pub(crate) fn renamed(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    /// Chooses the password and signs in.
    pub(crate) async fn signed_in(mut self) -> Self {
        assert_eq!(self.choose(PASSWORD).await.status, 204);
        let heard = self.sign_in(PASSWORD).await;
        assert_eq!(heard.status, 200);
        let cookie = heard.header("set-cookie");
        self.cookie = cookie.split(';').next().unwrap().to_owned();
        self
    }

    pub(crate) async fn choose(&self, password: &str) -> Heard {
        let token = self.link.split_once('#').unwrap().1.to_owned();
        let choice = PasswordChoice { token, password: password.to_owned() };
        self.post("/api/passwords", &serde_json::to_value(choice).unwrap()).await
    }

    pub(crate) async fn sign_in(&self, password: &str) -> Heard {
        let asked = OfficeSignIn { name: self.name.clone(), password: password.to_owned() };
        self.post("/api/sessions", &serde_json::to_value(asked).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Heard {
        let url = format!("{}{path}", self.url);
        let request = self.http.get(url).header("cookie", &self.cookie);
        Heard::read(request.send().await.unwrap()).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Heard {
        let url = format!("{}{path}", self.url);
        let request = self.http.delete(url).header("cookie", &self.cookie);
        Heard::read(request.send().await.unwrap()).await
    }

    async fn post(&self, path: &str, body: &serde_json::Value) -> Heard {
        let request = self.http.post(format!("{}{path}", self.url)).json(body);
        Heard::read(request.send().await.unwrap()).await
    }
}
