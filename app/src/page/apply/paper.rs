//! How one paper comes: attached, on paper, or not at all where that is allowed.

use leptos::prelude::*;
use shared::catalogue::Component;
use shared::ids::{ComponentCode, FileId};
use shared::submission::Surface;
use shared::text::citizen::application as words;
use shared::text::citizen::file as file_words;

use super::super::facts::paper_detail;
use super::super::frame::Screen;
use super::super::visit::Visit;
use super::upload;
use super::{ContinueButton, Troubles};
use crate::journey::draft::paper_control;
use crate::journey::file::{AttachedFile, FileTrouble, Transfer};
use crate::journey::paper::Way;
use crate::journey::step::Step;
use crate::ui::{
    Choice, ChoiceGroup, FilePicker, FileSource, FileState, LabelStyle, PickedFile, always, say,
    say_posted, screen_lang,
};
use shared::lang::{Lang, Text};

const ACCEPT: &str = "image/jpeg,image/png,application/pdf";

#[component]
pub fn PaperPage(code: ComponentCode) -> impl IntoView {
    let visit = Visit::of_page();
    let step = Step::Paper(code.clone());
    let (component, part) = visit.draft.with_untracked(|draft| {
        let draft = draft.as_ref();
        let component = draft.and_then(|draft| draft.procedure.component(&code).cloned());
        (component, draft.and_then(|draft| draft.part_of(&step)))
    });
    let Some(component) = component else { return ().into_any() };
    let name = component.name.clone();
    let name = say_posted(name);
    let lead = always(name);
    let is_attached = {
        let code = code.clone();
        Memo::new(move |_| visit.read_draft(|draft| draft.paper(&code).way == Some(Way::Attach)))
    };
    let files = move || is_attached.get().then(|| view! { <Files code=code.clone()/> });
    view! {
        <Screen
            title=say(words::HOW_PAPER)
            lead
            part
            act=move || view! { <ContinueButton step/> }
        >
            <Troubles/>
            <Ways component/>
            {files}
        </Screen>
    }
    .into_any()
}

#[component]
fn Ways(component: Component) -> impl IntoView {
    let visit = Visit::of_page();
    let lang = screen_lang();
    let code = component.code.clone();
    let detail = paper_detail(&component);
    let control = paper_control(&code);
    let is_required = component.required;
    let choices = Signal::derive(move || {
        let offered = Way::ALL.into_iter().filter(|way| !is_required || *way != Way::Without);
        offered
            .map(|way| Choice::new(way.code(), way_words(way).get(lang.get())))
            .collect::<Vec<_>>()
    });
    let chosen = {
        let code = code.clone();
        Signal::derive(move || {
            let way = visit.read_draft(|draft| draft.paper(&code).way);
            way.map(|way| way.code().to_owned())
        })
    };
    let choose = move |value: String| {
        let code = code.clone();
        visit.edit_draft(|draft| {
            draft.papers.entry(code).or_default().way = Way::of(&value);
            draft.troubles.clear();
        });
    };
    let own = control.clone();
    let error = Signal::derive(move || {
        let troubles = visit.read_draft(|draft| draft.troubles.clone());
        let trouble = troubles.into_iter().find(|trouble| trouble.control == own);
        trouble.map(|trouble| trouble.words.get(lang.get()).to_owned())
    });
    view! {
        <ChoiceGroup
            id=control
            label=say(words::HOW_PAPER)
            label_style=LabelStyle::Heard
            hint=detail
            error
            choices
            chosen
            on_choose=choose
        />
    }
}

fn way_words(way: Way) -> Text {
    match way {
        Way::Attach => words::ATTACH,
        Way::OnPaper => words::BRING_ON_PAPER,
        Way::Without => words::WITHOUT_PAPER,
    }
}

#[component]
fn Files(code: ComponentCode) -> impl IntoView {
    let visit = Visit::of_page();
    let lang = screen_lang();
    let source = match visit.surface {
        Surface::Kiosk => FileSource::Files,
        Surface::Portal => FileSource::CameraAndFiles,
    };
    let files = {
        let code = code.clone();
        Signal::derive(move || {
            let files = visit.read_draft(|draft| draft.paper(&code).files);
            files.iter().map(|file| picked(file, lang.get())).collect::<Vec<_>>()
        })
    };
    let hint = super::super::find::optional(words::FILES_HINT);
    let id = format!("file-{code}");
    let own = code.clone();
    let pick = move |chosen: Vec<leptos::web_sys::File>| {
        for file in chosen {
            upload::add(visit, &own, file);
        }
    };
    view! {
        <FilePicker
            id
            label=say(words::FILES)
            hint
            source
            accept=ACCEPT
            files
            on_pick=pick
            on_retry=move |id: String| with_id(&id, |id| upload::again(visit, id))
            on_remove=move |id: String| with_id(&id, |id| upload::remove(visit, &code, id))
        />
    }
}

fn with_id(id: &str, act: impl FnOnce(FileId)) {
    if let Ok(id) = id.parse() {
        act(id);
    }
}

fn picked(file: &AttachedFile, lang: Lang) -> PickedFile {
    PickedFile {
        id: file.id.to_string(),
        name: file.name.clone(),
        size: file_words::size(file.bytes).get(lang).to_owned(),
        state: match &file.transfer {
            Transfer::Waiting => FileState::Waiting,
            Transfer::Sending { percent } => FileState::Sending { percent: *percent },
            Transfer::Kept => FileState::Kept,
            Transfer::Failed(trouble) => {
                let reason = trouble_words(trouble, lang);
                if trouble.can_be_retried() {
                    FileState::Failed { reason }
                } else {
                    FileState::Unusable { reason }
                }
            }
        },
    }
}

fn trouble_words(trouble: &FileTrouble, lang: Lang) -> String {
    let text = match trouble {
        FileTrouble::Empty => file_words::EMPTY,
        FileTrouble::TooLarge => file_words::TOO_LARGE,
        FileTrouble::WrongType => file_words::WRONG_TYPE,
        FileTrouble::Unreadable => file_words::UNREADABLE,
        FileTrouble::Offline => file_words::OFFLINE,
        FileTrouble::TooMany => file_words::TOO_MANY,
        FileTrouble::Refused(words) => return words.get(lang).to_owned(),
    };
    text.get(lang).to_owned()
}
