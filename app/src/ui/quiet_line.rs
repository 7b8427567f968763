//! A line in the background that helps without asking for attention.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// Says something useful quietly.
#[component]
pub fn QuietLine(
    #[prop(optional, into)] icon: Option<IconName>,
    children: Children,
) -> impl IntoView {
    view! {
        <p class="quiet-line">
            {icon.map(|name| view! { <Icon name/> })}
            <span>{children()}</span>
        </p>
    }
}
