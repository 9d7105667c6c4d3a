//! The time between calls, and what was spent on them.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    time::Duration,
};

use chrono::{DateTime, Utc};
use tokio::time::{Instant, sleep};

/// What a reader has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counters {
    /// Requests sent: pages, redirections, robots.txt, and those sent again.
    pub calls: u64,
    /// Of these, those sent again.
    pub retries: u64,
    /// Bytes of answers, unpacked.
    pub bytes: u64,
    /// Time spent waiting between calls.
    pub waited: Duration,
}

/// Keeps the pause between the end of one call and the start of the next.
pub(super) struct Pace {
    pub pause: Duration,
    pub counters: Counters,
    ended: Option<Instant>,
}

/// A call on its way. However it ends, and even if nobody waits for it any longer, the pause is counted from then.
pub(super) struct Call<'a> {
    pace: &'a mut Pace,
}

impl Pace {
    pub fn new(pause: Duration) -> Self {
        Self { pause, counters: Counters::default(), ended: None }
    }

    /// Waits until the next call may start.
    pub async fn call(&mut self) -> Call<'_> {
        if let Some(ended) = self.ended {
            self.wait(self.pause.saturating_sub(ended.elapsed())).await;
        }
        self.counters.calls += 1;
        Call { pace: self }
    }

    /// Waits a while, and counts it.
    pub async fn wait(&mut self, time: Duration) {
        // A timer counts whole milliseconds: even one that is due at once takes its time.
        if !time.is_zero() {
            self.counters.waited += time;
            sleep(time).await;
        }
    }
}

impl Call<'_> {
    pub fn read(&mut self, bytes: usize) {
        self.pace.counters.bytes += bytes as u64;
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        self.pace.ended = Some(Instant::now());
    }
}

/// The wait before a call is sent again for the `nth` time, from 0: doubled each time, and up to a quarter more, so
/// that readers that failed together do not come back together.
pub(super) fn before_retry(first: Duration, nth: u32) -> Duration {
    let wait = first.saturating_mul(2_u32.saturating_pow(nth));
    let quarters = (RandomState::new().build_hasher().finish() % 1_000) as u32;
    wait.saturating_add(wait / 4_000 * quarters)
}

/// How long a host asks to be left alone: the value of `Retry-After`, in seconds or as a day and time.
pub(super) fn retry_after(value: &str, now: DateTime<Utc>) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(value).ok()?;
    Some((until.with_timezone(&Utc) - now).to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_wait_twice_as_long_each_time() {
        let second = Duration::from_secs(1);
        for nth in 0..4 {
            let wait = before_retry(second, nth);
            let least = second * 2_u32.pow(nth);
            assert!(wait >= least && wait <= least + least / 4, "{wait:?}");
        }
        assert!(before_retry(Duration::MAX, 99) > second, "no overflow");
    }

    #[test]
    fn hosts_say_when_to_come_back_in_two_ways() {
        let now = DateTime::parse_from_rfc3339("2026-03-01T12:00:00Z").expect("a time").with_timezone(&Utc);
        assert_eq!(retry_after(" 120 ", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Sun, 01 Mar 2026 12:00:30 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Sun, 01 Mar 2026 11:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }
}
