//! Who speaks: the words before a verb, read as persons, posts and groups, or not at all.

use super::pattern::patterns;

/// Who made a contribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The words of the minutes, such as "Councillor J Smith" or "She".
    pub as_written: String,
    pub who: Who,
}

/// Whom the words for a speaker name.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// A person by name.
    Person { honorific: Option<String>, name: String },
    /// A post, without its article; who held it is not said.
    Post { title: String },
    /// A person by name, and the post held.
    PostAndPerson { title: String, honorific: Option<String>, name: String },
    /// Several together, such as "Members", without the article.
    Group { name: String },
    /// One whom the minutes do not name, such as "A resident".
    Unnamed { description: String },
}

macro_rules! honorific {
    () => {
        r"(?:Councillors?|Cllrs?\.?|Mrs\.?|Mr\.?|Ms\.?|Miss|Mx\.?|Dr\.?|Professor|Prof\.?|Reverend|Rev\.?|Canon|Sir|Dame|Lord|Lady|Baroness|Alderman|Ald\.?|Detective Sergeant|Detective Inspector|Detective|Sergeant|Sgt\.?|Chief Inspector|Inspector|Insp\.?|Chief Superintendent|Acting Superintendent|Superintendent|Supt\.?|Minister|Senator|Mayor)"
    };
}

macro_rules! name_words {
    ($count:literal) => {
        concat!(
            r"(?:(?:de|van|von|der|den|la|le|al|bin|ní|ó|du|da|di|ap) )*(?:\p{Lu}\.(?: ?\p{Lu}\.)*|\p{Lu}[\p{L}’'\-]*)",
            r"(?: (?:(?:de|van|von|der|den|la|le|al|bin|ní|ó|du|da|di|ap) )*(?:\p{Lu}\.(?: ?\p{Lu}\.)*|\p{Lu}[\p{L}’'\-]*)){",
            $count,
            "}"
        )
    };
}

macro_rules! post_head {
    () => {
        r"(?:chair(?:man|woman|person)?|vice-chair(?:man|woman|person)?|leader|mayor|director|manager|officer|head|member|executive|holder|solicitor|clerk|secretary|treasurer|engineer|planner|surveyor|architect|accountant|auditor|advis[eo]r|consultant|superintendent|inspector|sergeant|commissioner|co-?ordinator|administrator|spokesperson|representative|headteacher|principal|lead|cathaoirleach|leas-chathaoirleach|convenor|convener|provost|librarian|analyst|specialist|technician|registrar|guardian|governor|president|minister|supervisor|ecologist|psychologist|ombudsman|agent)"
    };
}

macro_rules! body {
    () => {
        r"(?:Elected Members|Members|Councillors|Officers|Panel|Sub-?Committee|Committee|Board|Forum|Commission|Cabinet|Executive|Council|Working Group|Task Group|Authority|Governors|Trustees|Residents|Partners|Trade Unions|Meeting)"
    };
}
pub(super) use body;

