//! Words for how a meeting stands and who came, from what councils write.

/// How a meeting stands: a word of [`entities::meeting::STATUS`], and what the council adds behind a semicolon or a
/// dash. The word is none where the text is not known for sure; the note is then the whole text.
pub fn meeting(written: &str) -> (Option<&'static str>, Option<String>) {
    let written = written.trim();
    let (head, note) = match written.split_once([';', '-', '–', ',', '(']) {
        Some((head, note)) => (head.trim(), note.trim().trim_end_matches(')').trim()),
        None => (written, ""),
    };
    let word = match head.to_lowercase().as_str() {
        "confirmed" | "cadarnhawyd" => "CONFIRMED",
        "provisional" | "to be confirmed" | "tbc" | "unconfirmed" | "draft" => "PROVISIONAL",
        "scheduled" | "proposed" | "planned" => "SCHEDULED",
        "cancelled" | "canceled" | "canslwyd" | "abandoned" => "CANCELLED",
        "postponed" | "rescheduled" | "rearranged" | "deferred" => "POSTPONED",
        "inquorate" | "not quorate" => "INQUORATE",
        "completed" | "held" | "concluded" | "occurred" | "finished" => "HELD",
        "" => return (None, None),
        _ => return (None, Some(written.to_owned())),
    };
    (Some(word), (!note.is_empty()).then(|| note.to_owned()))
}

/// Whether somebody came: a word of [`entities::attendance::STATUS`], or "NOT_KNOWN".
pub fn attendance(written: &str) -> &'static str {
    let text = written.trim().to_lowercase();
    let has = |word: &str| text.contains(word);
    let starts = |word: &str| text.starts_with(word);
    let remote = has("virtual") || has("remote") || has("online") || has("video");
    match () {
        () if has("substitut") || starts("deputy") || has("deputising") => "SUBSTITUTE",
        () if has("apolog") || has("ymddiheuriad") => "APOLOGIES",
        () if starts("absent") || starts("not present") || starts("did not attend") || starts("no show") => "ABSENT",
        () if starts("expected") => "EXPECTED",
        () if remote && (has("present") || has("attend") || starts("remote") || starts("virtual")) => "REMOTE",
        () if starts("present") || starts("in attendance") || starts("attended") || starts("presennol") => "PRESENT",
        () => "NOT_KNOWN",
    }
}

#[cfg(test)]
mod tests {
    use super::{attendance, meeting};

    #[test]
    fn meetings_stand_as_the_council_says() {
        let cases = [
            ("Confirmed", Some("CONFIRMED"), None),
            ("Confirmed; Budget Council", Some("CONFIRMED"), Some("Budget Council")),
            ("CANCELLED - no business", Some("CANCELLED"), Some("no business")),
            ("Canceled", Some("CANCELLED"), None),
            ("Abandoned (fire alarm)", Some("CANCELLED"), Some("fire alarm")),
            ("Provisional", Some("PROVISIONAL"), None),
            ("To be confirmed", Some("PROVISIONAL"), None),
            ("Postponed", Some("POSTPONED"), None),
            ("Inquorate", Some("INQUORATE"), None),
            ("Completed", Some("HELD"), None),
            ("Adjourned", None, Some("Adjourned")),
            ("Moved; see website", None, Some("Moved; see website")),
            (" ", None, None),
        ];
        for (written, word, note) in cases {
            assert_eq!(meeting(written), (word, note.map(Into::into)), "{written}");
        }
    }

    #[test]
    fn expected_is_not_present() {
        let cases = [
            ("Present", "PRESENT"),
            ("Present, as expected", "PRESENT"),
            ("In attendance", "PRESENT"),
            ("In attendance virtually", "REMOTE"),
            ("Present virtually", "REMOTE"),
            ("Attended remotely", "REMOTE"),
            ("Apologies", "APOLOGIES"),
            ("Apologies for absence", "APOLOGIES"),
            ("Absent", "ABSENT"),
            ("Not present", "ABSENT"),
            ("Expected", "EXPECTED"),
            ("Deputy", "SUBSTITUTE"),
            ("Present as substitute", "SUBSTITUTE"),
            ("", "NOT_KNOWN"),
            ("Not required", "NOT_KNOWN"),
        ];
        for (written, word) in cases {
            assert_eq!(attendance(written), word, "{written}");
        }
    }
}
