//! What happened, what happens now and what comes, from top to bottom.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// Where an entry stands in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Moment {
    /// It happened.
    #[default]
    Done,
    /// It is happening.
    Current,
    /// It is still to come.
    Ahead,
    /// It happened and someone must act on it.
    Trouble,
}

/// Holds [`TimelineEntry`]s in order.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One entry.
#[component]
pub fn TimelineEntry(
    #[prop(optional)] moment: Moment,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] time: Signal<Option<String>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (class, icon) = match moment {
        Moment::Done => ("timeline__entry", Some(IconName::Check)),
        Moment::Current => ("timeline__entry timeline__entry--current", None),
        Moment::Ahead => ("timeline__entry timeline__entry--ahead", None),
        Moment::Trouble => ("timeline__entry timeline__entry--trouble", Some(IconName::Error)),
    };
    let current = (moment == Moment::Current).then_some("step");
    view! {
        <li class=class aria-current=current>
            <span class="timeline__dot">{icon.map(|name| view! { <Icon name/> })}</span>
            <div class="timeline__words">
                <p class="timeline__title">{title}</p>
                {move || time.get().map(|time| view! { <p class="timeline__time">{time}</p> })}
                {children.map(|children| view! { <div class="timeline__body">{children()}</div> })}
            </div>
        </li>
    }
}
