//! What all runs share: the posted catalogue, forms that are filled in, the centre's keys.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use central::intake::Keys;
use kiosk::clock::{Clock, TurnedClock};
use kiosk::store::{Opening, Saving, Store, StoreError, StoreOptions};
use shared::catalogue::Catalogue;
use shared::ids::{FileId, HallId};
use shared::intake::Enrolment;
use shared::submission::{Application, Surface};
use uuid::Uuid;

use super::plan::Errand;
use crate::forms::{self, Papers};
use crate::posted::{self, BIRTH, COPIES};
use crate::power_cut::disk::Disk;
use crate::sample_file;

/// Longer than any run takes: a database is never saved by the clock of the machine.
const NEVER: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

/// What all runs share.
pub struct Premises {
    /// What is received.
    pub catalogue: Arc<Catalogue>,
    /// The centre's keys.
    pub keys: Keys,
    forms: Vec<(Vec<u8>, Application)>,
}

/// What a citizen hands in.
pub struct HandedIn {
    /// The files, under their names.
    pub files: Vec<(FileId, Vec<u8>)>,
    /// The bytes of the application.
    pub request: Vec<u8>,
    /// What they say.
    pub application: Application,
}

impl Premises {
    /// Reads the catalogue and fills in some forms.
    pub fn furnish() -> Self {
        let catalogue = posted::read(&posted::folder());
        let forms = (0..16).map(|n| written(form(&catalogue, n, &Papers::OnPaper))).collect();
        let keys = Keys::from_seeds(&[9; 32], &[7; 32]);
        Self { forms, keys, catalogue: Arc::new(catalogue) }
    }

    /// What is handed in on an errand; the same every time.
    pub fn hand_in(&self, errand: &Errand) -> HandedIn {
        let name = |n: usize| FileId(Uuid::from_u128(errand.id.0.as_u128() ^ (n as u128 + 1)));
        let files: Vec<FileId> = (0..errand.files).map(name).collect();
        let (request, application) = if files.is_empty() {
            self.forms[errand.form as usize % self.forms.len()].clone()
        } else {
            written(form(&self.catalogue, errand.form, &Papers::Attached(files.clone())))
        };
        let document = |(n, file)| (file, sample_file::document(400 + n, errand.form));
        HandedIn {
            files: files.into_iter().enumerate().map(document).collect(),
            request,
            application,
        }
    }

    /// What a hall pins.
    pub fn enrolment(keys: &Keys, hall: HallId) -> Enrolment {
        Enrolment {
            hall,
            hall_name: "A hall".to_owned(),
            centre_key: keys.signer.public(),
            sealing_key: keys.sealing_public(),
            sealing_key_id: keys.sealing_key_id.clone(),
        }
    }

    /// Lays out the folder of a hall, whose secrets are drawn from its number.
    pub fn lay_out(folder: &Path, number: u8) {
        fs::create_dir_all(folder).expect("there is a place for temporary files");
        for (name, salt) in [("hall.key", 3), ("hall.secret", 5)] {
            fs::write(folder.join(name), [number ^ salt; 32]).expect("a file can be written");
        }
    }

    /// Opens the store of a hall.
    pub fn open(
        &self,
        folder: &Path,
        disk: &Disk,
        clock: &Arc<TurnedClock>,
        saving: u64,
    ) -> Result<Store, StoreError> {
        let mut options = StoreOptions::new(folder, Arc::clone(&self.catalogue));
        options.rules.opening = Opening::Always;
        options.clock = Arc::<TurnedClock>::clone(clock) as Arc<dyn Clock>;
        options.disk = Arc::new(disk.clone());
        options.saving = Saving { rest: NEVER, bytes: saving };
        Store::open(options)
    }
}

fn form(catalogue: &Catalogue, n: u64, papers: &Papers) -> Application {
    let code = if n.is_multiple_of(4) { BIRTH } else { COPIES };
    let surface = if n.is_multiple_of(2) { Surface::Kiosk } else { Surface::Portal };
    forms::application(catalogue, code, n, papers, surface)
}

fn written(application: Application) -> (Vec<u8>, Application) {
    let request = serde_json::to_vec(&application).expect("an application has no odd keys");
    (request, application)
}
