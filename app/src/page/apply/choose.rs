//! Choosing one option: a short list to touch, a long one to search, and the parts of a place.

use leptos::prelude::*;
use shared::fold::fold;
use shared::form::{Address, AddressExtent, ChoiceOption, Options};
use shared::lang::Lang;
use shared::text::citizen::application as words;
use shared::text::form as form_words;

use super::question::Asked;
use crate::journey::entry::Entry;
use crate::ui::{
    Choice, ChoiceGroup, LabelStyle, SearchBox, TextField, TextKind, say, screen_lang,
};

/// More options than these are searched.
const IN_VIEW_MAX: usize = 6;

/// The options as they are drawn.
pub(super) fn options_signal(options: Vec<ChoiceOption>) -> Signal<Vec<Choice>> {
    let lang = screen_lang();
    Signal::derive(move || options.iter().map(|option| choice(option, lang.get())).collect())
}

fn choice(option: &ChoiceOption, lang: Lang) -> Choice {
    Choice {
        code: option.value.clone(),
        label: option.label.get(lang).to_owned(),
        hint: option.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
    }
}

/// One option of a question.
#[component]
pub fn OptionField(asked: Asked, options: Options) -> impl IntoView {
    let Asked { entry, on_entry, .. } = asked;
    let chosen = Signal::derive(move || match entry.get() {
        Entry::Choice(value) => Some(value).filter(|value| !value.is_empty()),
        Entry::Text(_) | Entry::Date(_) | Entry::Ticks(_) | Entry::Address(_) => None,
    });
    let choose = Callback::new(move |value| on_entry.run(Entry::Choice(value)));
    view! { <Pick asked options=options.options chosen on_choose=choose/> }
}

/// A list of options; a long one shows the chosen and what fits the search.
#[component]
fn Pick(
    asked: Asked,
    options: Vec<ChoiceOption>,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let Asked { id, label, hint, error, need, label_style, .. } = asked;
    let is_long = options.len() > IN_VIEW_MAX;
    let typed = RwSignal::new(String::new());
    let lang = screen_lang();
    let search = is_long.then(|| {
        view! {
            <SearchBox
                id=format!("{id}-search")
                label=say(words::SEARCH_OPTIONS)
                example=say(words::SEARCH_OPTIONS)
                value=typed
                on_input=move |text| typed.set(text)
            />
        }
    });
    let choices = Signal::derive(move || {
        let lang = lang.get();
        let shown =
            chosen.with(|chosen| typed.with(|typed| in_view(&options, typed, chosen.as_deref())));
        shown.into_iter().map(|option| choice(option, lang)).collect::<Vec<_>>()
    });
    let more = is_long.then(|| {
        let text = move || {
            let is_empty = choices.with(Vec::is_empty);
            if is_empty { words::NO_OPTION } else { words::MORE_OPTIONS }.get(lang.get())
        };
        view! { <p class="field__hint">{text}</p> }
    });
    view! {
        {search}
        <ChoiceGroup id label hint error need label_style choices chosen on_choose/>
        {more}
    }
}

/// The options to show: all of a short list, else the first that fit, the chosen one in any case.
fn in_view<'a>(
    options: &'a [ChoiceOption],
    typed: &str,
    chosen: Option<&str>,
) -> Vec<&'a ChoiceOption> {
    if options.len() <= IN_VIEW_MAX {
        return options.iter().collect();
    }
    let wanted = fold(typed);
    let fits = |option: &&ChoiceOption| {
        wanted.is_empty()
            || [&option.label.vi, &option.label.en].iter().any(|name| begins(name, &wanted))
    };
    let own = |option: &&ChoiceOption| Some(option.value.as_str()) == chosen;
    let first = options.iter().filter(|option| own(option) && wanted.is_empty());
    let rest = options.iter().filter(fits).filter(|option| !(own(option) && wanted.is_empty()));
    first.chain(rest).take(IN_VIEW_MAX).collect()
}

/// Says whether the name, or one of its words, begins like this.
fn begins(name: &str, wanted: &str) -> bool {
    let name = fold(name);
    name.match_indices(wanted).any(|(at, _)| at == 0 || name[..at].ends_with([' ', '-', '(']))
}

/// The parts of a place, largest first so that each narrows the one after.
#[component]
pub fn AddressFields(asked: Asked, extent: AddressExtent, provinces: Options) -> impl IntoView {
    let Asked { ref id, error, need, entry, on_entry, .. } = asked;
    let place = move || match entry.get() {
        Entry::Address(place) => place,
        Entry::Text(_) | Entry::Date(_) | Entry::Choice(_) | Entry::Ticks(_) => Address::default(),
    };
    let province = Signal::derive(move || Some(place().province).filter(|one| !one.is_empty()));
    let choose = Callback::new(move |province| {
        on_entry.run(Entry::Address(Address { province, ..untrack(place) }));
    });
    let commune = view! {
        <TextField
            id=format!("{id}-commune")
            label=say(form_words::COMMUNE)
            need
            value=Signal::derive(move || place().commune)
            on_input=move |commune| {
                on_entry.run(Entry::Address(Address { commune, ..untrack(place) }));
            }
        />
    };
    let detail = matches!(extent, AddressExtent::House).then(|| {
        view! {
            <TextField
                id=format!("{id}-detail")
                kind=TextKind::Words
                label=say(form_words::DETAIL)
                need
                value=Signal::derive(move || place().detail)
                on_input=move |detail| {
                    on_entry.run(Entry::Address(Address { detail, ..untrack(place) }));
                }
            />
        }
    });
    let whole = asked.label_style == LabelStyle::Label;
    let heading = whole.then(|| view! { <p class="field__label">{asked.label}</p> });
    let label = say(form_words::PROVINCE);
    let province_asked = Asked { label, label_style: LabelStyle::Label, error, ..asked.clone() };
    view! {
        {heading}
        <Pick
            asked=province_asked
            options=provinces.options
            chosen=province
            on_choose=choose
        />
        {commune}
        {detail}
    }
}
