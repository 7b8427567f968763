//! How and where to give feedback, from what the unit has posted.

use leptos::prelude::*;
use shared::catalogue::Unit;
use shared::lang::{Text, Words};
use shared::submission::Surface;
use shared::text::citizen::days;
use shared::text::citizen::feedback as words;

use super::facts::fact;
use super::find::optional;
use super::frame::Screen;
use super::posted::Posted;
use super::visit::Visit;
use crate::ui::{Loading, SummaryList, TextLink, say};

/// Shows every way to speak to the unit.
#[component]
pub fn FeedbackPage() -> impl IntoView {
    let posted = Posted::of_page();
    let ways = move || match posted.with_unit(|index| index.unit.clone()) {
        Some(unit) => view! { <Ways unit/> }.into_any(),
        None => view! { <Loading/> }.into_any(),
    };
    view! {
        <Screen title=say(words::TITLE) lead=optional(words::LEAD)>{ways}</Screen>
    }
}

/// Where the unit is and how to reach it.
#[component]
pub fn Ways(unit: Unit) -> impl IntoView {
    let hours = days::opening_hours(&unit.opening_hours);
    let hours = Words {
        vi: hours.iter().map(|line| line.vi.clone()).collect::<Vec<_>>().join("\n"),
        en: hours.iter().map(|line| line.en.clone()).collect::<Vec<_>>().join("\n"),
    };
    let in_person = Words {
        vi: format!("{}\n{}", unit.name.vi, unit.address.vi),
        en: format!("{}\n{}", unit.name.en, unit.address.en),
    };
    view! {
        <SummaryList>
            {fact(words::IN_PERSON, in_person)}
            {fact(words::HOURS, hours)}
            {reach(words::HOTLINE, "tel:", unit.hotline)}
            {reach(words::PHONE, "tel:", unit.phone)}
            {reach(words::EMAIL, "mailto:", unit.email)}
            {reach(words::PORTAL, "", unit.national_portal)}
        </SummaryList>
    }
}

/// A way that a phone opens at a touch; a kiosk only shows it.
fn reach(label: Text, scheme: &'static str, address: String) -> AnyView {
    match Visit::of_page().surface {
        Surface::Kiosk => fact(label, Words { vi: address.clone(), en: address }).into_any(),
        Surface::Portal => {
            let target: String = if scheme == "tel:" {
                address.chars().filter(char::is_ascii_digit).collect()
            } else {
                address.clone()
            };
            let href = Signal::stored(format!("{scheme}{target}"));
            view! {
                <div class="summary-list__row">
                    <dt class="summary-list__label">{say(label)}</dt>
                    <dd class="summary-list__value"><TextLink href>{address}</TextLink></dd>
                </div>
            }
            .into_any()
        }
    }
}
