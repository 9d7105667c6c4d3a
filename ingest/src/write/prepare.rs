//! The next records made ready while the database still writes the last ones.

use std::future::poll_fn;
use std::task::Poll;

use uuid::Uuid;

use super::chunk::conflict;
use crate::error::Error;
use crate::fingerprint::{fingerprint, provenance};
use crate::record::{Entry, Record, Removal, Withdrawal};

/// Records made ready before the database is looked after again.
const TURN: usize = 16;

/// One step of a load, ready to be compared with what the database holds.
pub(super) enum Ready {
    Record(Box<Given>),
    Removal(Removal),
    Withdrawal(Withdrawal),
}

/// A record, and what is worked out from it alone.
pub(super) struct Given {
    pub record: Record,
    /// Id of its set of citations.
    pub provenance: Option<Uuid>,
    pub fingerprint: i64,
}

/// Takes the next records, at most this many: none at the end.
pub(super) async fn prepare<E: Into<Entry>>(
    records: &mut impl Iterator<Item = Result<E, Error>>,
    most: usize,
) -> Result<Vec<Ready>, Error> {
    let mut ready = Vec::with_capacity(most);
    while ready.len() < most
        && let Some(entry) = records.next()
    {
        ready.push(match entry?.into() {
            Entry::Removal(removal) => Ready::Removal(removal),
            Entry::Withdrawal(withdrawal) => Ready::Withdrawal(withdrawal),
            Entry::Record(record) => {
                if let Some(fault) = record.fault() {
                    return Err(conflict(fault));
                }
                let provenance = provenance(&record.citations);
                let fingerprint = fingerprint(&record, provenance);
                Ready::Record(Box::new(Given { record: *record, provenance, fingerprint }))
            }
        });
        if ready.len() % TURN == 0 {
            pause().await;
        }
    }
    Ok(ready)
}

/// Lets whatever runs beside go on.
async fn pause() {
    let mut paused = false;
    poll_fn(|context| {
        if paused {
            return Poll::Ready(());
        }
        paused = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
