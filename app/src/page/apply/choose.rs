//! Choosing one option: a short list to touch, a long one to search, and the parts of a place.

use leptos::prelude::*;
use shared::fold::fold;
use shared::form::{Address, AddressExtent, ChoiceOption, Options};
use shared::lang::{Lang, Words};
use shared::text::citizen::application as words;
use shared::text::form as form_words;
use shared::text::screen;

use super::question::Asked;
use crate::journey::entry::Entry;
use crate::ui::{
    Choice, ChoiceGroup, FieldGroup, LabelStyle, SearchBox, TextButton, TextField, TextKind, say,
    say_words, screen_lang,
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

/// A list of options; a long one shows the chosen, or what fits the search.
#[component]
fn Pick(
    asked: Asked,
    options: Vec<ChoiceOption>,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let Asked { id, label, hint, error, need, label_style, .. } = asked;
    if options.len() <= IN_VIEW_MAX {
        let choices = options_signal(options);
        return view! {
            <ChoiceGroup id label hint error need label_style choices chosen on_choose/>
        }
        .into_any();
    }
    let is_searching = RwSignal::new(chosen.with_untracked(Option::is_none));
    let choose = Callback::new(move |value| {
        on_choose.run(value);
        is_searching.set(false);
    });
    let options = StoredValue::new(options);
    let inside = {
        let id = id.clone();
        move || {
            let id = id.clone();
            if is_searching.get() {
                view! { <SearchOptions id label options chosen on_choose=choose/> }.into_any()
            } else {
                let change = move |()| is_searching.set(true);
                view! { <ChosenOption id options chosen on_change=change/> }.into_any()
            }
        }
    };
    view! { <FieldGroup id legend=label hint error need label_style>{inside}</FieldGroup> }
        .into_any()
}

/// The options that fit what is typed, a few at a time.
#[component]
fn SearchOptions(
    id: String,
    label: Signal<String>,
    options: StoredValue<Vec<ChoiceOption>>,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let lang = screen_lang();
    let typed = RwSignal::new(String::new());
    let choices = Memo::new(move |_| {
        let lang = lang.get();
        let shown = |all: &Vec<ChoiceOption>| {
            let fitting = typed.with(|typed| fitting(all, typed));
            fitting.into_iter().map(|option| choice(option, lang)).collect::<Vec<_>>()
        };
        options.with_value(shown)
    });
    let more = move || {
        let is_empty = choices.with(Vec::is_empty);
        if is_empty { words::NO_OPTION } else { words::MORE_OPTIONS }.get(lang.get())
    };
    let search_id = format!("{id}-search");
    view! {
        <SearchBox
            id=search_id
            label=say(words::SEARCH_OPTIONS)
            example=say(words::SEARCH_OPTIONS)
            value=typed
            on_input=move |text| typed.set(text)
        />
        <ChoiceGroup id label label_style=LabelStyle::Heard choices chosen on_choose/>
        <p class="field__hint">{more}</p>
    }
}

/// The option that was chosen, and a way to choose another.
#[component]
fn ChosenOption(
    id: String,
    options: StoredValue<Vec<ChoiceOption>>,
    chosen: Signal<Option<String>>,
    #[prop(into)] on_change: Callback<()>,
) -> impl IntoView {
    let label = say_words(move || {
        let value = chosen.get().unwrap_or_default();
        options.with_value(|all| {
            let found = all.iter().find(|option| option.value == value);
            found.map_or(Words { vi: String::new(), en: String::new() }, |one| one.label.clone())
        })
    });
    view! {
        <p class="chosen-option" id=id tabindex="-1">
            <span class="chosen-option__label">{label}</span>
            <TextButton on_press=on_change>{say(screen::CHANGE)}</TextButton>
        </p>
    }
}

/// The first options that fit what is typed.
fn fitting<'a>(options: &'a [ChoiceOption], typed: &str) -> Vec<&'a ChoiceOption> {
    let wanted = fold(typed);
    let fits = |option: &&ChoiceOption| {
        wanted.is_empty()
            || [&option.label.vi, &option.label.en].iter().any(|name| begins(name, &wanted))
    };
    options.iter().filter(fits).take(IN_VIEW_MAX).collect()
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
