//! A registered screen of the hall: a touchscreen or a display with a key of its own.

use serde::{Deserialize, Serialize};

use crate::ids::DeviceId;

/// The longest name of a device, in signs.
pub const DEVICE_NAME_SIGNS_MAX: usize = 60;

/// What a device is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// Citizens take numbers and file applications at it.
    Touchscreen,
    /// It shows the calls.
    Display,
}

impl DeviceKind {
    /// The page the device opens.
    pub fn page(self) -> &'static str {
        match self {
            Self::Touchscreen => "/kiosk",
            Self::Display => "/display",
        }
    }

    /// The name on command lines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Touchscreen => "touchscreen",
            Self::Display => "display",
        }
    }
}

/// How long a silence may be before a touchscreen is wiped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdleSettings {
    /// Silence after which the person is asked.
    pub idle_seconds: u32,
    /// How long the question stands before the wipe.
    pub countdown_seconds: u32,
}

impl IdleSettings {
    /// Keeps both within what a hall can want: nobody is hurried, nothing stays for the next.
    pub fn within_reason(self) -> Self {
        Self {
            idle_seconds: self.idle_seconds.clamp(15, 600),
            countdown_seconds: self.countdown_seconds.clamp(10, 120),
        }
    }
}

impl Default for IdleSettings {
    fn default() -> Self {
        Self { idle_seconds: 60, countdown_seconds: 30 }
    }
}

/// What a screen hears about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeviceView {
    /// It carries no key.
    Unregistered {
        /// Whether the hall hands out paper at registered touchscreens only.
        is_required: bool,
    },
    /// It carries the key of a device.
    Registered {
        /// The device.
        device: DeviceId,
        /// The name the staff know it by.
        name: String,
        /// What it is for.
        kind: DeviceKind,
        /// How long a silence may be.
        idle: IdleSettings,
    },
    /// It carries a key that opens nothing any more.
    Revoked,
}

/// The one-time key of a registration link, as the opened page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceRegistration {
    /// What the link carries behind its `#device=`.
    pub token: String,
}
