//! What a resolution does, by its words.

use super::pattern::patterns;

macro_rules! verb {
    () => {
        r"(note[ds]?|approved?|adopt(?:ed)?|grant(?:ed)?|ratif(?:y|ied)|received?|accept(?:ed)?|recommend(?:ed)?|delegated?|authorised?|defer(?:red)?|adjourn(?:ed)?|refer(?:red)?|reject(?:ed)?|refused?|dismiss(?:ed)?|agreed?|endorsed?|support(?:ed)?|confirm(?:ed)?|carried|passed|lost|defeated|withdraw[n]?|comment(?:ed)?)"
    };
}

patterns! {
    /// At the start: "to note", "note", "the Panel note", "hereby agree to".
    FIRST = concat!(r"^(?i:that )?(?:(?i:the )?(?:Panel|Committee|Sub-Committee|Cabinet|Council|Board|Members|Forum|Executive)(?: [Mm]embers)? )?(?i:(?:do |does )?(not )?(?:to )?(?:(?:hereby|unanimously|formally|also) )?", verb!(), r")\b");
    /// "and to approve", "and approve the", ", to refer".
    CHAIN = concat!(r"(?i)(?:\band|,|;)(?: to)? (not )?(?:to )?", verb!(), r" (?:the|that|this|to|it|authority|its|a|an|any|all)\b");
    /// "be noted", "was duly approved", "be received and noted".
    PASSIVE = concat!(r"(?i)\b([\p{L}\d]+)[,)”’]* (be|was|were|is|are) (not )?(?:(?:and (?:is|are) hereby|hereby|duly|further|unanimously|formally|proposed[^.;]{1,120}?(?:seconded[^.;]{1,80}?)? and|taken as read(?:,| and)|proposed and|moved and|seconded and) )*", verb!(), r"\b(?:,? and (?:duly |formally )?", verb!(), r"\b)?");
    GIVEN = r"(?i)\b(?:approval|permission|consent)\b[^.;]{0,60}?\b(?:be|is|and is)(?: and is)?(?: hereby)? (not )?(?:given|granted)\b";
    CONDITIONS = r"(?i)\b(?:subject to|on|with)(?: the)?(?: following| above| said| amended| additional| standard| planning)* conditions?\b";
    COMMENTED = r"(?i)\band (?:also )?(?:provided|made|offered) (?:[\p{L}]+ )?comments?\b|\band commented on\b";
    READ = r"(?i)\b(?:taken as read|adopted and signed)\b";
    WELSH = r"(?i)^(?:bod yr? [^.;]{1,80}? yn cael eu? |i |yn )?(nodi|nodwyd|cymeradwyo|derbyn|argymell|dirprwyo|gohirio|cyfeirio|gwrthod|cytuno|tynnu)\b";
    MODAL = r"^(?:to|will|would|should|shall|can|could|may|might|must|not|which|who|had|has|have)$";
    REFUSED = r"(?i)\b(?:not|neither|nor|never)\b";
NEGATED = concat!(r"(?i)\bnot (?:to )?(?:be )?(?:\p{L}+ )?", verb!(), r"\b");
}

/// What the words of a resolution do.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Effects {
    /// Words of [`entities::decision::EFFECT`], each once, in the order of the text.
    pub words: Vec<&'static str>,
    /// Whether a verb was negated, and so left out.
    pub is_negated: bool,
}

fn effect(verb: &str) -> Option<&'static str> {
    let verb = verb.to_lowercase();
    let starts = |stems: &[&str]| stems.iter().any(|stem| verb.starts_with(stem));
    Some(match () {
        () if starts(&["note", "nod"]) => "NOTE",
        () if starts(&["approv", "adopt", "grant", "ratif", "cymeradwyo"]) => "APPROVE",
        () if starts(&["receiv", "derbyn"]) => "RECEIVE",
        () if starts(&["accept"]) => "ACCEPT",
        () if starts(&["recommend", "argymell"]) => "RECOMMEND",
        () if starts(&["delegat", "authoris", "dirprwyo"]) => "DELEGATE",
        () if starts(&["defer", "adjourn", "gohirio"]) => "DEFER",
        () if starts(&["refer", "cyfeirio"]) => "REFER",
        () if starts(&["reject", "refuse", "dismiss", "lost", "defeated", "gwrthod"]) => "REJECT",
        () if starts(&["agree", "endors", "support", "confirm", "carried", "passed", "cytuno"]) => "AGREE",
        () if starts(&["withdr", "tynnu"]) => "WITHDRAW",
        () if starts(&["comment"]) => "COMMENT",
        () => return None,
    })
}

