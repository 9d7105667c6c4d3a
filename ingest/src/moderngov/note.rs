//! What was odd in an answer that could be read all the same.

use std::fmt;

/// Notes of one answer that are kept, at most.
const MOST: usize = 1000;

/// Something odd. Texts within are one line of at most 120 characters.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The list that was asked for has no entry. Whether that can be true is for the caller to judge.
    EmptyList { what: &'static str },
    /// The answer says how many there are, and it is not what was found.
    CountDiffers { what: &'static str, within: String, said: u64, found: u64 },
    /// An entry without an id that is a number; it is left out.
    NoId { what: &'static str, called: String },
    /// A value that cannot be read; it counts as not known.
    Unreadable { element: &'static str, value: String, of: String },
    /// Documents that were listed more than once, and are given once.
    Duplicates { what: &'static str, count: u64 },
    /// So many notes more.
    More(u64),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Note::EmptyList { what } => write!(f, "the list of {what} is empty"),
            Note::CountDiffers { what, within, said, found } => {
                write!(f, "{within}: {said} {what} are announced, {found} were found")
            }
            Note::NoId { what, called } => write!(f, "a {what} has no id and is left out: {called}"),
            Note::Unreadable { element, value, of } => write!(f, "{of}: `{element}` cannot be read: \"{value}\""),
            Note::Duplicates { what, count } => write!(f, "{count} {what} were listed more than once"),
            Note::More(count) => write!(f, "{count} notes more"),
        }
    }
}

/// Adds a note; of too many, only the number is kept.
pub(super) fn note(notes: &mut Vec<Note>, note: Note) {
    if notes.len() < MOST {
        notes.push(note);
    } else if let Some(Note::More(count)) = notes.last_mut() {
        *count += 1;
    } else {
        notes.push(Note::More(1));
    }
}

#[cfg(test)]
mod tests {
    use super::{Note, note};

    #[test]
    fn notes_do_not_grow_without_end() {
        let mut notes = Vec::new();
        for _ in 0..5000 {
            note(&mut notes, Note::EmptyList { what: "wards" });
        }
        assert_eq!((notes.len(), notes.last()), (1001, Some(&Note::More(4000))));
        assert_eq!(notes[0].to_string(), "the list of wards is empty");
    }
}
