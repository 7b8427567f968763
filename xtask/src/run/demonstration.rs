//! What a demonstration hall consists of, and whether it is enrolled already.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use super::contract::{Central, Kiosk};
use crate::stages::say;
use crate::workspace::Workspace;

/// Names of the demonstration's hall and officers: roles, no people.
const NAMES: &str = include_str!("demonstration.json");

/// An officer's name and the link behind which a password is chosen.
pub(super) type Invitation = (String, String);

/// The hall and the officers that `run` makes, each only once.
pub(super) struct Demonstration {
    names: Value,
    enrolled_at: PathBuf,
}

impl Demonstration {
    /// Reads the names.
    pub(super) fn new(workspace: &Workspace) -> Result<Self> {
        let enrolled_at = workspace.target("run/kiosk/enrolled-at");
        Ok(Self { names: serde_json::from_str(NAMES)?, enrolled_at })
    }

    /// Enrols the hall, unless it is enrolled at this same centre.
    pub(super) fn enrol(
        &self,
        kiosk: &Kiosk<'_>,
        central: &Central<'_>,
        centre: &str,
    ) -> Result<()> {
        if fs::read_to_string(&self.enrolled_at).is_ok_and(|before| before == centre) {
            return Ok(());
        }
        let hall = self.names["hall"].as_str().context("the demonstration names no hall")?;
        kiosk.enrol(central.listen, &central.enrolment_code(hall)?)?;
        say("the hall is enrolled at the centre");
        Ok(fs::write(&self.enrolled_at, centre)?)
    }

    /// Makes a set-up link for each officer of the centre.
    pub(super) fn invite_to_centre(&self, central: &Central<'_>) -> Result<Vec<Invitation>> {
        self.invite("centre_officers", |name| central.add_officer(name))
    }

    /// Makes a set-up link for each officer of the hall.
    pub(super) fn invite_to_hall(&self, kiosk: &Kiosk<'_>) -> Result<Vec<Invitation>> {
        self.invite("hall_officers", |name| kiosk.add_officer(name))
    }

    fn invite(&self, list: &str, add: impl Fn(&str) -> Result<String>) -> Result<Vec<Invitation>> {
        let names = self.names[list].as_array().into_iter().flatten().filter_map(Value::as_str);
        names.map(|name| Ok((name.to_owned(), add(name)?))).collect()
    }
}
