//! What sort of body a board is, by its title: ModernGov itself does not say.

use std::sync::LazyLock;

use regex::bytes::{RegexSet, RegexSetBuilder};

/// Rules in order: the first that fits decides. Each is a pattern for a title in any letters, and the word it stands
/// for; all words but NOT_KNOWN are of [`entities::board::KIND`].
const RULES: [(&str, &str); 25] = [
    // Notices are filed as if a board had met: they are of no body.
    (r"\b(notices?|publications?|petitions? scheme|(public )?consultations)\b", "NOT_KNOWN"),
    // Officers who decide alone, before "executive" is looked for: "Executive Director Decisions".
    (r"\bofficers?\W.*\bdecisions?\b|\bdecisions?\b.*\bofficers?\b|\bofficer decisions?\b", "OFFICER_DECISION"),
    (r"\b(director|chief executive|head of)\b.*\bdecisions?\b|^(non-?key )?delegated decisions?$", "OFFICER_DECISION"),
    // One member who decides alone: leader, mayor, portfolio holder, cabinet member.
    (
        r"\b(leader|mayor|mayoral|individual|single|portfolio|executive councillor)\b.*\bdecisions?\b",
        "INDIVIDUAL_MEMBER",
    ),
    (r"^(the )?(individual )?(cabinet|executive|portfolio) (member|holder|councillor)s?\b", "INDIVIDUAL_MEMBER"),
    (r"\b(cabinet|executive) member\b.*\b(decisions?|sessions?|meetings?)\b", "INDIVIDUAL_MEMBER"),
    // Partnerships that the law names, before "partnership", "board" and "joint" are looked for.
    (r"\bsafeguarding\b.*\b(partnership|partners|board|executive)\b", "SAFEGUARDING_PARTNERSHIP"),
    (r"\bhealth (and|&) well-?\s?being board\b", "HEALTH_AND_WELLBEING_BOARD"),
    // Groups for a task, before what they are about: "Scrutiny Task and Finish Group".
    (
        r"\b(task (and|&) finish|task group|working (group|party)|task force|steering group|review group)\b",
        "WORKING_GROUP",
    ),
    // Staff and employer, or users and council: "joint" is not of several councils here.
    (r"\bjoint (consultative|staff|negotiating)\b.*\b(committee|panel|forum)\b", "COMMITTEE"),
    // Several councils together, their scrutiny with them.
    (r"\bjoint\b.*\bscrutiny\b|\bscrutiny\b.*\bjoint\b", "JOINT_COMMITTEE"),
    (r"\bpolice (and|&|, fire and) crime panel\b|\bpolice, fire (and|&) crime panel\b", "JOINT_COMMITTEE"),
    (r"\bjoint\b.*\b(committee|board|panel|authority|executive)\b", "JOINT_COMMITTEE"),
    // Part of another body, whatever that body is.
    (r"\bsub[- ]?(committee|group|panel|board)s?\b|\bsubcommittees?\b", "SUB_COMMITTEE"),
    (r"\b(cabinet|executive) (sub-?)?committee\b|\bcommittee of (the )?(cabinet|executive)\b", "SUB_COMMITTEE"),
    // Scrutiny, under any of its names, before committees in general.
    (r"\bscrutiny\b|\boverview\b|\bselect (committee|panel)\b|\bpolicy development\b", "SCRUTINY_PANEL"),
    // The executive as a whole.
    (r"^(the )?(\w+ (council )?)?(cabinet|executive)( board| cabinet| meeting| committee)?$", "CABINET"),
    // All councillors together.
    (
        r"^(the )?((full|annual|extraordinary|special|budget|finance|ordinary) )*((county|city|borough|district|town) )?council( meeting| \(.*\)| - .*)?$",
        "FULL_COUNCIL",
    ),
    (r"^\w+( \w+)? (county|city|borough|district|metropolitan borough) council$", "FULL_COUNCIL"),
    (r"^(annual|extraordinary|budget) (meeting|council)\b.*\bcouncil\b|^council (forum|assembly)$", "FULL_COUNCIL"),
    // Shared with others outside the council.
    (
        r"\bpartnership\b|\bschools'? forum\b|\btown board\b|\btowns? (fund|deal) board\b|\bliaison\b",
        "PARTNERSHIP_BOARD",
    ),
    (r"\b(youth justice|community safety|improvement|local strategic) board\b|\bsacre\b", "PARTNERSHIP_BOARD"),
    // Informal groups.
    (
        r"\b(advisory|member|user|reference|consultative|consultation) (group|panel|forum)\b|\bworkshops?\b|\bbriefings?\b",
        "WORKING_GROUP",
    ),
    // Committees by name, and those whose name goes without the word.
    (r"\bcommittees?\b|\bpanel\b|\bboard\b", "COMMITTEE"),
    (
        r"^(planning|licensing|audit|standards|regulatory|development (control|management)|appeals|employment)\b",
        "COMMITTEE",
    ),
];

static SET: LazyLock<Option<RegexSet>> = LazyLock::new(|| {
    RegexSetBuilder::new(RULES.map(|(pattern, _)| pattern)).case_insensitive(true).unicode(false).build().ok()
});

