//! The clips of the hall's voice, and the names of their files.

use crate::lang::Lang;

/// The letters a series may have.
pub const SERIES_LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u{110}";

/// One recorded clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clip {
    /// Asks for attention.
    Chime,
    /// Begins the sentence.
    Invite,
    /// Begins the sentence of a priority ticket.
    InvitePriority,
    /// A letter of [`SERIES_LETTERS`].
    Letter(char),
    /// A digit, 0 to 9.
    Digit(u8),
    /// Leads to the counter.
    ToCounter,
    /// A number said in one word: 10, in English the teens and the tens too.
    Number(u8),
    /// The Vietnamese word between the tens and the last digit.
    Tens,
    /// A last digit that Vietnamese says differently after tens: 1, 4 or 5.
    Last(u8),
}

impl Clip {
    /// The letter of a series, if it has a clip.
    pub fn letter(sign: char) -> Option<Self> {
        SERIES_LETTERS.contains(sign).then_some(Self::Letter(sign))
    }

    /// The clip of a digit.
    pub fn digit(sign: char) -> Option<Self> {
        let digit = sign.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
        digit.map(Self::Digit)
    }

    /// Every clip a language needs, in the order a person would record them.
    pub fn all(lang: Lang) -> Vec<Self> {
        let mut clips = vec![Self::Chime, Self::Invite, Self::InvitePriority, Self::ToCounter];
        clips.extend((0..=9).map(Self::Digit));
        match lang {
            Lang::Vi => {
                clips.extend([Self::Number(10), Self::Tens]);
                clips.extend([1, 4, 5].map(Self::Last));
            }
            Lang::En => {
                clips.extend((10..20).map(Self::Number));
                clips.extend((2..=9).map(|tens| Self::Number(10 * tens)));
            }
        }
        clips.extend(SERIES_LETTERS.chars().map(Self::Letter));
        clips
    }

    /// Whether the sentence would be wrong without it, rather than only less polite.
    pub fn tells(self) -> bool {
        match self {
            Self::Chime | Self::Invite | Self::InvitePriority | Self::ToCounter => false,
            Self::Letter(_) | Self::Digit(_) | Self::Number(_) | Self::Tens | Self::Last(_) => true,
        }
    }

    /// Where it is served: `/voice/vi/digit-7.ogg`.
    pub fn address(self, lang: Lang) -> String {
        format!("/voice/{}", self.path(lang))
    }

    /// The file below the folder of the voice; the chime has no language.
    pub fn path(self, lang: Lang) -> String {
        let name = self.name();
        match self {
            Self::Chime => format!("{name}.ogg"),
            Self::Invite
            | Self::InvitePriority
            | Self::Letter(_)
            | Self::Digit(_)
            | Self::ToCounter
            | Self::Number(_)
            | Self::Tens
            | Self::Last(_) => format!("{}/{name}.ogg", lang.tag()),
        }
    }

    /// The name of its file, without the end.
    pub fn name(self) -> String {
        match self {
            Self::Chime => "chime".to_owned(),
            Self::Invite => "invite".to_owned(),
            Self::InvitePriority => "invite-priority".to_owned(),
            Self::Letter('\u{110}') => "letter-dd".to_owned(),
            Self::Letter(letter) => format!("letter-{}", letter.to_ascii_lowercase()),
            Self::Digit(digit) => format!("digit-{digit}"),
            Self::ToCounter => "to-counter".to_owned(),
            Self::Number(number) => format!("number-{number}"),
            Self::Tens => "tens".to_owned(),
            Self::Last(digit) => format!("last-{digit}"),
        }
    }
}
