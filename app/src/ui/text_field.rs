//! A question answered by typing.

use leptos::prelude::*;

use crate::ui::field::{Field, LabelStyle, Need, described_by};

/// What is typed, which chooses the phone's keyboard, the help of the browser and the width.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Words.
    #[default]
    Words,
    /// Several lines.
    Lines,
    /// A full name, in one field.
    Name,
    /// A telephone number.
    Phone,
    /// Figures that are no amount, such as an identity number.
    Digits,
    /// An amount.
    Amount,
    /// An e-mail address.
    Email,
    /// A code printed on paper, in capitals.
    Code,
    /// A name to sign in with.
    Account,
    /// A password that exists.
    Password,
    /// A password being chosen.
    NewPassword,
}

/// How a control of this kind is built.
struct Build {
    class: &'static str,
    input_type: &'static str,
    input_mode: &'static str,
    autocomplete: &'static str,
}

impl TextKind {
    fn build(self) -> Build {
        let (class, input_type, input_mode, autocomplete) = match self {
            Self::Words | Self::Lines => ("text-field", "text", "text", "off"),
            Self::Name => ("text-field", "text", "text", "name"),
            Self::Phone => ("text-field text-field--short", "tel", "tel", "tel"),
            Self::Digits => ("text-field text-field--short", "text", "numeric", "off"),
            Self::Amount => ("text-field text-field--short", "text", "numeric", "off"),
            Self::Email => ("text-field", "email", "email", "email"),
            Self::Code => ("text-field text-field--code", "text", "text", "off"),
            Self::Account => ("text-field", "text", "text", "username"),
            Self::Password => ("text-field", "password", "text", "current-password"),
            Self::NewPassword => ("text-field", "password", "text", "new-password"),
        };
        Build { class, input_type, input_mode, autocomplete }
    }
}

/// Where typing happens on glass: the surface draws the keyboard, so the device keeps its own away.
#[derive(Clone, Copy)]
pub struct GlassTyping {
    /// Hears the id of the control that the keyboard now writes into.
    pub on_focus: Callback<String>,
}

/// Tells every field below that a drawn keyboard writes into it.
pub fn provide_glass_typing(on_focus: Callback<String>) {
    provide_context(GlassTyping { on_focus });
}

/// The `inputmode` of a control, and whom to tell when it takes the focus.
pub(crate) fn typing(input_mode: &'static str, id: &str) -> (&'static str, impl Fn() + use<>) {
    let glass = use_context::<GlassTyping>();
    let id = id.to_owned();
    let tell = move || {
        if let Some(glass) = glass {
            glass.on_focus.run(id.clone());
        }
    };
    (if glass.is_some() { "none" } else { input_mode }, tell)
}

/// Asks for text. It reports every change and validates nothing.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(optional)] kind: TextKind,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] need: Need,
    #[prop(optional)] label_style: LabelStyle,
    #[prop(optional)] length_max: Option<u32>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
) -> impl IntoView {
    let control = match kind {
        TextKind::Lines => {
            Lines(LinesProps { id: id.clone(), hint, error, need, length_max, value, on_input })
                .into_any()
        }
        TextKind::Words
        | TextKind::Name
        | TextKind::Phone
        | TextKind::Digits
        | TextKind::Amount
        | TextKind::Email
        | TextKind::Code
        | TextKind::Account
        | TextKind::Password
        | TextKind::NewPassword => {
            let id = id.clone();
            view! { <Line id kind hint error need length_max value on_input/> }.into_any()
        }
    };
    view! {
        <Field id label hint error need label_style>{control}</Field>
    }
}

#[component]
fn Line(
    id: String,
    kind: TextKind,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
    need: Need,
    length_max: Option<u32>,
    value: Signal<String>,
    on_input: Callback<String>,
) -> impl IntoView {
    let build = kind.build();
    let (input_mode, tell) = typing(build.input_mode, &id);
    let described_by = described_by(&id, hint, error);
    view! {
        <input
            id=id.clone()
            data-testid=id.clone()
            name=id
            class=build.class
            type=build.input_type
            inputmode=input_mode
            autocomplete=build.autocomplete
            spellcheck="false"
            maxlength=length_max
            aria-required=(need == Need::Required).then_some("true")
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=described_by
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            on:focus=move |_| tell()
        />
    }
}

#[component]
fn Lines(
    id: String,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
    need: Need,
    length_max: Option<u32>,
    value: Signal<String>,
    on_input: Callback<String>,
) -> impl IntoView {
    let (input_mode, tell) = typing("text", &id);
    let described_by = described_by(&id, hint, error);
    view! {
        <textarea
            id=id.clone()
            data-testid=id.clone()
            name=id
            class="text-field text-field--lines"
            rows="4"
            inputmode=input_mode
            autocomplete="off"
            maxlength=length_max
            aria-required=(need == Need::Required).then_some("true")
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=described_by
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            on:focus=move |_| tell()
        ></textarea>
    }
}
