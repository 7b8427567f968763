//! A card and the code on it that is read: what to do, as a drawing.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// Draws the card and the frame around its code; the sentences beside it say the same.
#[component]
pub fn CardReader() -> impl IntoView {
    view! {
        <div class="card-reader" aria-hidden="true">
            <span class="card-reader__face"></span>
            <span class="card-reader__line"></span>
            <span class="card-reader__line"></span>
            <span class="card-reader__line"></span>
            <span class="card-reader__code"><Icon name=IconName::QrCode/></span>
        </div>
    }
}
