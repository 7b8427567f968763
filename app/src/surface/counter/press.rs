//! What became of the last press of a verb.

use shared::hall::Verb;
use shared::ids::ActId;
use shared::lang::Words;

/// Where a press is. Its act keeps its id until an answer is heard, so that it happens once.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Press {
    /// Nothing is under way.
    #[default]
    Rest,
    /// It is on its way.
    Sent {
        /// The act.
        act: ActId,
        /// The verb.
        verb: Verb,
        /// Whether the answer takes long.
        is_slow: bool,
    },
    /// No answer was heard; the same act is sent again.
    Unanswered {
        /// The act.
        act: ActId,
        /// The verb.
        verb: Verb,
    },
    /// Nobody waits.
    FoundNobody,
    /// The rules say no.
    Refused(Words),
    /// The answer makes no sense.
    Failed,
}

impl Press {
    /// Whether an answer is still waited for, so that nothing else may be pressed.
    pub fn is_under_way(&self) -> bool {
        self.verb().is_some()
    }

    /// The verb that is under way.
    pub fn verb(&self) -> Option<&Verb> {
        match self {
            Self::Sent { verb, .. } | Self::Unanswered { verb, .. } => Some(verb),
            Self::Rest | Self::FoundNobody | Self::Refused(_) | Self::Failed => None,
        }
    }

    /// Whether the answer takes so long that the other verbs must be seen to wait.
    pub fn is_held_up(&self) -> bool {
        match self {
            Self::Sent { is_slow, .. } => *is_slow,
            Self::Unanswered { .. } => true,
            Self::Rest | Self::FoundNobody | Self::Refused(_) | Self::Failed => false,
        }
    }

    /// What is left of it once somebody waits.
    pub fn met(self) -> Self {
        match self {
            Self::FoundNobody => Self::Rest,
            Self::Rest
            | Self::Sent { .. }
            | Self::Unanswered { .. }
            | Self::Refused(_)
            | Self::Failed => self,
        }
    }

    /// The same press, whose answer takes long; any other stays what it is.
    pub fn slowed(self, slow: ActId) -> Self {
        match self {
            Self::Sent { act, verb, .. } if act == slow => Self::Sent { act, verb, is_slow: true },
            Self::Rest
            | Self::Sent { .. }
            | Self::Unanswered { .. }
            | Self::FoundNobody
            | Self::Refused(_)
            | Self::Failed => self,
        }
    }
}
