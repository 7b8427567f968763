//! What is done to a disk, and a disk at rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::image::Image;

/// One thing done to a disk.
#[derive(Debug, Clone)]
pub enum Act {
    /// Bytes go into a file.
    Write {
        /// The file.
        file: usize,
        /// Where.
        offset: usize,
        /// What.
        data: Arc<[u8]>,
    },
    /// A file gets another length.
    SetLen {
        /// The file.
        file: usize,
        /// The length.
        len: usize,
    },
    /// What was written to a file is to be durable.
    Sync {
        /// The file.
        file: usize,
    },
    /// A name changes in the folder.
    Name(Naming),
    /// The names are to be durable.
    SyncFolder,
}

impl Act {
    /// Whether a full disk refuses it.
    pub fn needs_room(&self) -> bool {
        match self {
            Self::Write { .. } | Self::SetLen { .. } | Self::Sync { .. } => true,
            Self::Name(naming) => matches!(naming, Naming::Create { .. }),
            Self::SyncFolder => false,
        }
    }

    /// What it does, without the bytes.
    pub fn shape(&self) -> String {
        match self {
            Self::Write { file, offset, data } => format!("write {file} {offset} {}", data.len()),
            Self::SetLen { .. } | Self::Sync { .. } | Self::Name(_) | Self::SyncFolder => {
                format!("{self:?}")
            }
        }
    }
}

/// A change of a name.
#[derive(Debug, Clone)]
pub enum Naming {
    /// A new file.
    Create {
        /// Its name.
        name: String,
        /// The file.
        file: usize,
    },
    /// Another name, in place of what had it.
    Rename {
        /// The old name.
        from: String,
        /// The new one.
        to: String,
    },
    /// A name goes.
    Remove {
        /// The name.
        name: String,
    },
}

/// A disk at rest: names, and files.
#[derive(Debug, Clone, Default)]
pub struct Platter {
    /// Which file has a name.
    pub names: BTreeMap<String, usize>,
    /// Every file that ever was.
    pub files: Vec<Image>,
}

impl Platter {
    /// Does one thing wholly.
    pub fn apply(&mut self, act: &Act) {
        match act {
            Act::Write { file, offset, data } => self.file(*file).write(*offset, data),
            Act::SetLen { file, len } => self.file(*file).set_len(*len),
            Act::Name(naming) => self.name(naming),
            Act::Sync { .. } | Act::SyncFolder => {}
        }
    }

    /// A file; it is empty before anything was written.
    pub fn file(&mut self, file: usize) -> &mut Image {
        if self.files.len() <= file {
            self.files.resize_with(file + 1, Image::default);
        }
        &mut self.files[file]
    }

    fn name(&mut self, naming: &Naming) {
        match naming {
            Naming::Create { name, file } => {
                self.names.insert(name.clone(), *file);
            }
            Naming::Rename { from, to } => {
                if let Some(file) = self.names.remove(from) {
                    self.names.insert(to.clone(), file);
                }
            }
            Naming::Remove { name } => {
                self.names.remove(name);
            }
        }
    }
}