patterns! {
    TITLED = concat!("^(", honorific!(), ") (", name_words!("0,3"), ")$");
    UNTITLED = concat!("^", name_words!("1,3"), "$");
    SEVERAL = r"^(Councillors|Cllrs\.?) (.+)$";
    /// Words that are in no name of a person.
    NO_NAME = r"\b(?:Council|Committee|Panel|Board|Cabinet|Homes|Housing|Transport|Trust|Services?|Water|Networks?|Rail|Railway|England|Ireland|Scotland|Wales|Britain|London|UK|National|County|City|District|Borough|Town|Parish|Parks?|Road|Street|Lane|Group|Police|Health|Care|University|College|School|Ltd|Limited|Association|Society|Public|Questions?|Reports?|Members?|Officers?|Items?|Agenda|Minutes|Association|Company|Energy|Environment|Agency|Office|Department|Development|Planning|Local|Government|Action|Partnership|Community|Communities|Team|Unit|The|This|That|These|There|Following|During|After|In|On|At|Both|Further|All|Some|Other|And|An|Resolved|Proposed|Seconded|Motion|Amendment|Notice|No|Executive|Authority|Forum|Commission|Union|Centre|Bank|Church|Club|Federation|Institute|Foundation|Network|Project|Programme|Plan|Strategy|Strategic|Area|Region|Regional|State|Department|Ministry|Garda|Uisce|Councillor|Cllr|Cllrs|Councillors|Concerns?|Issues?|Works?|Site|Budget|Age|Citizens|Mental|Young|Adult|Adults|Children|Children’s|Children's|Family|Families|Royal|United|Kingdom|Great|West|East|North|South|Western|Eastern|Northern|Southern|Central|Deputy|Acting|Interim|Assistant|Senior|Chief|Portfolio|Governance|Residents|Consultants?|Engineers?|Speakers?)\b";
    ARTICLE = r"^(?:The|the|An|A) ";
    POST_HEAD = concat!(r"(?i)\b", post_head!(), r"\b");
    /// A title in capitals.
    POST = concat!(r"^(?:[Tt]he )?((?:(?:\p{Lu}[\p{L}’'\-/]*|of|for|and|&|the|to|in|with|on|–|-|(?i:", post_head!(), r"))(?:,? |$)){1,18})$");
    /// A short title without capitals, which ends in the word for the post.
    PLAIN_POST = concat!(r"^[Tt]he ((?:[\p{L}’'\-]+ ){0,3}(?i:", post_head!(), r"))$");
    /// A title after which, past a comma, no department is still to come.
    WHOLE_POST = r"(?: of | for )|(?:Chair|Chairman|Chairperson|Chairwoman|Leader|Mayor|Solicitor|Clerk|Chief Executive)$";
    OFFICERS = r"(?:Director|Officer|Superintendent|Engineer|Manager|Solicitor|Clerk|Chief Executive)\b";
    NO_POST = r"(?i)^(?:the )?(?:previous|former|late|last|next|new|every|each|government|national|other|chief of)\b|(?-i:[^ ] (?:The|An|A) )|^(?:to|of|for|and|in|with|on)\b|\b(?:and|to) the\b|\band (?:councillor|cllr|mr|ms|mrs|dr)\b";
    GROUP = concat!(r"^(?:The |the |All |Some |Other |Several |Many |A number of )?((?:(?:\p{Lu}[\p{L}’'\-]*,?|and|of|for|&) ){0,12}", body!(), r"(?: [Mm]embers)?(?: of the (?:Panel|Committee|Sub-Committee|Board|Council|Cabinet|Forum|public))?)$");
    NO_GROUP = r"^(?:However|Finally|Further|Furthermore|Also|Then|Subsequently|Following|Additionally|Firstly|Lastly|Next|In addition|After discussion),? |(?:Chief|Senior|Deputy|Assistant) Executive$";
    MENTIONED = concat!(r"\b", honorific!(), r" \p{Lu}");
    OFFICIAL = r"\b(?:Director|Officer|Manager|Chair|Chairman|Chairperson|Leader|Member|Mayor|Executive|Engineer|Head of|Cathaoirleach|Superintendent|Solicitor|Clerk)\b";
    UNNAMED = r"^(?:A|An|One|Another|The) (?:further |local |concerned )?((?i:member(?: of the (?:public|panel|committee|board|council))?|councillor|officer|resident|parent|carer|speaker|applicant|agent|objector|petitioner|ward member|local member|supporter))$";
    BRACKET = r"^(.+?) \(([^()]{1,120})\)$";
    CAPITALS = r"^(?:(?:\p{Lu}[\p{L}’'\-.]*|of|for|and|&|the|in)(?: |$)){1,10}$";
}

/// Longest text, in bytes, that is read as speakers.
const LONGEST: usize = 300;

/// The speakers that a text names, if it names nothing else.
pub(super) fn speakers(text: &str) -> Option<Vec<Speaker>> {
    let text = text.trim().trim_end_matches(',');
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if let Some(one) = one(text) {
        return Some(vec![one]);
    }
    several(text)
        .or_else(|| text.match_indices(" and ").find_map(|(at, and)| pair(&text[..at], &text[at + and.len()..])))
}

/// Two speakers; none where commas could part more than two.
fn pair(left: &str, right: &str) -> Option<Vec<Speaker>> {
    let (left, right) = (one(left)?, one(right)?);
    let is_list = left.as_written.contains(", ") && !matches!(left.who, Who::PostAndPerson { .. });
    (!is_list).then(|| vec![left, right])
}

/// "Councillors A, B and C".
fn several(text: &str) -> Option<Vec<Speaker>> {
    let parts = SEVERAL.captures(text)?;
    let honorific = if parts[1].starts_with("Councillors") { "Councillor" } else { "Cllr" };
    let names = parts.get(2)?.as_str();
    let list: Vec<&str> = names.split(", ").flat_map(|part| part.split(" and ")).map(str::trim).collect();
    let speakers: Option<Vec<_>> = list
        .into_iter()
        .map(|name| match person(&format!("{honorific} {}", without_bracket(name)))? {
            Who::Person { honorific, .. } => {
                Some(Speaker { as_written: name.into(), who: Who::Person { honorific, name: name.into() } })
            }
            _ => None,
        })
        .collect();
    speakers.filter(|speakers| speakers.len() > 1)
}

fn without_bracket(name: &str) -> &str {
    BRACKET.captures(name).and_then(|parts| parts.get(1)).map_or(name, |bare| bare.as_str())
}

