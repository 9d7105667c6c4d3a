//! Meetings asked for one ahead: while one answer is read, on a thread of its own, the next one is on its way.

use sea_orm::DbErr;
use tokio::task::{JoinHandle, spawn_blocking};

use super::super::meeting::{self, Meeting};
use super::super::meetings::ListedMeeting;
use super::super::{Parsed, Unexpected};
use super::ask::unexpected;
use super::reading;
use super::trouble::Trouble;
use super::{Halt, Run};

/// The operation of the web service.
const OPERATION: &str = "GetMeeting";

/// A meeting whose answer is being read.
pub struct Coming {
    pub listed: ListedMeeting,
    told: Result<JoinHandle<Told>, Trouble>,
}

/// What an answer says, and its hash.
type Told = (Result<Parsed<Meeting>, Unexpected>, i64);

impl Run<'_> {
    /// Asks for a meeting, and begins to read what comes.
    pub(super) async fn ask_for(&mut self, listed: ListedMeeting) -> Coming {
        let answer = self.ask.bytes(OPERATION, &[("lMeetingId", &listed.id.to_string())]).await;
        let told = answer.map(|bytes| spawn_blocking(move || (meeting::parse(&bytes), reading::hash(&bytes))));
        Coming { listed, told }
    }

    /// A meeting with what was told of it and the hash of that; or why that cannot be known.
    pub(super) async fn told(
        &mut self,
        coming: Coming,
    ) -> Result<(ListedMeeting, Result<(Meeting, i64), Trouble>), Halt> {
        let Coming { listed, told } = coming;
        let number = listed.id.to_string();
        let params = [("lMeetingId", number.as_str())];
        let told = match told {
            Ok(reading) => reading.await.map_err(|broken| DbErr::Custom(broken.to_string()))?,
            Err(trouble) => return Ok((listed, Err(trouble))),
        };
        let told = match told {
            (Ok(parsed), hash) => Ok((self.ask.noted(OPERATION, &params, parsed), hash)),
            (Err(Unexpected::GetIsOff), _) => {
                let again = self.ask.service(OPERATION, &params, meeting::parse).await;
                again.map(|(meeting, bytes)| (meeting, reading::hash(&bytes)))
            }
            (Err(what), _) => Err(unexpected(OPERATION, &params, what)),
        };
        Ok((listed, told))
    }
}
