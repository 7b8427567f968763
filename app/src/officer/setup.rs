//! Choosing a password through a one-time link.

use leptos::prelude::*;
use leptos::web_sys::window;
use serde::de::IgnoredAny;
use shared::hall::PasswordChoice;
use shared::lang::{Text, Words};
use shared::refusal::Refusal;
use shared::text::officer as words;
use wasm_bindgen::JsValue;

use super::sign_in::EntranceBand;
use super::words_of;
use crate::api::{self, ApiError};
use crate::ui::{
    ButtonLink, ButtonWidth, CentredPage, Form, Notice, NoticeKind, PageHeading, SubmitButton,
    TextField, TextKind, always, focus_on, say, say_posted, screen_lang,
};

const PASSWORD: &str = "setup-password";
const AGAIN: &str = "setup-password-again";

/// How far choosing has come.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Typing,
    Sent,
    /// One of the two fields is wrong.
    Wrong(&'static str, Words),
    /// The whole is refused.
    Refused(Words),
    Saved,
}

#[derive(Clone, Copy)]
struct Setup {
    token: StoredValue<String>,
    password: RwSignal<String>,
    again: RwSignal<String>,
    stage: RwSignal<Stage>,
    home: &'static str,
}

/// The page behind a set-up link; `home` is where to sign in afterwards.
#[component]
pub fn SetupPage(
    #[prop(into)] unit: Signal<String>,
    surface: Text,
    home: &'static str,
) -> impl IntoView {
    let setup = Setup {
        token: StoredValue::new(token_of_address()),
        password: RwSignal::new(String::new()),
        again: RwSignal::new(String::new()),
        stage: RwSignal::new(Stage::Typing),
        home,
    };
    let is_saved = Memo::new(move |_| setup.stage.with(|stage| *stage == Stage::Saved));
    let has_token = setup.token.with_value(|token| !token.is_empty());
    view! {
        <CentredPage band=move || view! { <EntranceBand unit surface/> }>
            {move || match (has_token, is_saved.get()) {
                (false, _) => view! {
                    <Heading title=words::CHOOSE_PASSWORD/>
                    <Notice kind=NoticeKind::Warn>{say(words::LINK_INCOMPLETE)}</Notice>
                }
                .into_any(),
                (true, false) => view! { <Choose setup/> }.into_any(),
                (true, true) => view! {
                    <Heading title=words::PASSWORD_SAVED lead=words::PASSWORD_SAVED_NEXT/>
                    <ButtonLink width=ButtonWidth::Full href=home attr:data-testid="to-sign-in">
                        {say(words::SIGN_IN)}
                    </ButtonLink>
                }
                .into_any(),
            }}
        </CentredPage>
    }
}

#[component]
fn Heading(title: Text, #[prop(optional)] lead: Option<Text>) -> impl IntoView {
    let lang = screen_lang();
    let lead = Signal::derive(move || lead.map(|lead| lead.get(lang.get()).to_owned()));
    view! { <PageHeading title=say(title) lead/> }
}

#[component]
fn Choose(setup: Setup) -> impl IntoView {
    let hint = say(words::NEW_PASSWORD_HINT);
    let is_sent = Signal::derive(move || setup.stage.with(|stage| *stage == Stage::Sent));
    view! {
        <Heading title=words::CHOOSE_PASSWORD lead=words::CHOOSE_LEAD/>
        {move || match setup.stage.get() {
            Stage::Refused(what) => Some(view! {
                <Notice kind=NoticeKind::Error>{say_posted(what)}</Notice>
            }),
            Stage::Typing | Stage::Sent | Stage::Wrong(..) | Stage::Saved => None,
        }}
        <Form on_submit=move |()| setup.send()>
            <TextField
                id=PASSWORD
                kind=TextKind::NewPassword
                label=say(words::NEW_PASSWORD)
                hint=always(hint)
                error=setup.error(PASSWORD)
                value=setup.password
                on_input=move |typed| setup.password.set(typed)
            />
            <TextField
                id=AGAIN
                kind=TextKind::NewPassword
                label=say(words::PASSWORD_AGAIN)
                error=setup.error(AGAIN)
                value=setup.again
                on_input=move |typed| setup.again.set(typed)
            />
            <SubmitButton width=ButtonWidth::Full busy=is_sent attr:data-testid="setup">
                {say(words::SAVE_PASSWORD)}
            </SubmitButton>
        </Form>
    }
}

impl Setup {
    fn error(self, id: &'static str) -> Signal<Option<String>> {
        let lang = screen_lang();
        Signal::derive(move || {
            self.stage.with(|stage| match stage {
                Stage::Wrong(about, what) if *about == id => Some(what.get(lang.get()).to_owned()),
                Stage::Wrong(..)
                | Stage::Typing
                | Stage::Sent
                | Stage::Refused(_)
                | Stage::Saved => None,
            })
        })
    }

    fn send(self) {
        let password = self.password.get_untracked();
        if password.is_empty() {
            self.refuse(PASSWORD, words::NEW_PASSWORD_MISSING.into());
        } else if password != self.again.get_untracked() {
            self.refuse(AGAIN, words::PASSWORDS_DIFFER.into());
        } else if self.stage.with_untracked(|stage| *stage != Stage::Sent) {
            let choice = PasswordChoice { token: self.token.get_value(), password };
            self.stage.set(Stage::Sent);
            leptos::task::spawn_local(async move {
                let path = "/api/passwords";
                match api::post::<PasswordChoice, IgnoredAny>(path, &choice).await {
                    Ok(_) => self.saved(),
                    Err(error) => self.show(&error),
                }
            });
        }
    }

    /// The link is spent, so neither it nor the password stays in the page.
    fn saved(self) {
        self.password.set(String::new());
        self.again.set(String::new());
        if let Some(history) = window().and_then(|window| window.history().ok()) {
            // An address that stays as it is does no harm: the link is spent.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(self.home));
        }
        self.stage.set(Stage::Saved);
    }

    fn show(self, error: &ApiError) {
        match error {
            ApiError::Refused(refused)
                if matches!(refused.refusal, Refusal::PasswordTooShort { .. }) =>
            {
                self.refuse(PASSWORD, refused.words.clone());
            }
            ApiError::Refused(_) | ApiError::Offline | ApiError::Failed => {
                self.stage.set(Stage::Refused(words_of(error)));
            }
        }
    }

    fn refuse(self, id: &'static str, what: Words) {
        self.stage.set(Stage::Wrong(id, what));
        focus_on(id);
    }
}

fn token_of_address() -> String {
    let fragment = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    fragment.trim_start_matches('#').to_owned()
}
