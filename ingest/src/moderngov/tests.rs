//! Real answers, where they are at hand.

use std::path::PathBuf;

use super::{Unexpected, committees, councillors, meeting, meetings};

/// A folder or file beside the project.
pub(super) fn shared(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")).join(path)
}

/// The bytes of a file beside the project.
pub(super) fn shared_file(path: &str) -> Option<Vec<u8>> {
    let bytes = std::fs::read(shared(path)).ok();
    if bytes.is_none() {
        eprintln!("skipped: ../shared/{path} is absent");
    }
    bytes
}

/// Names and bytes of all answers of GetCouncillorsByWard.
pub(super) fn rosters() -> Vec<(String, Vec<u8>)> {
    let folder = shared("data/moderngov/councillors_by_ward");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: ../shared/data/moderngov is absent");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    files.sort();
    let named = |path: PathBuf| Some((path.file_stem()?.to_str()?.to_owned(), std::fs::read(&path).ok()?));
    files.into_iter().filter_map(named).collect()
}

#[test]
fn real_rosters_give_exact_counts() {
    let mut all = [0; 6];
    let rosters = rosters();
    for (name, bytes) in &rosters {
        let parsed = councillors::parse(bytes).expect(name);
        assert_eq!((&parsed.notes[..], parsed.illegal_characters), (&[][..], 0), "{name}");
        let people: Vec<_> = parsed.value.wards.iter().flat_map(|ward| &ward.councillors).collect();
        let counts = [
            parsed.value.wards.len(),
            people.len(),
            people.iter().map(|person| person.terms.len()).sum(),
            people.iter().filter(|person| !person.key_posts.is_empty()).count(),
            parsed.value.unspecified_ends as usize,
            parsed.value.inverted_terms as usize,
        ];
        all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
        let known = [("staffordshire.gov.uk", 62), ("councillors.liverpool.gov.uk", 91), ("cheshireeast.gov.uk", 82)];
        for (_, count) in known.iter().filter(|(known, _)| known == name) {
            assert_eq!(people.len(), *count, "{name}");
        }
    }
    if !rosters.is_empty() {
        assert_eq!(all, [734, 1600, 2164, 453, 754, 4]);
    }
}

#[test]
fn real_answers_of_other_kinds_are_read() {
    let file = |name: &str| shared_file(&format!("samples/moderngov/xml/{name}.xml"));
    let roster = |bytes: &[u8]| councillors::parse(bytes).map(|parsed| (parsed.value.wards, parsed.notes));
    if let Some(stoke) = file("GetCouncillorsByWard.stoke.gov.uk") {
        let (wards, _) = roster(&stoke).expect("Stoke");
        assert_eq!(wards.iter().map(|ward| ward.councillors.len()).sum::<usize>(), 44);
    }
    if let Some(empty) = file("GetCouncillorsByWard.online.eastherts.gov.uk") {
        assert_eq!(roster(&empty), Ok((Vec::new(), vec![super::Note::EmptyList { what: "wards" }])));
    }
    if let Some(script) = file("GetCouncillorsByWard.denbighshire.gov.uk") {
        assert_eq!(roster(&script), Err(Unexpected::Script));
    }
    if let Some(list) = file("GetCommittees.manchester") {
        let parsed = committees::parse(&list).expect("committees");
        assert_eq!((parsed.value.len(), parsed.notes.len(), parsed.value[0].expired), (3, 0, Some(true)));
    }
    if let Some(list) = file("GetMeetings.manchester-144") {
        let parsed = meetings::parse(&list).expect("meetings");
        assert_eq!((parsed.value.len(), parsed.value[1].id, parsed.notes.len()), (2, 4967, 0));
    }
    if let Some(one) = file("GetMeeting.manchester-4967") {
        let parsed = meeting::parse(&one).expect("a meeting");
        let documents = parsed.value.items.iter().map(|item| item.documents.len()).sum::<usize>();
        assert_eq!((parsed.value.items.len(), documents, parsed.value.attendees.len()), (2, 2, 1));
        assert_eq!(parsed.notes, []);
        assert!(parsed.value.items.iter().all(|item| item.minutes.is_some() && item.agenda.is_some()));
    }
}
