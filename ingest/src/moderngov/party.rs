//! Parties as councils write them.

/// Slug and name of each party that is known, and the ways in which it is written: in small letters, with "and" for
/// "&", without "the" before and without "party", "group" or "member" after.
const PARTIES: [((&str, &str), &[&str]); 16] = [
    (
        ("labour-and-co-operative", "Labour and Co-operative"),
        &[
            "labour and co-operative",
            "labour and cooperative",
            "labour co-operative",
            "labour/co-operative",
            "lab co-op",
        ],
    ),
    (("labour", "Labour"), &["labour", "lab", "welsh labour", "scottish labour", "llafur", "llafur cymru"]),
    (
        ("conservative", "Conservative"),
        &[
            "conservative",
            "conservatives",
            "con",
            "conservative and unionist",
            "conservative and unionists",
            "welsh conservative",
            "welsh conservatives",
            "scottish conservative",
            "scottish conservatives",
            "scottish conservative and unionist",
            "scottish conservative and unionists",
        ],
    ),
    (
        ("liberal-democrat", "Liberal Democrats"),
        &[
            "liberal democrat",
            "liberal democrats",
            "lib dem",
            "lib dems",
            "ld",
            "welsh liberal democrat",
            "welsh liberal democrats",
            "scottish liberal democrat",
            "scottish liberal democrats",
        ],
    ),
    (
        ("green", "Green"),
        &["green", "greens", "grn", "green party of england and wales", "scottish green", "scottish greens"],
    ),
    (("reform-uk", "Reform UK"), &["reform uk", "reform", "ref"]),
    (
        ("ukip", "UK Independence Party"),
        &["ukip", "uk independence", "united kingdom independence", "uk independence party (ukip)"],
    ),
    (("plaid-cymru", "Plaid Cymru"), &["plaid cymru", "plaid", "plaid cymru - the party of wales", "party of wales"]),
    (("snp", "Scottish National Party"), &["snp", "scottish national", "scottish national party (snp)"]),
    (("liberal", "Liberal Party"), &["liberal"]),
    (("dup", "Democratic Unionist Party"), &["dup", "democratic unionist"]),
    (("uup", "Ulster Unionist Party"), &["uup", "ulster unionist"]),
    (("sinn-fein", "Sinn Féin"), &["sinn fein", "sinn féin", "sf"]),
    (("sdlp", "Social Democratic and Labour Party"), &["sdlp", "social democratic and labour"]),
    (("alliance", "Alliance Party of Northern Ireland"), &["alliance", "alliance party of northern ireland"]),
    (("independent", "Independent"), &["independent", "ind", "annibynnol"]),
];

/// Slug and name of a party. None where it is not known for sure: local parties, groups, and people of none.
pub fn normalised(written: &str) -> Option<(&'static str, &'static str)> {
    let mut text = written.to_lowercase().replace('&', " and ");
    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = text.strip_prefix("the ").unwrap_or(&text);
    let is_group = text.ends_with(" group");
    for end in [" group", " member", " party"] {
        text = text.strip_suffix(end).unwrap_or(text);
    }
    let found = PARTIES.iter().find(|(_, ways)| ways.contains(&text)).map(|(party, _)| *party);
    found.filter(|(slug, _)| !(is_group && *slug == "independent"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::normalised;
    use crate::moderngov::councillors;

    fn slug(written: &str) -> Option<&'static str> {
        normalised(written).map(|(slug, _)| slug)
    }

    #[test]
    fn spellings_of_one_party_are_one() {
        for written in ["Labour", "LABOUR", "The Labour Party", " Labour  Party", "Welsh Labour", "Labour Group"] {
            assert_eq!(slug(written), Some("labour"), "{written}");
        }
        for written in ["Labour and Co-operative Party", "Labour & Co-operative"] {
            assert_eq!(slug(written), Some("labour-and-co-operative"), "{written}");
        }
        for written in ["CONSERVATIVE", "Conservative and Unionist Party", "Scottish Conservative and Unionists"] {
            assert_eq!(slug(written), Some("conservative"), "{written}");
        }
        for written in ["UKIP", "UK Independence Party", "United Kingdom Independence Party"] {
            assert_eq!(slug(written), Some("ukip"), "{written}");
        }
        assert_eq!(slug("Independent"), Some("independent"));
        for written in
            ["", "Independent Group", "City Independents", "Non-aligned", "Hill Residents' Association", "Vacant"]
        {
            assert_eq!(slug(written), None, "{written}");
        }
    }

    #[test]
    fn most_spellings_in_use_are_known() {
        let mut spellings = BTreeMap::<String, usize>::new();
        for (_, bytes) in crate::moderngov::tests::rosters() {
            let people = councillors::parse(&bytes).map(|parsed| parsed.value.wards).unwrap_or_default();
            let people = people.into_iter().flat_map(|ward| ward.councillors);
            people.filter_map(|person| person.party).for_each(|party| *spellings.entry(party).or_default() += 1);
        }
        if spellings.is_empty() {
            return;
        }
        let (known, others): (Vec<_>, Vec<_>) = spellings.iter().partition(|(written, _)| slug(written).is_some());
        eprintln!("{} of {} spellings are known; others: {others:?}", known.len(), spellings.len());
        let seats = |list: &[(&String, &usize)]| list.iter().map(|(_, seats)| **seats).sum::<usize>();
        assert!(seats(&known) > 20 * seats(&others), "{} known, {} others", seats(&known), seats(&others));
        assert!(spellings.keys().all(|written| slug(written) == slug(&written.to_uppercase())));
    }
}
