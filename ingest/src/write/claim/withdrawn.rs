//! What a feed takes back: its own record, which is withdrawn then, or what it said of somebody else's.

use entities::Table;
use uuid::Uuid;

use super::super::Writer;
use super::super::prepare::Given;
use super::super::session::Bind;
use super::{Claims, OWNER, held, ready, said, unreadable};
use crate::error::Error;
use crate::record::{Record, Withdrawal};

impl Writer {
    /// The owners' words on these records once the withdrawals are made: of its own record the owner says that it is
    /// withdrawn, of another's the feed's word is forgotten. Records that are not there or are withdrawn already are passed
    /// over, as are those of which the feed says nothing.
    pub(in crate::write) async fn withdrawn(
        &mut self,
        table: &'static Table,
        withdrawals: Vec<Withdrawal>,
    ) -> Result<Vec<Given>, Error> {
        if withdrawals.is_empty() {
            return Ok(Vec::new());
        }
        let claims = self.claims(withdrawals.iter().map(|w| w.id).collect()).await?;
        let mut given = Vec::with_capacity(withdrawals.len());
        for Withdrawal { id, feed, .. } in withdrawals {
            let said = claims.get(&id).cloned();
            let record = match feed {
                Some(feed) => self.unsaid(table, id, &feed, said).await?,
                None => self.owner_withdraws(table, id, said).await?,
            };
            given.extend(record.map(ready));
        }
        Ok(given)
    }

    async fn owner_withdraws(
        &mut self,
        table: &'static Table,
        id: Uuid,
        said: Option<Claims>,
    ) -> Result<Option<Record>, Error> {
        let record = match said {
            Some(said) => Some(owner(table, id, &said)?),
            None => held::read(&mut self.session, &self.shapes, table, id).await?,
        };
        let standing = record.filter(|record| record.state != "WITHDRAWN");
        Ok(standing.map(|record| Record { state: "WITHDRAWN", ..record }))
    }

    async fn unsaid(
        &mut self,
        table: &'static Table,
        id: Uuid,
        feed: &str,
        said: Option<Claims>,
    ) -> Result<Option<Record>, Error> {
        let Some(mut said) = said.filter(|said| feed != OWNER && said.contains_key(feed)) else { return Ok(None) };
        said.remove(feed);
        let record = owner(table, id, &said)?;
        if said.len() == 1 {
            self.forget(&[id]).await?;
        } else {
            let sql = "DELETE FROM \"claim\" WHERE \"record_id\" = $1 AND \"feed\" = $2".to_string();
            self.session.execute(sql, vec![Bind::Uuid(id), Bind::Text(feed.into())]).await?;
        }
        Ok(Some(record))
    }
}

/// What the owner of a record says of it.
fn owner(table: &'static Table, id: Uuid, said: &Claims) -> Result<Record, Error> {
    said.get(OWNER).and_then(|said| said::read(table, id, said)).ok_or_else(|| unreadable(table, id))
}
