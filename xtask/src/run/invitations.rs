//! What is done once and kept: the hall's enrolment and the officers' set-up links.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::contract::{Central, Kiosk};
use crate::stages::say;
use crate::workspace::Workspace;

/// The names of the demonstration's hall and officers.
const DEMONSTRATION: &str = include_str!("demonstration.json");

/// What earlier runs already did, in a file that only this account reads.
pub(super) struct Invitations {
    file: PathBuf,
    names: Value,
    centre: String,
    is_enrolled: bool,
    centre_links: BTreeMap<String, String>,
    hall_links: BTreeMap<String, String>,
}

impl Invitations {
    /// Reads what earlier runs did.
    pub(super) fn open(workspace: &Workspace) -> Result<Self> {
        let file = workspace.target("run/invitations.json");
        let kept = fs::read(&file).unwrap_or_default();
        let kept: Value = serde_json::from_slice(&kept).unwrap_or_default();
        let hall_is_there = workspace.target("run/kiosk").exists();
        Ok(Self {
            file,
            names: serde_json::from_str(DEMONSTRATION)?,
            centre: kept["centre"].as_str().unwrap_or_default().to_owned(),
            is_enrolled: hall_is_there && kept["is_enrolled"] == json!(true),
            centre_links: links(&kept["centre_links"]),
            hall_links: if hall_is_there { links(&kept["hall_links"]) } else { BTreeMap::new() },
        })
    }

    /// Forgets what was done at a centre whose database is another.
    pub(super) fn belong_to(&mut self, centre: &str) -> Result<()> {
        if self.centre != centre {
            centre.clone_into(&mut self.centre);
            self.is_enrolled = false;
            self.centre_links.clear();
        }
        self.keep()
    }

    /// Enrols the hall where it is not.
    pub(super) fn enrol(&mut self, kiosk: &Kiosk<'_>, central: &Central<'_>) -> Result<()> {
        if self.is_enrolled {
            return Ok(());
        }
        let hall = self.names["hall"].as_str().context("the demonstration names no hall")?;
        kiosk.enrol(central.listen, &central.enrolment_code(hall)?)?;
        say("the hall is enrolled at the centre");
        self.is_enrolled = true;
        self.keep()
    }

    /// Adds the centre's officers who are not there.
    pub(super) fn invite_to_centre(&mut self, central: &Central<'_>) -> Result<()> {
        let officers = names(&self.names["centre_officers"]);
        invite(&mut self.centre_links, officers, |name| central.add_officer(name))?;
        self.keep()
    }

    /// Adds the hall's officers who are not there.
    pub(super) fn invite_to_hall(&mut self, kiosk: &Kiosk<'_>) -> Result<()> {
        let officers = names(&self.names["hall_officers"]);
        invite(&mut self.hall_links, officers, |name| kiosk.add_officer(name))?;
        self.keep()
    }

    /// The hall's officers with their set-up links.
    pub(super) fn hall_links(&self) -> &BTreeMap<String, String> {
        &self.hall_links
    }

    /// The centre's officers with their set-up links.
    pub(super) fn centre_links(&self) -> &BTreeMap<String, String> {
        &self.centre_links
    }

    fn keep(&self) -> Result<()> {
        let kept = json!({
            "centre": self.centre,
            "is_enrolled": self.is_enrolled,
            "centre_links": self.centre_links,
            "hall_links": self.hall_links,
        });
        fs::write(&self.file, kept.to_string())?;
        Ok(fs::set_permissions(&self.file, fs::Permissions::from_mode(0o600))?)
    }
}

fn invite(
    links: &mut BTreeMap<String, String>,
    officers: Vec<String>,
    add: impl Fn(&str) -> Result<String>,
) -> Result<()> {
    for name in officers {
        if let Entry::Vacant(place) = links.entry(name) {
            let link = add(place.key())?;
            place.insert(link);
        }
    }
    Ok(())
}

fn names(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn links(kept: &Value) -> BTreeMap<String, String> {
    let kept = kept.as_object().into_iter().flatten();
    kept.filter_map(|(name, link)| Some((name.clone(), link.as_str()?.to_owned()))).collect()
}
