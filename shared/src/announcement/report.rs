//! How the voice of a display is, as the display tells the node.

use serde::{Deserialize, Serialize};

use super::{Clip, VoiceState};
use crate::lang::Lang;

/// What a display tells of its voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VoiceReport {
    /// How it is.
    pub state: VoiceState,
    /// The file of the first clip that cannot be played, such as `vi/letter-c.ogg`.
    pub clip: Option<String>,
}

/// Whether a voice is well, for whoever runs the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceCondition {
    /// Its clips are being tested.
    Testing,
    /// It is heard.
    Ok,
    /// Calls are read in part or not at all.
    Faulty,
}

impl VoiceReport {
    /// Whether the voice is well.
    pub fn condition(&self) -> VoiceCondition {
        match self.state {
            VoiceState::Testing => VoiceCondition::Testing,
            VoiceState::Whole => VoiceCondition::Ok,
            VoiceState::Refused | VoiceState::Incomplete { .. } | VoiceState::Mute => {
                VoiceCondition::Faulty
            }
        }
    }

    /// The report without a file that no voice has.
    pub fn with_known_clip(mut self) -> Self {
        self.clip = self.clip.filter(|file| {
            let is_it = |lang: Lang| Clip::all(lang).iter().any(|clip| clip.path(lang) == *file);
            is_it(Lang::Vi) || is_it(Lang::En)
        });
        self
    }
}
