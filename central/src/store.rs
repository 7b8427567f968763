//! The centre's store on PostgreSQL. One public method is one transaction.
//!
//! Personal data stands open in `dossiers.applicant` and `dossiers.search_text` only, because the
//! office lists and searches by name; everything else a citizen handed in stays sealed.

pub mod dossiers;
pub mod feed;
pub mod halls;
pub mod incidents;
pub mod intake;
pub mod journal;
pub mod officers;
pub mod reconciliation;

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long a request waits for a free connection.
const ACQUIRE: Duration = Duration::from_secs(5);
/// A connection that rested longer is tried before it is used.
const REST: Duration = Duration::from_secs(30);
/// PostgreSQL's name for a full disk.
const DISK_FULL: &str = "53100";

/// Why the store cannot do what was asked; never because the rules say no.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Every connection is in use.
    #[error("no connection was free in time")]
    Busy,
    /// The database's disk is full.
    #[error("the disk of the database is full")]
    DiskFull,
    /// The database cannot be migrated.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row does not hold what was written.
    #[error("a stored {0} cannot be read")]
    Unreadable(&'static str),
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let is_full = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .is_some_and(|code| code == DISK_FULL);
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            _ if is_full => Self::DiskFull,
            other => Self::Database(other),
        }
    }
}

/// The store.
#[derive(Debug, Clone)]
pub struct Store {
    pool: PgPool,
}

impl Store {
    /// Connects and brings the database up to date.
    pub async fn open(database_url: &str, connections: u32) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(database_url)?
            .application_name("mot-cua-central")
            .statement_cache_capacity(200)
            .options([
                // An acknowledgement is a promise: its transaction is on the disk before it.
                ("synchronous_commit", "on"),
                ("statement_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "60s"),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(ACQUIRE)
            // The usual try before every use costs a round trip.
            .test_before_acquire(false)
            .before_acquire(|connection, rested| {
                Box::pin(async move {
                    if rested.idle_for > REST {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        MIGRATIONS.run(&pool).await?;
        Ok(Self { pool })
    }

    /// Whether the database answers.
    pub async fn is_reachable(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.pool).await.is_ok()
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Reads a digest from a column.
fn digest(bytes: Vec<u8>) -> Result<shared::digest::Digest, StoreError> {
    bytes.try_into().map(shared::digest::Digest).map_err(|_| StoreError::Unreadable("digest"))
}

/// PostgreSQL has no unsigned numbers; ours stay far below the limit.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
