//! Documents that the source lists no longer, neither with a meeting nor with an item.

use std::collections::HashSet;

use entities::{DERIVED, Kind, RECORDS, document, link};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::super::map::{Batch, children};
use super::{Halt, Run};

/// Ids asked for in one statement.
const ASKED: usize = 500;

impl Run<'_> {
    /// Adds removals of the installation's own documents that these meetings and items had, that no record of the batch
    /// has, and that nothing else points to.
    pub(super) async fn documents_gone(&self, from: &[Uuid], batch: &mut Batch) -> Result<(), Halt> {
        let mut had = HashSet::new();
        for from in from.chunks(ASKED) {
            let links = link::Entity::find()
                .filter(link::Column::FromId.is_in(from.iter().copied()))
                .filter(link::Column::Role.eq("DOCUMENT"))
                .all(self.db)
                .await?;
            had.extend(links.into_iter().map(|link| link.to_id).filter(|id| !batch.has(*id)));
        }
        let had: Vec<Uuid> = had.into_iter().collect();
        let own = children(self.db, self.host.source, (document::TABLE.name, "id"), &had, true).await?;
        let own: Vec<Uuid> = own.into_iter().map(|(id, _)| id).collect();
        let from: HashSet<Uuid> = from.iter().copied().collect();
        for ids in own.chunks(ASKED) {
            let kept = self.pointed_to(ids, &from).await?;
            ids.iter().filter(|id| !kept.contains(id)).for_each(|id| batch.remove(&document::TABLE, *id));
        }
        Ok(())
    }

    /// Those of the documents to which other records than these point.
    async fn pointed_to(&self, ids: &[Uuid], besides: &HashSet<Uuid>) -> Result<HashSet<Uuid>, DbErr> {
        let links = link::Entity::find().filter(link::Column::ToId.is_in(ids.iter().copied())).all(self.db).await?;
        let links = links.into_iter().filter(|link| !besides.contains(&link.from_id));
        let mut found: HashSet<Uuid> = links.map(|link| link.to_id).collect();
        for table in RECORDS.iter().filter(|table| !DERIVED.iter().any(|derived| derived.name == table.name)) {
            for column in table.columns {
                if !matches!(column.kind, Kind::Reference(target) if target == document::TABLE.name) {
                    continue;
                }
                let query = Query::select()
                    .column(column.name)
                    .from(table.name)
                    .and_where(Expr::col(column.name).is_in(ids.iter().copied()))
                    .to_owned();
                for row in self.db.query_all(&query).await? {
                    found.insert(row.try_get("", column.name)?);
                }
            }
        }
        Ok(found)
    }
}