/// A word of [`entities::board::KIND`], or "NOT_KNOWN". The category decides where the title says nothing.
pub fn of(title: &str, category: Option<&str>) -> &'static str {
    [Some(title), category].into_iter().flatten().find_map(by_rule).unwrap_or("NOT_KNOWN")
}

fn by_rule(text: &str) -> Option<&'static str> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() > 500 {
        return None;
    }
    SET.as_ref()?.matches(text.as_bytes()).iter().next().map(|rule| RULES[rule].1)
}

#[cfg(test)]
mod tests {
    use super::{RULES, of};

    #[test]
    fn titles_tell_the_sort() {
        for (word, titles) in CASES {
            for title in titles {
                assert_eq!(of(title, None), word, "{title}");
            }
        }
        assert!(CASES.iter().map(|(_, titles)| titles.len()).sum::<usize>() > 60);
    }

    #[test]
    fn words_are_those_of_the_model() {
        let known = |word| word == "NOT_KNOWN" || entities::board::KIND.words.iter().any(|known| known.word == word);
        assert!(RULES.iter().all(|(_, word)| known(*word)));
    }

    #[test]
    fn the_category_helps_where_the_title_does_not() {
        assert_eq!(of("Harbour", Some("Committees of the Council")), "COMMITTEE");
        assert_eq!(of("Harbour", Some("Other")), "NOT_KNOWN");
        assert_eq!(of(&"Committee ".repeat(1000), None), "NOT_KNOWN");
    }

    const CASES: [(&str, &[&str]); 13] = [
        (
            "FULL_COUNCIL",
            &[
                "Council",
                "Full Council",
                "County Council",
                "Annual Council",
                "Extraordinary Council",
                "Budget Council",
                "City Council",
                "The Council",
                "Council Meeting",
                "Finance Council",
                "Hill Borough Council",
            ],
        ),
        (
            "CABINET",
            &["Cabinet", "Executive", "Executive Board", "Executive Cabinet", "The Cabinet", "Cabinet Meeting"],
        ),
        (
            "SUB_COMMITTEE",
            &[
                "Licensing Sub-Committee",
                "Licensing Sub Committee",
                "Cabinet Committee",
                "Taxi Licensing Subcommittee",
                "Pension Fund Committee - Appointments Sub Committee",
                "Planning Sub-Committee A",
                "Cabinet Sub-Committee",
            ],
        ),
        (
            "SCRUTINY_PANEL",
            &[
                "Overview and Scrutiny Management Committee",
                "Scrutiny Committee",
                "Place Overview & Scrutiny Committee",
                "Children, Adults, Health and Wellbeing Policy Development and Scrutiny Panel",
                "Communities Select Committee",
                "Health Scrutiny Commission",
                "Overview and Scrutiny Performance Panel",
            ],
        ),
        (
            "COMMITTEE",
            &[
                "Planning Committee",
                "Joint Consultative Committee",
                "Residents Consultation Committee",
                "Audit Committee",
                "Standards",
                "Corporate Parenting Panel",
                "Licensing Committee",
                "Pension Fund Committee",
                "Corporate Parenting Board",
                "Pensions Board",
                "Appointments Panel",
                "Audit and Governance Committee",
                "Development Control",
                "Hill and Vale Area Committee",
            ],
        ),
        ("HEALTH_AND_WELLBEING_BOARD", &["Health and Wellbeing Board", "Hill Health & Well-being Board"]),
        (
            "SAFEGUARDING_PARTNERSHIP",
            &[
                "Safeguarding Children Partnership",
                "Hill Safeguarding Adults Board",
                "Local Safeguarding Children Board",
            ],
        ),
        (
            "INDIVIDUAL_MEMBER",
            &[
                "Leader Decisions",
                "Cabinet Member for Children",
                "Mayor's Executive Decision Making",
                "Individual Cabinet Member Decisions",
                "Portfolio Holder for Housing",
                "Cabinet Member Decision Session",
                "Individual Executive Member Decisions",
                "Leader of the Council - Decisions",
            ],
        ),
        (
            "OFFICER_DECISION",
            &[
                "Delegated Decisions by Officers",
                "Officer Decisions",
                "Executive Director Decisions",
                "Officer Key Decisions",
                "Delegated Decisions",
                "Decisions taken by Officers",
            ],
        ),
        (
            "JOINT_COMMITTEE",
            &[
                "Joint Committee",
                "Police and Crime Panel",
                "Joint Health Scrutiny Committee",
                "Hill and Vale Joint Board",
                "Joint Waste Committee",
            ],
        ),
        (
            "WORKING_GROUP",
            &[
                "Task and Finish Group",
                "Climate Emergency Working Group",
                "Budget Working Party",
                "Scrutiny Task Group - Bus Services",
                "Members' Advisory Group",
            ],
        ),
        ("PARTNERSHIP_BOARD", &["Schools Forum", "Community Safety Partnership", "Hill Town Board", "Schools' Forum"]),
        ("NOT_KNOWN", &["General Exception and Special Urgency Notices", "Harbour", "", "Public Consultations"]),
    ];
}
