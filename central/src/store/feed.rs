//! What each hall is told, numbered for each hall in the order of the commits.

use shared::ids::HallId;
use shared::intake::{FeedItem, News};
use shared::time::Timestamp;
use sqlx::postgres::PgConnection;
use sqlx::types::Json;

use super::{Store, StoreError, signed, unsigned};

impl Store {
    /// Tells every hall of a catalogue version it was not told of yet.
    pub async fn announce_catalogue(
        &self,
        version: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let news = News::CatalogueVersion { version: version.to_owned() };
        let mut transaction = self.pool.begin().await?;
        let changed = sqlx::query(
            "INSERT INTO announced_catalogue (version) VALUES ($1)
             ON CONFLICT (only_row) DO UPDATE SET version = excluded.version
             WHERE announced_catalogue.version <> excluded.version",
        )
        .bind(version)
        .execute(&mut *transaction)
        .await?;
        if changed.rows_affected() == 1 {
            sqlx::query(
                "WITH numbered AS (
                     UPDATE halls SET news_number = news_number + 1 RETURNING hall, news_number
                 )
                 INSERT INTO news (hall, number, news, at)
                 SELECT hall, news_number, $1, $2 FROM numbered",
            )
            .bind(Json(&news))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Reads the news of a hall after a number, and whether there is more.
    pub async fn news_after(
        &self,
        hall: HallId,
        after: u64,
        limit: usize,
    ) -> Result<(Vec<FeedItem>, bool), StoreError> {
        let mut rows: Vec<(i64, Json<News>)> = sqlx::query_as(
            "SELECT number, news FROM news WHERE hall = $1 AND number > $2
             ORDER BY number LIMIT $3",
        )
        .bind(hall.0)
        .bind(signed(after))
        .bind(signed(limit as u64 + 1))
        .fetch_all(&self.pool)
        .await?;
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let item =
            |(number, news): (i64, Json<News>)| FeedItem { number: unsigned(number), news: news.0 };
        Ok((rows.into_iter().map(item).collect(), has_more))
    }
}

/// Writes a piece of news inside another operation's transaction.
///
/// The hall's row stays locked until the commit, so numbers become visible in their order.
pub(super) async fn tell(
    connection: &mut PgConnection,
    hall: HallId,
    news: &News,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "WITH numbered AS (
             UPDATE halls SET news_number = news_number + 1 WHERE hall = $1 RETURNING news_number
         )
         INSERT INTO news (hall, number, news, at) SELECT $1, news_number, $2, $3 FROM numbered",
    )
    .bind(hall.0)
    .bind(Json(news))
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Tells a new hall the catalogue in force.
pub(super) async fn tell_new_hall(
    connection: &mut PgConnection,
    hall: HallId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let version: Option<String> = sqlx::query_scalar("SELECT version FROM announced_catalogue")
        .fetch_optional(&mut *connection)
        .await?;
    match version {
        Some(version) => tell(connection, hall, &News::CatalogueVersion { version }, now).await,
        None => Ok(()),
    }
}
