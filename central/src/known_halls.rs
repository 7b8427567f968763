//! The keys of enrolled halls, read once: every signed request needs one.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use shared::ids::HallId;
use shared::signature::Verifier;

use crate::store::halls::EnrolledHall;
use crate::store::{Store, StoreError};

/// A hall with its key ready to verify.
#[derive(Debug, Clone)]
pub struct KnownHall {
    /// Its identity.
    pub hall: HallId,
    /// Its name.
    pub name: String,
    /// Its key.
    pub key: Verifier,
}

/// The halls met since the start. A hall never changes its key, so nothing expires.
#[derive(Debug, Default)]
pub(crate) struct KnownHalls(RwLock<HashMap<HallId, Arc<KnownHall>>>);

impl KnownHalls {
    /// Finds a hall, in memory or in the store.
    pub(crate) async fn find(
        &self,
        store: &Store,
        hall: HallId,
    ) -> Result<Option<Arc<KnownHall>>, StoreError> {
        let met = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&hall).cloned();
        if met.is_some() {
            return Ok(met);
        }
        let Some(EnrolledHall { hall, name, key }) = store.hall(hall).await? else {
            return Ok(None);
        };
        let key = Verifier::read(&key).ok_or(StoreError::Unreadable("hall key"))?;
        let known = Arc::new(KnownHall { hall, name, key });
        let mut halls = self.0.write().unwrap_or_else(PoisonError::into_inner);
        halls.insert(hall, Arc::clone(&known));
        Ok(Some(known))
    }
}
