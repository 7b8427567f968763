//! Asking where an application is, with the two codes of its slip.

use leptos::prelude::*;
use shared::submission::{FollowUp, SlipCode, SubmissionView};
use shared::text::citizen::follow_up as words;

use super::dialogue::words_of;
use super::find::optional;
use super::frame::Screen;
use super::submission::Standing;
use crate::api::{self, ApiError};
use crate::ui::{
    Button, ButtonKind, ButtonWidth, ErrorSummary, FieldError, Notice, NoticeKind, TextField,
    TextKind, say, say_posted,
};
use shared::lang::Text;

const CODE: &str = "slip-code-typed";
const SECRET: &str = "secret-typed";

/// What is typed, what is wrong with it, and what was found.
#[derive(Clone, Copy)]
struct LookUp {
    code: RwSignal<String>,
    secret: RwSignal<String>,
    wrong: RwSignal<Vec<(&'static str, Text)>>,
    is_asking: RwSignal<bool>,
    found: RwSignal<Option<Result<SubmissionView, ApiError>>>,
}

/// Asks for both codes and shows the standing.
#[component]
pub fn FollowUpPage(code: Option<SlipCode>) -> impl IntoView {
    let look_up = LookUp {
        code: RwSignal::new(code.map(|code| code.0).unwrap_or_default()),
        secret: RwSignal::new(String::new()),
        wrong: RwSignal::new(Vec::new()),
        is_asking: RwSignal::new(false),
        found: RwSignal::new(None),
    };
    move || match look_up.found.get() {
        Some(Ok(found)) => view! { <Found found look_up/> }.into_any(),
        Some(Err(_)) | None => view! { <Ask look_up/> }.into_any(),
    }
}

#[component]
fn Ask(look_up: LookUp) -> impl IntoView {
    let LookUp { code, secret, wrong, is_asking, found } = look_up;
    let failure = found.with_untracked(|found| {
        found.as_ref().and_then(|found| found.as_ref().err().map(words_of))
    });
    let failure = failure.map(|sentence| {
        view! { <Notice kind=NoticeKind::Warn>{say_posted(sentence)}</Notice> }
    });
    let errors = Signal::derive(move || {
        let line = |(id, text): &(&str, Text)| FieldError {
            id: (*id).to_owned(),
            message: say(*text).get(),
        };
        wrong.with(|wrong| wrong.iter().map(line).collect::<Vec<_>>())
    });
    let act = move || {
        view! {
            <Button
                width=ButtonWidth::Full
                busy=is_asking
                on_press=move |()| ask(look_up)
                attr:data-testid="continue"
            >
                {say(words::ASK)}
            </Button>
        }
    };
    view! {
        <Screen
            title=say(words::TITLE)
            lead=optional(words::LEAD)
            act
            on_enter=Callback::new(move |()| ask(look_up))
        >
            <ErrorSummary errors/>
            {failure}
            <TextField
                id=CODE
                kind=TextKind::Code
                label=say(words::CODE)
                hint=optional(words::CODE_HINT)
                error=error_of(wrong, CODE)
                length_max=9_u32
                value=code
                on_input=move |typed| code.set(typed)
            />
            <TextField
                id=SECRET
                kind=TextKind::Digits
                label=say(words::SECRET)
                hint=optional(words::SECRET_HINT)
                error=error_of(wrong, SECRET)
                length_max=12_u32
                value=secret
                on_input=move |typed| secret.set(typed)
            />
        </Screen>
    }
}

fn error_of(
    wrong: RwSignal<Vec<(&'static str, Text)>>,
    id: &'static str,
) -> Signal<Option<String>> {
    let lang = crate::ui::screen_lang();
    Signal::derive(move || {
        let own = wrong.with(|wrong| wrong.iter().find(|(one, _)| *one == id).copied());
        own.map(|(_, text)| text.get(lang.get()).to_owned())
    })
}

fn ask(look_up: LookUp) {
    let LookUp { code, secret, wrong, is_asking, found } = look_up;
    let slip_code = SlipCode::read(&code.get_untracked());
    let typed_secret = secret.get_untracked().split_whitespace().collect::<String>();
    let mut problems = Vec::new();
    if slip_code.is_none() {
        problems.push((CODE, words::ENTER_CODE));
    }
    if typed_secret.is_empty() {
        problems.push((SECRET, words::ENTER_SECRET));
    }
    let is_ready = problems.is_empty();
    wrong.set(problems);
    let Some(slip_code) = slip_code.filter(|_| is_ready && !is_asking.get_untracked()) else {
        return;
    };
    is_asking.set(true);
    leptos::task::spawn_local(async move {
        let question = FollowUp { slip_code: slip_code.0, secret: typed_secret };
        let answer = api::post::<_, SubmissionView>("/api/follow-ups", &question).await;
        // The person may have left while the question was on its way.
        let _ = is_asking.try_set(false);
        let _ = found.try_set(Some(answer));
    });
}

#[component]
fn Found(found: SubmissionView, look_up: LookUp) -> impl IntoView {
    let again = move |()| {
        look_up.code.set(String::new());
        look_up.secret.set(String::new());
        look_up.found.set(None);
    };
    let act = move || {
        view! {
            <Button kind=ButtonKind::Second width=ButtonWidth::Full on_press=again>
                {say(words::ANOTHER)}
            </Button>
        }
    };
    view! {
        <Screen title=say(words::FOUND) act>
            <Standing found/>
        </Screen>
    }
}
