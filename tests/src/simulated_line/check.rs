//! Both ends of the line compared: nothing lost, doubled, altered or invented, and all of it there.

use shared::journal::Position;
use shared::office::Incident;
use shared::submission::Standing;

use super::world::World;
use crate::power_cut::breach::{Breach, BreachKind};

use BreachKind::{Altered, Doubled, Lost, Partial, Stuck};

/// How much of a journal must be at the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Its beginning.
    Prefix,
    /// All of it.
    Whole,
}

/// Whether nothing is owed any more.
pub fn is_done(world: &World<'_>) -> bool {
    world.halls.iter().all(|hall| {
        hall.store.as_ref().is_some_and(|store| {
            let is_sent = store.journal_sent().is_ok_and(|sent| sent == store.journal_head().0);
            store.outbox_counts().pending == 0 && is_sent
        })
    })
}

/// Compares everything.
pub fn everything(world: &World<'_>) -> Result<(), Breach> {
    let book = &world.centre.book;
    for ((number, id), accepted) in &world.accepted {
        let hall = &world.halls[*number];
        let store = hall.store.as_ref().ok_or_else(|| Stuck.found("a hall does not run"))?;
        let standing = store.submission(*id).map_err(Lost.because())?.standing;
        let held = book.inbox.get(id);
        match standing {
            Standing::Settled { .. } => {
                let held = held.ok_or_else(|| Lost.found(format!("{id} is settled")))?;
                Lost.unless(held.hall == hall.id, || format!("{id} is held of another hall"))?;
                let is_same = held.manifest_hash == accepted.manifest
                    && held.envelope_hash == accepted.envelope;
                Altered.unless(is_same, || format!("{id} at the centre"))?;
                let words = book.dossiers.get(id).map_or(&[][..], Vec::as_slice);
                Doubled.unless(words.len() == 1, || format!("{} dossiers of {id}", words.len()))?;
                let word = store.acknowledgement(*id).map_err(Lost.because())?;
                Altered.unless(word.as_ref() == words.first(), || format!("the word for {id}"))?;
            }
            Standing::Parked => {
                let is_another_s = held.is_some_and(|held| held.hall != hall.id);
                Stuck.unless(is_another_s, || format!("{id} is parked and nobody else's"))?;
            }
            Standing::Pending => return Err(Stuck.found(format!("{id} has not arrived"))),
            Standing::Received { .. } => return Err(Altered.found(format!("{id} is received"))),
        }
    }
    nothing_is_invented(world)?;
    nothing_is_alarming(world)?;
    journals(world, Reach::Whole)
}

/// The centre was alarmed of nothing but ids that a screen used in two halls.
fn nothing_is_alarming(world: &World<'_>) -> Result<(), Breach> {
    let is_usual = |incident: &Incident| match incident {
        // A cut may leave a database that is made anew.
        Incident::OtherBytes { .. } | Incident::DatabaseSetAside { is_whole: true } => true,
        Incident::ChainBroken { .. }
        | Incident::JournalGap { .. }
        | Incident::SealBroken { .. }
        | Incident::JournalForgotten { .. }
        | Incident::JournalAhead { .. }
        | Incident::AcknowledgedMissing { .. }
        | Incident::SubmissionUnknown { .. }
        | Incident::TwoLives { .. }
        | Incident::PutBack { .. }
        | Incident::DatabaseSetAside { is_whole: false } => false,
    };
    let mut strange = world.centre.book.incidents.iter().filter(|(_, one)| !is_usual(one));
    strange.next().map_or(Ok(()), |(_, one)| Err(Altered.found(format!("{one:?}"))))
}

/// What the centre holds of these halls was accepted by them.
fn nothing_is_invented(world: &World<'_>) -> Result<(), Breach> {
    let number = |id| world.halls.iter().position(|hall| hall.id == id);
    for (id, held) in &world.centre.book.inbox {
        let Some(hall) = number(held.hall) else { continue };
        let is_accepted = world.accepted.contains_key(&(hall, *id));
        Partial.unless(is_accepted, || format!("{id} is at the centre and nobody accepted it"))?;
    }
    for (id, words) in &world.centre.book.dossiers {
        Doubled.unless(words.len() == 1, || format!("{} dossiers of {id}", words.len()))?;
        let is_held = world.centre.book.inbox.contains_key(id);
        Partial.unless(is_held, || format!("a dossier without its submission {id}"))?;
    }
    Ok(())
}

/// The centre holds the halls' journals, hash by hash and without a gap.
pub fn journals(world: &World<'_>, reach: Reach) -> Result<(), Breach> {
    for hall in &world.halls {
        let Some(store) = &hall.store else { continue };
        let (head, _) = store.journal_head();
        Lost.unless(head.epoch == 1, || format!("epoch {} began", head.epoch))?;
        let beginning = Position { epoch: 1, seq: 0 };
        let links = store.journal_after(beginning, usize::MAX).map_err(Lost.because())?;
        let held = world.centre.book.journals.get(&(hall.id, 1)).map_or(&[][..], Vec::as_slice);
        let is_prefix = held.len() <= links.len()
            && held.iter().zip(&links).all(|(held, link)| *held == link.hash);
        Altered.unless(is_prefix, || format!("the journal of hall {}", hall.number))?;
        let is_whole = reach == Reach::Prefix || held.len() == links.len();
        Stuck.unless(is_whole, || format!("{} of {} entries arrived", held.len(), links.len()))?;
    }
    Ok(())
}
