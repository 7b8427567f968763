//! What a hall believes the centre holds, compared with what the centre holds: pure, on both sides.
//!
//! A centre that was restored from an older copy forgets; a hall that was copied forks. Both show
//! here: the hall tells how far it sent each epoch of its journal, and a count and a digest of what
//! was acknowledged on each day. Where a day differs, pages of names follow, and what the centre
//! lacks is owed again.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::ids::SubmissionId;
use crate::journal::Position;
use crate::time::ServiceDay;

/// Days that are compared. Sealed bytes stay 30 days after the acknowledgement, so whatever is
/// found missing can be sent again.
pub const COMPARED_DAYS: i64 = 28;
/// The most names of one page.
pub const PAGE_MAX: usize = 5_000;

/// What a hall believes that the centre holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Belief {
    /// Each epoch of its journal, oldest first.
    pub journal: Vec<EpochSent>,
    /// What was acknowledged, by day, oldest first; a day without anything is left out.
    pub days: Vec<AcknowledgedDay>,
}

/// How far the hall sent an epoch of its journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EpochSent {
    /// The epoch.
    pub epoch: u32,
    /// The last entry that the centre said it holds; 0 is none.
    pub sent: u64,
    /// The hash of that entry.
    pub sent_hash: Digest,
    /// The last entry there is.
    pub head: u64,
}

/// The submissions that the centre acknowledged on one day, by the day of its own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcknowledgedDay {
    /// The day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub day: ServiceDay,
    /// How many.
    pub count: u64,
    /// A digest over their names and manifests, in the order of their names.
    pub digest: Digest,
}

/// One submission that the centre acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// The submission.
    pub submission: SubmissionId,
    /// The digest of its manifest.
    pub manifest: Digest,
}

/// How the centre sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Compared {
    /// How far the centre holds each epoch that the hall named.
    pub journal: Vec<EpochHeld>,
    /// The days that differ.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub days: Vec<ServiceDay>,
}

/// How far the centre holds an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EpochHeld {
    /// The epoch.
    pub epoch: u32,
    /// Every entry up to this one is held.
    pub up_to: u64,
}

/// The names of a day between two names, so that a day of any size is compared page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DayPage {
    /// Names after this one; from the first where absent.
    pub after: Option<SubmissionId>,
    /// Names up to this one; to the last where absent.
    pub up_to: Option<SubmissionId>,
    /// What the hall knows to be acknowledged between them, in order.
    pub acknowledged: Vec<Acknowledged>,
}

/// How a page differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageDiffers {
    /// Acknowledged once, and not held: to be sent again.
    pub missing: Vec<SubmissionId>,
    /// Held under other bytes than the hall knows.
    pub other_bytes: Vec<SubmissionId>,
    /// Held, and not named by the hall: on its way to the hall, or never of this hall.
    pub unnamed: Vec<SubmissionId>,
}

/// What the centre finds out about an epoch of a hall's journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EpochFound {
    /// It fits.
    Fits,
    /// The centre holds less than it said it held: it was restored from an older copy.
    Forgotten,
    /// The centre holds another chain.
    Forked,
    /// The centre holds more than there is in the hall: the hall is an older copy of itself, or
    /// somebody wrote in its name.
    Ahead,
}

/// Decides what it means that the centre holds an epoch up to `held`, under `hash_at_sent` where
/// it holds that much.
pub fn judge_epoch(told: EpochSent, held: u64, hash_at_sent: Option<Digest>) -> EpochFound {
    if held > told.head {
        return EpochFound::Ahead;
    }
    if held < told.sent {
        return EpochFound::Forgotten;
    }
    let is_forked = told.sent > 0 && hash_at_sent != Some(told.sent_hash);
    if is_forked { EpochFound::Forked } else { EpochFound::Fits }
}