fn one(text: &str) -> Option<Speaker> {
    let who = group(text).or_else(|| unnamed(text)).or_else(|| person(text)).or_else(|| in_commas(text));
    let is_plain = ARTICLE.is_in(text) || !text.contains(',') && text.split(' ').count() <= 6;
    let who = who.or_else(|| post(text).filter(|_| is_plain)).or_else(|| bracketed(text))?;
    Some(Speaker { as_written: text.into(), who })
}

fn group(text: &str) -> Option<Who> {
    let parts = GROUP.captures(text)?;
    Some(Who::Group { name: parts[1].into() }).filter(|_| !NO_POST.is_in(text) && !NO_GROUP.is_in(text))
}

fn unnamed(text: &str) -> Option<Who> {
    UNNAMED.is_in(text).then(|| Who::Unnamed { description: text.into() })
}

fn person(text: &str) -> Option<Who> {
    if let Some(parts) = TITLED.captures(text) {
        let is_name = !NO_NAME.is_in(&parts[2]) && !POST_HEAD.is_in(&parts[2]) && !parts[1].ends_with('s')
            || matches!(&parts[1], "Ms" | "Mrs" | "Miss");
        return is_name.then(|| Who::Person { honorific: Some(parts[1].into()), name: parts[2].into() });
    }
    let long = text.split(' ').filter(|word| word.chars().filter(|c| c.is_lowercase()).count() > 0).count();
    let is_name =
        long >= 1 && UNTITLED.is_in(text) && !text.starts_with("A ") && !NO_NAME.is_in(text) && !POST_HEAD.is_in(text);
    is_name.then(|| Who::Person { honorific: None, name: text.into() })
}

fn post(text: &str) -> Option<Who> {
    if NO_POST.is_in(text) || !POST_HEAD.is_in(text) || MENTIONED.is_in(text) {
        return None;
    }
    let is_two = |(at, and): (usize, &str)| is_title(&text[..at]) && is_title(&text[at + and.len()..]);
    if text.match_indices(" and ").take(4).any(is_two) {
        return None;
    }
    let parts = POST.captures(text).or_else(|| PLAIN_POST.captures(text))?;
    Some(Who::Post { title: parts[1].trim().into() })
}

fn is_title(text: &str) -> bool {
    POST_HEAD.is_in(text) && (POST.is_in(text) || PLAIN_POST.is_in(text))
}

/// "Jane Doe (Director)", "The Director (Jane Doe)", "Councillor Doe (J)".
fn bracketed(text: &str) -> Option<Who> {
    let parts = BRACKET.captures(text)?;
    let (before, inside) = (&parts[1], &parts[2]);
    match (person(before), post(before)) {
        (Some(named), _) => match post(inside) {
            Some(held) => both(held, named),
            None => CAPITALS.is_in(inside).then(|| with_bracket(named, inside)),
        },
        (None, Some(held)) => both(held, person(inside)?),
        (None, None) => None,
    }
}

/// A lone letter in brackets tells two of one name apart, so it is part of the name; a party or ward is not.
fn with_bracket(named: Who, inside: &str) -> Who {
    match named {
        Who::Person { honorific, name } if inside.trim_end_matches('.').chars().count() == 1 => {
            Who::Person { honorific, name: format!("{name} ({inside})") }
        }
        other => other,
    }
}

/// "Jane Doe, Director of X", "The Director of X, Jane Doe".
fn in_commas(text: &str) -> Option<Who> {
    let (first, rest) = text.split_once(", ")?;
    if let Some(named) = person(first).or_else(|| bracketed(first)) {
        return match post(rest) {
            Some(held) => both(held, named),
            None => CAPITALS.is_in(rest).then_some(named).filter(|_| person(rest).is_none() && !MENTIONED.is_in(rest)),
        };
    }
    let (held, named) = text.rsplit_once(", ")?;
    let (held, named) = (post(held)?, person(named)?);
    let is_titled = matches!(&named, Who::Person { honorific: Some(_), .. });
    let is_whole = matches!(&held, Who::Post { title } if WHOLE_POST.is_in(title));
    if is_titled || is_whole { both(held, named) } else { None }
}

/// The holder of a post; none where a councillor would hold an officer's.
fn both(held: Who, named: Who) -> Option<Who> {
    match (held, named) {
        (Who::Post { title }, Who::Person { honorific: Some(honorific), .. })
            if OFFICERS.is_in(&title) && (honorific.starts_with("Councillor") || honorific.starts_with("Cllr")) =>
        {
            None
        }
        (Who::Post { title }, Who::Person { honorific, name }) => Some(Who::PostAndPerson { title, honorific, name }),
        _ => None,
    }
}

/// Whether somebody who could be meant by "she" or "he" is named in a text.
pub(super) fn names_somebody(text: &str) -> bool {
    names_person(text) || OFFICIAL.is_in(text)
}

/// Whether a person with an honorific is named in a text.
pub(super) fn names_person(text: &str) -> bool {
    MENTIONED.is_in(text)
}
