//! The field that has the keyboard: reading around its caret, and writing as a person would.

use leptos::prelude::document;
use leptos::web_sys::{
    Event, EventInit, HtmlElement, HtmlInputElement, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use wasm_bindgen::JsCast;

use super::layout::Script;

/// A field of the page in view.
pub struct Field {
    id: String,
    control: Control,
}

enum Control {
    Line(HtmlInputElement),
    Lines(HtmlTextAreaElement),
}

impl Field {
    /// Finds the field with this id.
    pub fn of(id: &str) -> Option<Self> {
        let element = document().get_element_by_id(id)?;
        let control = match element.dyn_into::<HtmlInputElement>() {
            Ok(line) => Control::Line(line),
            Err(other) => Control::Lines(other.dyn_into().ok()?),
        };
        Some(Self { id: id.to_owned(), control })
    }

    /// Whether some field has the focus.
    pub fn has_focus() -> bool {
        let active = document().active_element();
        active.is_some_and(|active| {
            active.has_type::<HtmlTextAreaElement>()
                || active.dyn_ref::<HtmlInputElement>().is_some_and(is_written_into)
        })
    }

    /// Moves the page so that the field is in view.
    pub fn bring_into_view(&self) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        self.element().scroll_into_view_with_scroll_into_view_options(&options);
    }

    /// What is written into it, told from how the field is built.
    pub fn script(&self) -> Script {
        let Control::Line(line) = &self.control else { return Script::Vietnamese };
        let classes = line.class_list();
        let is = |class| classes.contains(class);
        match line.type_().as_str() {
            "email" => Script::Plain,
            "tel" => Script::Figures,
            _ if is("text-field--code") => Script::Code,
            _ if is("text-field--short") || is("date-field__box") => Script::Figures,
            _ if line.autocomplete() == "name" => Script::Name,
            _ => Script::Vietnamese,
        }
    }

    /// All that stands in it.
    pub fn text(&self) -> String {
        match &self.control {
            Control::Line(line) => line.value(),
            Control::Lines(lines) => lines.value(),
        }
    }

    /// The text before and after the caret; what is selected is left out, as typing replaces it.
    pub fn around_caret(&self) -> (String, String) {
        let text = self.text();
        let (start, end) = match &self.control {
            Control::Line(line) => (line.selection_start(), line.selection_end()),
            Control::Lines(lines) => (lines.selection_start(), lines.selection_end()),
        };
        let units: Vec<u16> = text.encode_utf16().collect();
        let at = |place: Option<u32>| {
            place.map_or(units.len(), |place| (place as usize).min(units.len()))
        };
        // A mailbox field does not tell its caret; people then write at its end.
        let start = at(start.ok().flatten());
        let end = at(end.ok().flatten()).max(start);
        (String::from_utf16_lossy(&units[..start]), String::from_utf16_lossy(&units[end..]))
    }

    /// Writes the text and sets the caret after `before`, as if it had been typed.
    pub fn write(&self, before: &str, after: &str) {
        let text = format!("{before}{after}");
        let limit = self.length_max();
        if limit.is_some_and(|limit| text.encode_utf16().count() > limit) {
            return;
        }
        let caret = u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX);
        match &self.control {
            Control::Line(line) => {
                line.set_value(&text);
                // Fields that do not tell their caret do not take one either.
                let _ = line.set_selection_range(caret, caret);
            }
            Control::Lines(lines) => {
                lines.set_value(&text);
                let _ = lines.set_selection_range(caret, caret);
            }
        }
        self.tell();
    }

    /// Takes the focus away, so that a touch opens the keyboard again.
    pub fn leave(&self) {
        // A field that cannot lose the focus has none.
        let _ = self.element().blur();
    }

    /// The id of the next box of a date.
    pub fn next_in_group(&self) -> Option<String> {
        let next = match self.id.strip_suffix("-month") {
            Some(stem) => format!("{stem}-year"),
            None => format!("{}-month", self.id),
        };
        document().get_element_by_id(&next).map(|_| next)
    }

    fn length_max(&self) -> Option<usize> {
        let limit = match &self.control {
            Control::Line(line) => line.max_length(),
            Control::Lines(lines) => lines.max_length(),
        };
        usize::try_from(limit).ok()
    }

    fn tell(&self) {
        let options = EventInit::new();
        options.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
            // Listeners that refuse an input event do not exist.
            let _ = self.element().dispatch_event(&event);
        }
    }

    fn element(&self) -> &HtmlElement {
        match &self.control {
            Control::Line(line) => line,
            Control::Lines(lines) => lines,
        }
    }
}

/// Boxes to tick and files to choose are inputs too, but nothing is written into them.
fn is_written_into(input: &HtmlInputElement) -> bool {
    !matches!(input.type_().as_str(), "radio" | "checkbox" | "file" | "button" | "submit")
}
