//! What stands where nothing is yet, on purpose.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// Says that there is nothing, and below it what can be done.
#[component]
pub fn Empty(
    icon: IconName,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty__icon"><Icon name=icon/></span>
            <p class="empty__title">{title}</p>
            {children.map(|children| view! { <div class="empty__body">{children()}</div> })}
        </div>
    }
}
