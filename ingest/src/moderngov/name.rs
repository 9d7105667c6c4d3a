//! Names of people as councils write them.

/// Words that come before a name, in small letters and without a full stop; longer ones first.
const HONORIFICS: [&str; 54] = [
    "the worshipful the mayor",
    "the right worshipful the lord mayor",
    "the right honourable",
    "the rt hon",
    "the honourable",
    "the deputy lord mayor",
    "the deputy mayor",
    "the lord mayor",
    "the mayor",
    "the reverend",
    "the rev",
    "the hon",
    "y cynghorydd",
    "deputy lord mayor",
    "deputy mayor",
    "lord mayor",
    "city mayor",
    "executive mayor",
    "right honourable",
    "rt hon",
    "honorary alderman",
    "county councillor",
    "parish councillor",
    "town councillor",
    "co-opted member",
    "councillor",
    "cynghorydd",
    "cllr",
    "clr",
    "mayor",
    "maer",
    "provost",
    "bailie",
    "alderman",
    "alderwoman",
    "ald",
    "baroness",
    "baron",
    "lord",
    "lady",
    "sir",
    "dame",
    "professor",
    "prof",
    "doctor",
    "dr",
    "reverend",
    "rev",
    "mrs",
    "miss",
    "ms",
    "mx",
    "mr",
    "hon",
];

/// Splits the honorifics off a name: "Councillor Dr Ada Field OBE" is ("Councillor Dr", "Ada Field OBE"). What follows
/// the name stays with it. A text that is nothing but honorifics is a name as it stands.
pub fn split(written: &str) -> (Option<String>, String) {
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = line.as_str();
    while let Some(after) = without_honorific(rest) {
        rest = after;
    }
    let honorific = line[..line.len() - rest.len()].trim_end_matches([' ', ',']);
    match honorific {
        "" => (None, line),
        honorific => (Some(honorific.to_owned()), rest.to_owned()),
    }
}

/// What follows an honorific; none if there is none, or if nothing follows.
fn without_honorific(name: &str) -> Option<&str> {
    HONORIFICS.iter().find_map(|honorific| {
        let start = name.get(..honorific.len())?;
        let after = start.eq_ignore_ascii_case(honorific).then(|| &name[honorific.len()..])?;
        let ends = after.starts_with([' ', '.', ',']);
        let after = after.trim_start_matches(['.', ',', ' ']);
        (ends && !after.is_empty()).then_some(after)
    })
}

/// Whether a name says that nobody has the seat.
pub fn is_vacancy(written: &str) -> bool {
    let (_, name) = split(written);
    let name = name.to_lowercase();
    let word = name.trim_start_matches(|c: char| !c.is_alphabetic());
    let word = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "vacant" | "vacancy" | "vacancies")
}

#[cfg(test)]
mod tests {
    use super::{is_vacancy, split};

    #[test]
    fn honorifics_are_split_off() {
        let cases = [
            ("Councillor Ada Field", Some("Councillor"), "Ada Field"),
            ("Cllr  Marion   Reed", Some("Cllr"), "Marion Reed"),
            ("Cllr. Bo Stone", Some("Cllr."), "Bo Stone"),
            ("COUNCILLOR Dr Ada Field OBE", Some("COUNCILLOR Dr"), "Ada Field OBE"),
            ("Councillor  Mrs. Cora Hill, MBE, JP", Some("Councillor Mrs."), "Cora Hill, MBE, JP"),
            ("The Worshipful the Mayor, Councillor Ed Vale", Some("The Worshipful the Mayor, Councillor"), "Ed Vale"),
            ("The Mayor. Councillor Sue Marsh", Some("The Mayor. Councillor"), "Sue Marsh"),
            ("Deputy Mayor Flo Pike", Some("Deputy Mayor"), "Flo Pike"),
            ("Lord Mayor Councillor Gus Webb", Some("Lord Mayor Councillor"), "Gus Webb"),
            ("Cllr Lord Rhys Fern of Northport, O.B.E.", Some("Cllr Lord"), "Rhys Fern of Northport, O.B.E."),
            ("Y Cynghorydd Siân Afon", Some("Y Cynghorydd"), "Siân Afon"),
            ("Professor Dame Ivy Lane", Some("Professor Dame"), "Ivy Lane"),
            ("Baroness Joan Ash", Some("Baroness"), "Joan Ash"),
            ("Lordan Drew", None, "Lordan Drew"),
            ("Mrinal Sen", None, "Mrinal Sen"),
            ("Councillor", None, "Councillor"),
            ("", None, ""),
        ];
        for (written, honorific, name) in cases {
            assert_eq!(split(written), (honorific.map(Into::into), name.into()), "{written}");
        }
    }

    #[test]
    fn empty_seats_are_told_from_people() {
        for written in
            ["Vacant seat", "Vacancy", " VACANT - Hill Ward", "Councillor Vacant", "(Vacant)", "Cllr Vacancy 2"]
        {
            assert!(is_vacancy(written), "{written}");
        }
        for written in ["Councillor Vacanti Rossi", "Ada Vacant-Field", "Seat", ""] {
            assert!(!is_vacancy(written), "{written}");
        }
    }
}
