//! Signing in at a counter: who, at which desk, for which series.

use leptos::prelude::*;
use shared::hall::CounterSignIn;
use shared::ids::{CounterId, SeriesCode};
use shared::lang::Lang;
use shared::text::hall::{counter as words, counter_name};
use shared::text::officer as officer_words;

use crate::hall::{Posted, PostedCounter, PostedField};
use crate::officer::sign_in::{SignIn, SignInField, SignInPage};
use crate::ui::{
    Choice, TextButton, TextField, TextKind, Tick, TickGroup, always, say, say_words, screen_lang,
};

/// What is asked beside the name and the password.
#[derive(Clone, Copy)]
struct Desk {
    number: RwSignal<String>,
    series: RwSignal<Vec<String>>,
    is_choosing: RwSignal<bool>,
    posted: Posted,
}

/// The sign-in page of a counter.
#[component]
pub fn Entrance(posted: Posted) -> impl IntoView {
    let form = SignIn::empty();
    let desk = Desk {
        number: RwSignal::new(String::new()),
        series: RwSignal::new(Vec::new()),
        is_choosing: RwSignal::new(false),
        posted,
    };
    let submit = move |()| {
        if !form.is_filled() {
            return;
        }
        match read_number(&desk.number.get_untracked()) {
            Some(counter) => form.send(CounterSignIn {
                name: form.name.get_untracked().trim().to_owned(),
                password: form.password.get_untracked(),
                counter,
                series: desk.series.get_untracked().into_iter().map(SeriesCode).collect(),
            }),
            None => form.refuse(SignInField::Counter, officer_words::COUNTER_MISSING.into()),
        }
    };
    view! {
        <SignInPage
            form
            unit=say_words(move || posted.unit())
            surface=words::TITLE
            lead=officer_words::COUNTER_LEAD
            on_submit=submit
        >
            <TextField
                id=SignInField::Counter.id()
                kind=TextKind::Digits
                label=say(officer_words::COUNTER)
                hint=desk.hint()
                error=form.error(SignInField::Counter)
                length_max=3
                value=desk.number
                on_input=move |typed| desk.choose(typed)
            />
            {move || desk.has_series().then(|| view! { <Series desk/> })}
        </SignInPage>
    }
}

/// The series the counter usually serves, and on request all of them to tick.
#[component]
fn Series(desk: Desk) -> impl IntoView {
    let hint = say(officer_words::SERIES_HINT);
    let lang = screen_lang();
    let usual = Signal::derive(move || desk.named_series(lang.get()));
    move || {
        if desk.is_choosing.get() {
            view! {
                <TickGroup
                    id="sign-in-series"
                    label=say(officer_words::SERIES)
                    hint=always(hint)
                    choices=Signal::derive(move || desk.choices(lang.get()))
                    ticked=desk.series
                    on_tick=move |tick| desk.tick(tick)
                />
            }
            .into_any()
        } else {
            view! {
                <p>
                    {say(officer_words::SERVES)} " " {usual} ". "
                    <TextButton on_press=move |()| desk.is_choosing.set(true)>
                        {say(officer_words::CHOOSE_SERIES)}
                    </TextButton>
                </p>
            }
            .into_any()
        }
    }
}

impl Desk {
    /// Takes a number over, and with it the series that the counter usually serves.
    fn choose(self, typed: String) {
        let usual = self.with_counter(&typed, |counter| {
            counter.series.iter().map(|series| series.0.clone()).collect()
        });
        self.series.set(usual.unwrap_or_default());
        self.number.set(typed);
    }

    fn tick(self, tick: Tick) {
        self.series.update(|series| {
            series.retain(|code| *code != tick.code);
            if tick.is_ticked {
                series.push(tick.code);
            }
        });
    }

    /// The counter by its number and its name, so that a wrong number is seen.
    fn hint(self) -> Signal<Option<String>> {
        let lang = screen_lang();
        Signal::derive(move || {
            let lang = lang.get();
            self.number.with(|number| {
                self.with_counter(number, |counter| {
                    let name = counter_name(counter.number);
                    format!("{} · {}", name.get(lang), counter.name.get(lang))
                })
            })
        })
    }

    fn has_series(self) -> bool {
        self.number.with(|number| self.with_counter(number, |_| ()).is_some())
    }

    /// The series to serve, by letter and name.
    fn named_series(self, lang: Lang) -> String {
        let choices = self.choices(lang);
        let is_chosen = |choice: &&Choice| self.series.with(|series| series.contains(&choice.code));
        let named: Vec<_> = choices.iter().filter(is_chosen).map(|one| one.label.clone()).collect();
        named.join(", ")
    }

    /// Every series of the hall.
    fn choices(self, lang: Lang) -> Vec<Choice> {
        let choice = |field: &PostedField| {
            let label = format!("{} · {}", field.series, field.name.get(lang));
            Choice::new(field.series.0.clone(), label)
        };
        let all = self.posted.read(|index| index.fields.iter().map(choice).collect());
        all.unwrap_or_default()
    }

    fn with_counter<T>(self, typed: &str, read: impl FnOnce(&PostedCounter) -> T) -> Option<T> {
        let number = read_number(typed)?;
        self.posted
            .read(|index| {
                index.unit.counters.iter().find(|counter| counter.number == number).map(read)
            })
            .flatten()
    }
}

fn read_number(typed: &str) -> Option<CounterId> {
    typed.trim().parse().ok().filter(|number| *number > 0).map(CounterId)
}