impl Effects {
    fn add(&mut self, verb: &str, is_negated: bool) {
        self.is_negated |= is_negated;
        if let Some(word) = effect(verb).filter(|word| !is_negated && !self.words.contains(word)) {
            self.words.push(word);
        }
    }

    /// Adds what is to be done to something. After a verb in the active voice, only what a second "that" begins.
    fn add_passives(&mut self, text: &str) {
        let has_active = !self.words.is_empty();
        let clause = match text.find(" and that ") {
            Some(at) if has_active => &text[at..],
            _ if has_active => "",
            _ => text,
        };
        for passive in PASSIVE.all(clause) {
            let part = |at| passive.get(at).map(|part: regex::Match| part.as_str());
            let (before, be) = (part(1).unwrap_or_default(), part(2).unwrap_or_default());
            let is_not = before.eq_ignore_ascii_case("not");
            let is_told = !be.eq_ignore_ascii_case("be");
            if self.is_passed_on() || MODAL.is_in(before) && !is_not || is_told && !self.words.is_empty() {
                continue;
            }
            [4, 5].into_iter().filter_map(part).for_each(|verb| self.add(verb, is_not || part(3).is_some()));
        }
    }

    fn is_passed_on(&self) -> bool {
        self.words.contains(&"RECOMMEND")
    }
}

/// What a text does. What is only recommended, or is to be done later, is not done.
pub(super) fn effects(text: &str) -> Effects {
    let mut found = Effects::default();
    if let Some(first) = FIRST.captures(text).or_else(|| WELSH.captures(text)) {
        let verb = first.iter().flatten().last().map_or("", |verb| verb.as_str());
        found.add(verb, first.len() > 2 && first.get(1).is_some());
        let clause = text.find(" that ").map_or(text, |at| &text[..at]);
        for next in CHAIN.all(clause).take_while(|_| verb != "recommend") {
            found.add(next.get(2).map_or("", |verb| verb.as_str()), next.get(1).is_some());
        }
    }
    if COMMENTED.is_in(text) {
        found.add("comment", false);
    }
    if let Some(given) = GIVEN.captures(text) {
        found.add("grant", given.get(1).is_some());
    }
    found.add_passives(text);
    if found.words.is_empty() && READ.is_in(text) {
        found.add("adopt", REFUSED.is_in(text));
    }
    if CONDITIONS.is_in(text) {
        found.words.iter_mut().filter(|word| **word == "APPROVE").for_each(|word| *word = "APPROVE_WITH_CONDITIONS");
    }
    found.is_negated |= found.words.is_empty() && NEGATED.is_in(super::sentence::head(text, 200));
    found
}

#[cfg(test)]
mod tests {
    use super::effects;

    #[test]
    fn words_have_effects() {
        for (text, words) in [
            ("the report be noted", vec!["NOTE"]),
            ("to note the plan and to approve the budget", vec!["NOTE", "APPROVE"]),
            ("the report be received and noted", vec!["RECEIVE", "NOTE"]),
            ("the Portfolio Holder be recommended to approve the lease", vec!["RECOMMEND"]),
            ("to recommend to Council that the plan be approved", vec!["RECOMMEND"]),
            ("the application be approved subject to the following conditions", vec!["APPROVE_WITH_CONDITIONS"]),
            ("planning permission be refused", vec!["REJECT"]),
            ("the report, which is to be approved in May, be noted", vec!["NOTE"]),
            ("authority be delegated to the Director", vec!["DELEGATE"]),
            ("the plan be not approved", vec![]),
            ("the plan was not agreed", vec![]),
            ("the approval of the Council be and is hereby given to it", vec!["APPROVE"]),
            ("nodi'r adroddiad", vec!["NOTE"]),
            ("the Clerk write to the Minister", vec![]),
        ] {
            assert_eq!(effects(text).words, words, "{text}");
        }
        assert!(effects("the plan be not approved").is_negated);
    }
}
