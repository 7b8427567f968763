//! Registered screens of the hall: a one-time link gives a screen a key, of which only the digest
//! is stored.

use serde::{Deserialize, Serialize};
use shared::credential::Token;
use shared::device::{DEVICE_NAME_SIGNS_MAX, DeviceKind, IdleSettings};
use shared::digest::Digest;
use shared::fold::fold;
use shared::ids::{DeviceId, PrinterName};
use shared::refusal::Refusal;
use shared::time::Timestamp;
use uuid::Uuid;

use super::Store;
use super::error::{StoreError, StoreFault};
use super::rooms::{Room, Rows, parse};
use super::work::Work;

/// How long a registration link can be used.
const LINK_HOURS: i64 = 24;
/// The longest key that is looked up.
const KEY_SIGNS_MAX: usize = 64;
/// Devices that a hall may have had; revoked ones count.
const DEVICES_MAX: usize = 500;

/// What a device is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DevicePlan {
    /// The name the staff know it by.
    pub name: String,
    /// What it is for.
    pub kind: DeviceKind,
    /// Where its slips come out; none is the usual printer.
    pub printer: Option<PrinterName>,
    /// How long a silence may be.
    pub idle: IdleSettings,
}

/// A device of the hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// What it is.
    pub plan: DevicePlan,
    /// Whether a screen has used its link.
    pub is_registered: bool,
    /// When its key was taken away.
    pub revoked_at: Option<Timestamp>,
}

/// A device that was added, and the secret of its link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceAdded {
    /// The device.
    pub id: DeviceId,
    /// What the link carries; only its digest is stored.
    pub token: Token,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct DeviceRow {
    plan: DevicePlan,
    link: Option<Digest>,
    key: Option<Digest>,
    revoked_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct LinkRow {
    device: DeviceId,
    expires_at: Timestamp,
}

impl DeviceRow {
    fn device(self, id: DeviceId) -> Device {
        let Self { plan, key, revoked_at, .. } = self;
        Device { id, plan, is_registered: key.is_some(), revoked_at }
    }
}

impl Store {
    /// Adds a device, or changes a known one of this name and gives it a fresh link. A screen that
    /// is registered stays so until the link is used.
    pub async fn add_device(&self, plan: DevicePlan) -> Result<DeviceAdded, StoreError> {
        let name = plan.name.trim().to_owned();
        let signs = name.chars().count();
        if fold(&name).is_empty() || signs > DEVICE_NAME_SIGNS_MAX {
            return Err(Refusal::UnknownFields.into());
        }
        let plan = DevicePlan { name, idle: plan.idle.within_reason(), ..plan };
        let (token, fresh) = (Token::from_random(&rand::random()), DeviceId(Uuid::now_v7()));
        self.write(move |work| {
            let devices = all(&work.rows)?;
            let known = named(&devices, &plan.name).cloned();
            if known.is_none() && devices.len() >= DEVICES_MAX {
                return Err(Refusal::Busy.into());
            }
            let empty = DeviceRow { plan: plan.clone(), link: None, key: None, revoked_at: None };
            let (id, row) = known.unwrap_or((fresh, empty));
            if let Some(old) = row.link {
                work.remove(Room::DeviceLinks, &old.0)?;
            }
            let digest = token.digest();
            let expires_at = work.now() + chrono::TimeDelta::hours(LINK_HOURS);
            work.put(Room::DeviceLinks, &digest.0, &LinkRow { device: id, expires_at })?;
            put(work, id, &DeviceRow { plan, link: Some(digest), ..row })?;
            Ok(DeviceAdded { id, token })
        })
        .await
    }

    /// Gives the screen that used a link the key of its device. The link is used up, and a screen
    /// that had the key before has it no more.
    pub async fn register_device(&self, link: &Token) -> Result<(Device, Token), StoreError> {
        let (digest, key) = (link.digest(), Token::from_random(&rand::random()));
        self.write(move |work| {
            let link: Option<LinkRow> = work.row(Room::DeviceLinks, &digest.0)?;
            let now = work.now();
            let link = link.filter(|link| now < link.expires_at).ok_or(Refusal::DeviceLinkUsed)?;
            let row = row(&work.rows, link.device)?.filter(|row| row.revoked_at.is_none());
            let row = row.ok_or(Refusal::DeviceLinkUsed)?;
            work.remove(Room::DeviceLinks, &digest.0)?;
            if let Some(old) = row.key {
                work.remove(Room::DeviceKeys, &old.0)?;
            }
            let row = DeviceRow { link: None, key: Some(key.digest()), ..row };
            work.put(Room::DeviceKeys, &key.digest().0, &link.device)?;
            put(work, link.device, &row)?;
            Ok((row.device(link.device), key))
        })
        .await
    }

    /// The device whose key a screen carries; a key that opens nothing is a revoked one.
    pub fn device(&self, key: &Token) -> Result<Device, StoreError> {
        if key.reveal().len() > KEY_SIGNS_MAX {
            return Err(Refusal::DeviceRevoked.into());
        }
        self.read(|rows| {
            let id: Option<DeviceId> = rows.row(Room::DeviceKeys, &key.digest().0)?;
            let id = id.ok_or(Refusal::DeviceRevoked)?;
            let row = row(rows, id)?.filter(|row| row.revoked_at.is_none());
            Ok(row.ok_or(Refusal::DeviceRevoked)?.device(id))
        })
    }

    /// Every device that was ever added, oldest first.
    pub fn devices(&self) -> Result<Vec<Device>, StoreError> {
        let rows = self.read(|rows| Ok(all(rows)?))?;
        Ok(rows.into_iter().map(|(id, row)| row.device(id)).collect())
    }

    /// Takes the key and the link of a device away; its name can be given to another.
    pub async fn revoke_device(&self, name: &str) -> Result<Device, StoreError> {
        let name = name.to_owned();
        self.write(move |work| {
            let devices = all(&work.rows)?;
            let (id, row) = named(&devices, &name).cloned().ok_or(Refusal::NotFound)?;
            if let Some(link) = row.link {
                work.remove(Room::DeviceLinks, &link.0)?;
            }
            if let Some(key) = row.key {
                work.remove(Room::DeviceKeys, &key.0)?;
            }
            let now = work.now();
            let row = DeviceRow { link: None, key: None, revoked_at: Some(now), ..row };
            put(work, id, &row)?;
            Ok(row.device(id))
        })
        .await
    }
}

fn put(work: &mut Work<'_>, id: DeviceId, row: &DeviceRow) -> Result<(), StoreFault> {
    work.put(Room::Devices, id.0.as_bytes(), row)
}

fn row(rows: &impl Rows, id: DeviceId) -> Result<Option<DeviceRow>, StoreFault> {
    rows.row(Room::Devices, id.0.as_bytes())
}

fn all(rows: &impl Rows) -> Result<Vec<(DeviceId, DeviceRow)>, StoreFault> {
    let found = rows.collect(Room::Devices, &[], usize::MAX, |key, value| {
        let id = Uuid::from_slice(key).ok().map(DeviceId);
        Ok((id, parse(Room::Devices, value)?))
    })?;
    Ok(found.into_iter().filter_map(|(id, row)| Some((id?, row))).collect())
}

/// The device of a name, in any case and with or without accents.
fn named<'a>(
    devices: &'a [(DeviceId, DeviceRow)],
    name: &str,
) -> Option<&'a (DeviceId, DeviceRow)> {
    let key = fold(name);
    devices.iter().find(|(_, row)| row.revoked_at.is_none() && fold(&row.plan.name) == key)
}
