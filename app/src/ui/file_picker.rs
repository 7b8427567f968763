//! A paper brought as a photograph or a file.

use leptos::prelude::*;
use leptos::web_sys::{File, HtmlInputElement};
use wasm_bindgen::JsCast;

use crate::ui::field::FieldGroup;
use crate::ui::file_row::{FileRow, PickedFile};
use crate::ui::icon::{Icon, IconName};
use crate::ui::part_id::part_id;
use crate::ui::words::say;
use shared::text::screen;

/// Whether the device can take a photograph.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum FileSource {
    /// A camera and files, as on a phone.
    #[default]
    CameraAndFiles,
    /// Files only.
    Files,
}

/// Takes photographs and files for one paper, shows how far each is, and offers another try.
#[component]
pub fn FilePicker(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] source: FileSource,
    /// Accepted types as an `accept` attribute.
    accept: &'static str,
    #[prop(into)] files: Signal<Vec<PickedFile>>,
    #[prop(into)] on_pick: Callback<Vec<File>>,
    #[prop(into)] on_retry: Callback<String>,
    #[prop(into)] on_remove: Callback<String>,
) -> impl IntoView {
    let camera = match source {
        FileSource::CameraAndFiles => Some(view! {
            <PickButton
                id=part_id("camera")
                icon=IconName::Camera
                accept="image/*"
                capture=Some("environment")
                words=say(screen::TAKE_PHOTO)
                on_pick
            />
        }),
        FileSource::Files => None,
    };
    let first_id = id.clone();
    view! {
        <FieldGroup id legend=label hint error>
            <div class="file-picker">
                <div class="file-picker__ways">
                    {camera}
                    <PickButton
                        id=first_id
                        icon=IconName::Upload
                        accept
                        capture=None
                        words=say(screen::CHOOSE_FILE)
                        on_pick
                    />
                </div>
                <ul class="file-picker__files" aria-live="polite">
                    <For
                        each=move || files.get()
                        key=|file| (file.id.clone(), file.state.clone())
                        let:file
                    >
                        <FileRow file on_retry on_remove/>
                    </For>
                </ul>
            </div>
        </FieldGroup>
    }
}

#[component]
fn PickButton(
    id: String,
    icon: IconName,
    accept: &'static str,
    capture: Option<&'static str>,
    words: Signal<String>,
    on_pick: Callback<Vec<File>>,
) -> impl IntoView {
    let pick = move |event: leptos::ev::Event| {
        let Some(input) =
            event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let picked = files_of(&input);
        input.set_value("");
        if !picked.is_empty() {
            on_pick.run(picked);
        }
    };
    let for_id = id.clone();
    view! {
        <label class="file-picker__way" for=for_id>
            <input
                class="file-picker__control"
                type="file"
                id=id
                accept=accept
                capture=capture
                multiple=capture.is_none()
                on:change=pick
            />
            <Icon name=icon/>
            <span>{words}</span>
        </label>
    }
}

fn files_of(input: &HtmlInputElement) -> Vec<File> {
    let Some(list) = input.files() else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}
