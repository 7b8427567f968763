//! Signing in: a name, a password, and what the surface asks beside them.

use leptos::prelude::*;
use serde::Serialize;
use shared::hall::SignedIn;
use shared::lang::{Text, Words};
use shared::refusal::Refusal;
use shared::text::officer as words;

use super::presence::{Officer, Presence};
use super::words_of;
use crate::api::{self, ApiError};
use crate::mode::Mode;
use crate::ui::{
    ButtonWidth, CentredPage, Form, LangSwitch, Loading, Notice, NoticeKind, PageHeading,
    SubmitButton, TextField, TextKind, TopBand, always, focus_on, say, say_posted, screen_lang,
};

/// A field of the form, by the id of its control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInField {
    /// The sign-in name.
    Name,
    /// The password.
    Password,
    /// The number of the counter.
    Counter,
}

impl SignInField {
    /// The id of its control.
    pub fn id(self) -> &'static str {
        match self {
            Self::Name => "sign-in-name",
            Self::Password => "sign-in-password",
            Self::Counter => "sign-in-counter",
        }
    }

    /// The field that a refusal is about.
    fn of(refusal: &Refusal) -> Option<Self> {
        if *refusal == Refusal::WrongPassword {
            Some(Self::Password)
        } else if matches!(refusal, Refusal::CounterTaken { .. } | Refusal::CounterUnknown { .. }) {
            Some(Self::Counter)
        } else {
            None
        }
    }
}

/// What was typed and what is wrong with it.
#[derive(Clone, Copy)]
pub struct SignIn {
    /// The sign-in name.
    pub name: RwSignal<String>,
    /// The password; it goes as soon as it was right.
    pub password: RwSignal<String>,
    wrong: RwSignal<Option<(SignInField, Words)>>,
    notice: RwSignal<Option<Words>>,
    is_sent: RwSignal<bool>,
    officer: Officer,
}

impl SignIn {
    /// An empty form.
    pub fn empty() -> Self {
        Self {
            name: RwSignal::new(String::new()),
            password: RwSignal::new(String::new()),
            wrong: RwSignal::new(None),
            notice: RwSignal::new(None),
            is_sent: RwSignal::new(false),
            officer: Officer::of_page(),
        }
    }

    /// Says whether a name and a password were typed; points at what is missing.
    pub fn is_filled(self) -> bool {
        if self.name.with_untracked(|name| name.trim().is_empty()) {
            self.refuse(SignInField::Name, words::NAME_MISSING.into());
            return false;
        }
        if self.password.with_untracked(String::is_empty) {
            self.refuse(SignInField::Password, words::PASSWORD_MISSING.into());
            return false;
        }
        true
    }

    /// Says what is wrong with a field and leads there.
    pub fn refuse(self, field: SignInField, what: Words) {
        self.notice.set(None);
        self.wrong.set(Some((field, what)));
        focus_on(field.id());
    }

    /// What is wrong with a field.
    pub fn error(self, field: SignInField) -> Signal<Option<String>> {
        let lang = screen_lang();
        Signal::derive(move || {
            self.wrong.with(|wrong| match wrong {
                Some((about, what)) if *about == field => Some(what.get(lang.get()).to_owned()),
                Some(_) | None => None,
            })
        })
    }

    /// Sends the form once.
    pub fn send<B: Serialize + 'static>(self, form: B) {
        if self.is_sent.get_untracked() {
            return;
        }
        self.wrong.set(None);
        self.notice.set(None);
        self.is_sent.set(true);
        leptos::task::spawn_local(async move {
            let answer = api::post::<B, SignedIn>("/api/sessions", &form).await;
            self.is_sent.set(false);
            match answer {
                Ok(signed_in) => {
                    self.password.set(String::new());
                    self.officer.enter(signed_in);
                }
                Err(error) => self.show(&error),
            }
        });
    }

    fn show(self, error: &ApiError) {
        let about = match error {
            ApiError::Refused(refused) => SignInField::of(&refused.refusal),
            ApiError::Offline | ApiError::Failed => None,
        };
        match about {
            Some(field) => self.refuse(field, words_of(error)),
            None => self.notice.set(Some(words_of(error))),
        }
    }
}

/// The page; the children are the fields of the surface's own.
#[component]
pub fn SignInPage(
    form: SignIn,
    #[prop(into)] unit: Signal<String>,
    /// What this screen is for.
    surface: Text,
    lead: Text,
    #[prop(into)] on_submit: Callback<()>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lead = say(lead);
    view! {
        <CentredPage band=move || view! { <EntranceBand unit surface/> }>
            <PageHeading
                title=say(words::SIGN_IN)
                lead=always(lead)
            />
            <SignInNotice form/>
            <Form on_submit>
                <TextField
                    id=SignInField::Name.id()
                    kind=TextKind::Account
                    label=say(words::NAME)
                    error=form.error(SignInField::Name)
                    value=form.name
                    on_input=move |typed| form.name.set(typed)
                />
                <TextField
                    id=SignInField::Password.id()
                    kind=TextKind::Password
                    label=say(words::PASSWORD)
                    error=form.error(SignInField::Password)
                    value=form.password
                    on_input=move |typed| form.password.set(typed)
                />
                {children.map(|children| children())}
                <SubmitButton
                    width=ButtonWidth::Full
                    busy=form.is_sent
                    attr:data-testid="sign-in"
                >
                    {say(words::SIGN_IN)}
                </SubmitButton>
            </Form>
        </CentredPage>
    }
}

/// Why the officer is asked again, or why signing in did not work.
#[component]
fn SignInNotice(form: SignIn) -> impl IntoView {
    let over = move || match form.officer.presence().get() {
        Presence::Out(Some(why)) => Some(Words::from(why)),
        Presence::Out(None) | Presence::Asking | Presence::Unheard | Presence::In(_) => None,
    };
    let not_done = say(words::NOT_DONE);
    move || match (form.notice.get(), over()) {
        (Some(notice), _) => view! {
            <Notice kind=NoticeKind::Error title=always(not_done)>
                {say_posted(notice)}
            </Notice>
        }
        .into_any(),
        (None, Some(over)) => view! { <Notice>{say_posted(over)}</Notice> }.into_any(),
        (None, None) => ().into_any(),
    }
}

/// What stands while it is not known who is signed in.
#[component]
pub fn AskingPage(#[prop(into)] unit: Signal<String>, surface: Text) -> impl IntoView {
    let officer = Officer::of_page();
    view! {
        <CentredPage band=move || view! { <EntranceBand unit surface/> }>
            {move || match officer.presence().get() {
                Presence::Unheard => {
                    let offline = say(words::OFFLINE);
                    view! { <Notice kind=NoticeKind::Warn>{offline}</Notice> }.into_any()
                }
                Presence::Asking | Presence::Out(_) | Presence::In(_) => {
                    view! { <Loading/> }.into_any()
                }
            }}
        </CentredPage>
    }
}

/// The band over a page that nobody is signed in at.
#[component]
pub(super) fn EntranceBand(unit: Signal<String>, surface: Text) -> impl IntoView {
    let mode: Mode = expect_context();
    let over = say(surface);
    view! {
        <TopBand unit over=always(over)>
            <LangSwitch on_choose=move |lang| mode.lang.set(lang)/>
        </TopBand>
    }
}
