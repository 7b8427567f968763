//! Officers sign in: a slow hash, checked where blocking is allowed and by few at once.

use std::sync::LazyLock;

use shared::catalogue::Catalogue;
use shared::credential::{PASSWORD_SIGNS_MIN, PasswordError, StoredPassword, Token};
use shared::hall::{CounterSignIn, PasswordChoice};
use shared::refusal::Refusal;
use tokio::sync::Semaphore;

use crate::store::{Session, Store, StoreError, StoreFault};

/// Passwords hashed at once; each takes 19 MiB for a tenth of a second.
static HASHING: Semaphore = Semaphore::const_new(2);

/// What an unknown name is compared with, so that its answer takes as long.
static DECOY: LazyLock<StoredPassword> = LazyLock::new(|| {
    let random: [u8; 32] = rand::random();
    let password = Token::from_random(&random);
    StoredPassword::choose(password.reveal(), &rand::random()).expect("43 signs are enough")
});

/// Signs an officer in at a counter; returns the session and its token.
pub(crate) async fn sign_in(
    store: &Store,
    catalogue: &Catalogue,
    wanted: CounterSignIn,
) -> Result<(Session, Token), StoreError> {
    let CounterSignIn { name, password, counter, series } = wanted;
    let is_counter = catalogue.unit.counters.iter().any(|one| one.number == counter);
    if !is_counter {
        return Err(Refusal::CounterUnknown { counter }.into());
    }
    if series.iter().any(|code| catalogue.field(code).is_none()) {
        return Err(Refusal::UnknownFields.into());
    }
    let account = store.account(&name)?;
    let stored = account.as_ref().and_then(|account| account.password.clone());
    let has_password = stored.is_some();
    let is_right = blocking(move || stored.as_ref().unwrap_or(&DECOY).is(&password)).await?;
    let account = account.filter(|_| is_right && has_password).ok_or(Refusal::WrongPassword)?;
    let every = || catalogue.fields.iter().map(|field| field.series.clone()).collect();
    let series = if series.is_empty() { every() } else { series };
    let session = Session { officer: account.officer, name: account.name, counter, series };
    let token = Token::from_random(&rand::random());
    store.begin_session(session.clone(), &token).await?;
    Ok((session, token))
}

/// Stores the password chosen through a set-up link.
pub(crate) async fn choose_password(
    store: &Store,
    choice: PasswordChoice,
) -> Result<(), StoreError> {
    let token = Token::received(&choice.token);
    store.is_link_open(&token)?;
    let salt: [u8; 16] = rand::random();
    let chosen = blocking(move || StoredPassword::choose(&choice.password, &salt)).await?;
    let stored = chosen.map_err(|error| match error {
        PasswordError::TooShort | PasswordError::TooLong => {
            let signs_min = u32::try_from(PASSWORD_SIGNS_MIN).expect("a handful");
            Refusal::PasswordTooShort { signs_min }
        }
    })?;
    store.choose_password(&token, stored).await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let _permit = HASHING.acquire().await.map_err(|_| Refusal::Busy)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreFault::Panicked.into())
}
