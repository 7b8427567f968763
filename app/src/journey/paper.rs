//! How each paper of an application comes: attached, on paper, or not at all.

use shared::catalogue::Component;
use shared::ids::FileId;
use shared::submission::{Brought, Paper};

use super::file::{AttachedFile, Transfer};

/// How a paper comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As files.
    Attach,
    /// To the counter.
    OnPaper,
    /// Not at all, where the procedure allows it.
    Without,
}

impl Way {
    /// Every way, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Attach, Self::OnPaper, Self::Without];

    /// The value of the choice.
    pub fn code(self) -> &'static str {
        match self {
            Self::Attach => "attach",
            Self::OnPaper => "on-paper",
            Self::Without => "without",
        }
    }

    /// Reads the value of a choice.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// One paper of the draft.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PaperDraft {
    /// How it comes, once that was said.
    pub way: Option<Way>,
    /// Its files; they stay when another way is tried.
    pub files: Vec<AttachedFile>,
}

/// What keeps a paper from being ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperTrouble {
    /// Nobody said how it comes.
    NotSaid,
    /// It is to be attached, and nothing is.
    NoFile,
    /// A file is on its way.
    Sending,
    /// A file did not arrive.
    FileFailed,
}

impl PaperDraft {
    /// Says what keeps it from being ready.
    pub fn trouble(&self, component: &Component) -> Option<PaperTrouble> {
        match self.way {
            None if component.required => Some(PaperTrouble::NotSaid),
            None | Some(Way::OnPaper) => None,
            Some(Way::Without) => component.required.then_some(PaperTrouble::NotSaid),
            Some(Way::Attach) => self.file_trouble(),
        }
    }

    fn file_trouble(&self) -> Option<PaperTrouble> {
        if self.files.is_empty() {
            return Some(PaperTrouble::NoFile);
        }
        self.files.iter().find_map(|file| match file.transfer {
            Transfer::Waiting | Transfer::Sending { .. } => Some(PaperTrouble::Sending),
            Transfer::Failed(_) => Some(PaperTrouble::FileFailed),
            Transfer::Kept => None,
        })
    }

    /// The paper as it is sent; none when it does not come.
    pub fn paper(&self, component: &Component) -> Option<Paper> {
        let brought = match self.way? {
            Way::OnPaper => Brought::OnPaper,
            Way::Attach => Brought::Attached { files: self.kept() },
            Way::Without => return None,
        };
        Some(Paper { component: component.code.clone(), brought })
    }

    fn kept(&self) -> Vec<FileId> {
        let is_kept = |file: &&AttachedFile| file.transfer == Transfer::Kept;
        self.files.iter().filter(is_kept).map(|file| file.id).collect()
    }
}
