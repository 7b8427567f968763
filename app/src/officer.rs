//! An officer at this screen: who is signed in, signing in and out, choosing a password.

pub mod presence;
pub mod setup;
pub mod sign_in;

use shared::lang::Words;
use shared::text::officer as words;

use crate::api::ApiError;

/// What happened and what to do.
pub fn words_of(error: &ApiError) -> Words {
    match error {
        ApiError::Refused(refused) => refused.words.clone(),
        ApiError::Offline => words::OFFLINE.into(),
        ApiError::Failed => words::FAILED.into(),
    }
}
