//! Signing in at the office.

use leptos::prelude::*;
use shared::office::OfficeSignIn;
use shared::text::office as words;
use shared::text::officer as officer_words;

use crate::officer::sign_in::{SignIn, SignInPage};

/// The sign-in page of the office.
#[component]
pub fn Entrance(unit: Signal<String>) -> impl IntoView {
    let form = SignIn::empty();
    let submit = move |()| {
        if form.is_filled() {
            form.send(OfficeSignIn {
                name: form.name.get_untracked().trim().to_owned(),
                password: form.password.get_untracked(),
            });
        }
    };
    view! {
        <SignInPage
            form
            unit
            surface=words::TITLE
            lead=officer_words::OFFICE_LEAD
            on_submit=submit
        />
    }
}