/// Where the sending of the journal goes on when the centre holds less than it said; none when it
/// holds all of that.
pub fn sent_again_after(told: &[EpochSent], held: &[EpochHeld]) -> Option<Position> {
    let mut epochs: Vec<&EpochSent> = told.iter().collect();
    epochs.sort_by_key(|one| one.epoch);
    epochs.into_iter().find_map(|one| {
        let held = held.iter().find(|held| held.epoch == one.epoch)?;
        let is_behind = held.up_to < one.sent;
        is_behind.then_some(Position { epoch: one.epoch, seq: held.up_to })
    })
}

/// The days in which the two sides differ, oldest first.
pub fn days_that_differ(hall: &[AcknowledgedDay], centre: &[AcknowledgedDay]) -> Vec<ServiceDay> {
    let by_day = |days: &[AcknowledgedDay]| -> BTreeMap<ServiceDay, AcknowledgedDay> {
        days.iter().map(|one| (one.day, *one)).collect()
    };
    let (hall, centre) = (by_day(hall), by_day(centre));
    let days: BTreeSet<&ServiceDay> = hall.keys().chain(centre.keys()).collect();
    days.into_iter().filter(|day| hall.get(day) != centre.get(day)).copied().collect()
}

impl AcknowledgedDay {
    /// Sums up a day.
    pub fn of(day: ServiceDay, mut acknowledged: Vec<Acknowledged>) -> Self {
        acknowledged.sort_unstable();
        let pieces: Vec<&[u8]> = acknowledged
            .iter()
            .flat_map(|one| [one.submission.0.as_bytes().as_slice(), &one.manifest.0])
            .collect();
        Self { day, count: acknowledged.len() as u64, digest: Digest::of_all(&pieces) }
    }

    /// Sums up whatever days there are, oldest first.
    pub fn each(all: impl IntoIterator<Item = (ServiceDay, Acknowledged)>) -> Vec<Self> {
        let mut days: BTreeMap<ServiceDay, Vec<Acknowledged>> = BTreeMap::new();
        for (day, one) in all {
            days.entry(day).or_default().push(one);
        }
        days.into_iter().map(|(day, of_day)| Self::of(day, of_day)).collect()
    }
}

impl DayPage {
    /// Cuts the names of a day into pages that meet each other, of `size` names at most.
    ///
    /// A day without names is one empty page, so that the centre's own names come to light.
    pub fn cut(mut acknowledged: Vec<Acknowledged>, size: usize) -> Vec<Self> {
        acknowledged.sort_unstable();
        acknowledged.dedup_by_key(|one| one.submission);
        let mut pages = Vec::new();
        let mut after = None;
        for names in acknowledged.chunks(size.max(1)) {
            let up_to = names.last().map(|one| one.submission);
            pages.push(Self { after, up_to, acknowledged: names.to_vec() });
            after = up_to;
        }
        match pages.last_mut() {
            Some(last) => last.up_to = None,
            None => pages.push(Self { after: None, up_to: None, acknowledged: Vec::new() }),
        }
        pages
    }

    /// Whether a name lies between the two ends.
    pub fn spans(&self, submission: SubmissionId) -> bool {
        self.after.is_none_or(|after| submission > after)
            && self.up_to.is_none_or(|up_to| submission <= up_to)
    }

    /// Compares the page with what the centre holds of the same day.
    ///
    /// What it holds under another day counts as missing: sent again, it is answered with the word
    /// that counts.
    pub fn compare(&self, of_day: &[Acknowledged]) -> PageDiffers {
        let held: BTreeMap<SubmissionId, Digest> =
            of_day.iter().map(|one| (one.submission, one.manifest)).collect();
        let named: BTreeSet<SubmissionId> =
            self.acknowledged.iter().map(|one| one.submission).collect();
        let mut differs = PageDiffers::default();
        for one in &self.acknowledged {
            match held.get(&one.submission) {
                None => differs.missing.push(one.submission),
                Some(manifest) if *manifest != one.manifest => {
                    differs.other_bytes.push(one.submission);
                }
                Some(_) => {}
            }
        }
        let unnamed = of_day.iter().map(|one| one.submission);
        differs.unnamed = unnamed.filter(|one| self.spans(*one) && !named.contains(one)).collect();
        differs
    }
}
