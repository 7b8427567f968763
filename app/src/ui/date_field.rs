//! A question answered by a date, in three boxes: day, month, year.

use leptos::prelude::*;

use crate::ui::field::{FieldGroup, LabelStyle, Need};
use crate::ui::text_field::typing;
use crate::ui::words::say;
use shared::lang::Text;
use shared::text::screen;

/// The three boxes as typed; whether they are a date is not decided here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateParts {
    /// Day of the month.
    pub day: String,
    /// Month of the year.
    pub month: String,
    /// Year in four figures.
    pub year: String,
}

/// One of the three boxes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DatePart {
    Day,
    Month,
    Year,
}

impl DatePart {
    fn label(self) -> Text {
        match self {
            Self::Day => screen::DAY,
            Self::Month => screen::MONTH,
            Self::Year => screen::YEAR,
        }
    }

    /// The first box carries the id of the question, so that an error can lead to it.
    fn id(self, id: &str) -> String {
        match self {
            Self::Day => id.to_owned(),
            Self::Month => format!("{id}-month"),
            Self::Year => format!("{id}-year"),
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Day | Self::Month => "text-field date-field__box",
            Self::Year => "text-field date-field__box date-field__box--year",
        }
    }

    fn length_max(self) -> u32 {
        match self {
            Self::Day | Self::Month => 2,
            Self::Year => 4,
        }
    }

    fn read(self, parts: &DateParts) -> String {
        match self {
            Self::Day => parts.day.clone(),
            Self::Month => parts.month.clone(),
            Self::Year => parts.year.clone(),
        }
    }

    fn write(self, mut parts: DateParts, typed: String) -> DateParts {
        match self {
            Self::Day => parts.day = typed,
            Self::Month => parts.month = typed,
            Self::Year => parts.year = typed,
        }
        parts
    }
}

/// Asks for a date. The boxes `id`, `id-month` and `id-year` report every change together.
#[component]
pub fn DateField(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] need: Need,
    #[prop(optional)] label_style: LabelStyle,
    #[prop(into)] value: Signal<DateParts>,
    #[prop(into)] on_input: Callback<DateParts>,
) -> impl IntoView {
    let boxes = [DatePart::Day, DatePart::Month, DatePart::Year]
        .map(|part| view! { <DateBox id=part.id(&id) part error value on_input/> });
    view! {
        <FieldGroup id legend=label hint error need label_style>
            <div class="date-field">{boxes.collect_view()}</div>
        </FieldGroup>
    }
}

#[component]
fn DateBox(
    id: String,
    part: DatePart,
    error: Signal<Option<String>>,
    value: Signal<DateParts>,
    on_input: Callback<DateParts>,
) -> impl IntoView {
    let (input_mode, tell) = typing("numeric", &id);
    view! {
        <div class="date-field__part">
            <label class="date-field__label" for=id.clone()>{say(part.label())}</label>
            <input
                id=id.clone()
                name=id
                class=part.class()
                type="text"
                inputmode=input_mode
                autocomplete="off"
                maxlength=part.length_max()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.with(|parts| part.read(parts))
                on:input=move |event| {
                    on_input.run(part.write(value.get_untracked(), event_target_value(&event)));
                }
                on:focus=move |_| tell()
            />
        </div>
    }
}
