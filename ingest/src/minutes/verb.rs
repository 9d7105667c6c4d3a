//! What the verb of a sentence makes of it.

use super::pattern::{Pattern, patterns};

/// When a verb that only states something answers a question asked just before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Answers {
    Never,
    /// If the holder of a post speaks.
    Post,
    /// If anybody else than the asker speaks.
    Anybody,
    /// Like `Post`; and it adds to another's answer.
    AndAdds,
}

/// The sort of contribution that a verb makes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Act {
    /// A word of [`entities::contribution::KIND`].
    pub kind: &'static str,
    pub answers: Answers,
    /// Whether a later verb of the sentence says better what it is.
    pub is_weak: bool,
}

const fn act(kind: &'static str, answers: Answers) -> Act {
    Act { kind, answers, is_weak: false }
}

patterns! {
    /// Every verb that is looked at; what follows tells the sort.
    VERB = r"\b(?:asked|queried|enquired|inquired|questioned|wondered|sought|posed|wished|wanted|requested|called|urged|replied|responded|answered|explained|stated|said|commented|remarked|noted|highlighted|felt|welcomed|expressed|observed|stressed|emphasi[sz]ed|pointed|suggested|argued|raised|spoke|voiced|praised|echoed|reiterated|added|confirmed|clarified|assured|reassured|presented|introduced|gave|provided|delivered|updated|briefed|reported|advised|outlined|informed|summari[sz]ed|was of)\b";
    ASKS_FOR = r"^(?:asked (?:for|that)|requested|sought) (?:further |some |more |additional )?(?:clarification|clarity|assurances?|reassurances?|confirmation|an explanation)\b|^requested (?:to know|clarification)\b";
    DEMANDS = r"^asked (?:that|for|to be|to see|to receive|to have|[^.,;]{1,60}? (?:for|to [\p{L}]+))\b";
    ASKS = r"^(?:asked|queried|enquired|inquired|questioned|wondered|wished to know|wanted to know|posed (?:a|the|several|some) (?:\w+ )?questions?|raised (?:a|the|several|some|a number of) (?:question|quer)|sought (?:further |some |more )?(?:information|details|advice|an update|to understand))";
    ASKS_WHAT = r"^asked (?:(?:the|The|Councillor|Cllr|Mr|Ms|Mrs|officers|Officers|\p{Lu})[^.,;]{0,60}? )?(?:if|whether|what|how|why|when|where|who|which|about|to what)\b|^asked,? (?:could|can|would|will|is|are|does|do|did|has|have|should|was|were)\b";
    REQUESTS = r"^(?:requested|urged|called (?:for|on|upon)|stated the need for|(?:stated|said|commented|added|suggested|explained|indicated) that (?:s?he|they) would (?:expect|like|wish|want) to (?:see|receive|have|be (?:given|provided|sent)))\b";
    LIKES_TO_KNOW = r"^(?:stated|said|commented|added) that (?:s?he|they) would (?:like|wish|want) to know\b";
    REPLIES = r"^(?:replied|answered|responded (?:that|by|to (?:the )?(?:Councillor|Cllr|Mr|Mrs|Ms|Chair|question|quer|point|concern|Member|comment|this|these|that)|with|and|as|saying)|responded[.,:]|responded$|(?:explained|said|stated|advised|confirmed|noted) in (?:response|reply))";
    UPDATES = r"^(?:presented (?:the|this|an?|his|her|their|its|details|information|members|Members)|introduced (?:the|this|an?|his|her) [^.]{0,60}?(?:report|item|paper|update|presentation|strategy|plan|review|document|policy)|(?:gave|provided|delivered) (?:the )?(?:[^.,;]{0,60}? with )?(?:(?:an?|the|their|his|her|further) )?(?:[\p{L}\-]+ ){0,3}(?:update|overview|presentation|summary|briefing|introduction|outline)s?|updated|briefed|reported|outlined|summari[sz]ed|advised|informed)\b";
    /// What is presented without being a report.
    NO_UPDATE = r"^(?:presented|introduced|gave|provided|delivered)[^.]{0,60}\b(?:petition|award|certificate|cheque|motion|amendment|apolog\w+|himself|herself|themselves)\b|^welcomed .{1,300}?\bto the (?:[Mm]eeting|Chamber)\b";
    /// Where a sentence turns to another speaker.
    OTHER = r",? (?:and|while|but) (?:Councillors?|Cllrs?\.?|Mr\.?|Mrs\.?|Ms\.?|Dr\.?) (?:\S+ ){1,4}?(?:also )?(?:asked|queried|enquired|requested|stated|said|replied|responded|suggested|commented|confirmed|advised|noted)\b";
    ADVISES = r"^(?:advised|informed)\b";
    CONFIRMS = r"^(?:confirmed|clarified|assured|reassured|explained)\b";
    ADDS = r"^added\b";
    SAYS = r"^(?:stated|said|pointed out|outlined)\b";
    HOLDS = r"^(?:commented|remarked|noted|highlighted|felt (?:that|it|the|this|there)|welcomed|expressed (?:[\p{L}]+ ){0,4}?(?:concern|support|disappointment|thanks|gratitude|view|hope|frustration|appreciation|opinion|doubt|surprise|regret|pleasure|dissatisfaction|condolence|sympath|worr|reservation)|observed that|stressed|emphasi[sz]ed|suggested|argued|raised (?:[\p{L}]+ ){0,2}?concerns?\b|spoke (?:in|against|about|on|of|to)|voiced|praised|echoed|reiterated|was of the (?:view|opinion))";
    RAISES = r"^raised (?:the|an?|this|her|his) (?:[\p{L}]+ ){0,2}?(?:issue|matter|importance|need|question of|subject|point|problem|possibility|topic)\b";
    /// Where a sentence turns from saying to asking.
    TURN = r",? (?:and|but)(?: (?:also|then|further|additionally))? ((?:asked|queried|enquired|inquired|questioned|requested|sought|called for|urged|stated the need for)\b)";
    /// Clauses within which a second verb may have another subject.
    UNSURE = r"\b(?:had|who|whom|which|residents?|constituents?|people|parents|pupils|they|where)\b";
}

/// What a text that begins with a verb does; none if that is not known.
pub(super) fn act_of(text: &str) -> Option<Act> {
    static RULES: &[(&Pattern, Act)] = &[
        (&ASKS_FOR, act("QUESTION", Answers::Never)),
        (&ASKS_WHAT, act("QUESTION", Answers::Never)),
        (&DEMANDS, act("REQUEST", Answers::Never)),
        (&LIKES_TO_KNOW, act("QUESTION", Answers::Never)),
        (&ASKS, act("QUESTION", Answers::Never)),
        (&REPLIES, act("ANSWER", Answers::Never)),
        (&REQUESTS, act("REQUEST", Answers::Never)),
        (&ADVISES, act("UPDATE", Answers::Post)),
        (&UPDATES, act("UPDATE", Answers::Never)),
        (&ADDS, act("STATEMENT", Answers::AndAdds)),
        (&CONFIRMS, act("STATEMENT", Answers::Anybody)),
        (&SAYS, act("STATEMENT", Answers::Post)),
        (&HOLDS, act("STATEMENT", Answers::Never)),
        (&RAISES, Act { kind: "STATEMENT", answers: Answers::Never, is_weak: true }),
    ];
    if NO_UPDATE.is_in(text) {
        return None;
    }
    RULES.iter().find(|(pattern, _)| pattern.is_in(text)).map(|(_, act)| *act)
}

/// Where the verbs of a text begin.
pub(super) fn verbs(text: &str) -> impl Iterator<Item = usize> {
    VERB.all(text).filter_map(|found| found.get(0)).map(|found| found.start())
}

/// A text that begins with a verb, cut where it turns to asking for something: what each part does, and its end.
/// Not cut where the second verb could have another subject.
pub(super) fn turns(text: &str) -> Vec<(Act, usize, usize)> {
    let Some(first) = act_of(text) else { return Vec::new() };
    let text = OTHER.find(text).map_or(text, |other| &text[..other.start()]);
    let mut parts = vec![(first, 0, text.len())];
    for found in TURN.all(text).take(4) {
        let (Some(whole), Some(verb)) = (found.get(0), found.get(1)) else { continue };
        let Some((last, start, _)) = parts.last().copied() else { break };
        let Some(next) = act_of(&text[verb.start()..]) else { continue };
        if last.kind == next.kind || matches!(last.kind, "ANSWER" | "UPDATE") {
            continue;
        }
        let is_but = whole.as_str().trim_start_matches([',', ' ']).starts_with("but");
        if !is_but && UNSURE.is_in(&text[start..whole.start()]) {
            continue;
        }
        if last.is_weak {
            parts.pop();
            parts.push((next, start, text.len()));
        } else {
            parts.pop();
            parts.push((last, start, whole.start()));
            parts.push((next, verb.start(), text.len()));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{act_of, turns};

    #[test]
    fn verbs_tell_what_is_done() {
        for (text, kind) in [
            ("asked about buses.", Some("QUESTION")),
            ("asked the Director whether buses ran to time.", Some("QUESTION")),
            ("asked could provision be made for buses.", Some("QUESTION")),
            ("asked for clarification on buses.", Some("QUESTION")),
            ("sought assurance that buses ran.", Some("QUESTION")),
            ("asked that a timetable be provided.", Some("REQUEST")),
            ("asked for a timetable to be provided.", Some("REQUEST")),
            ("asked officers to send a timetable.", Some("REQUEST")),
            ("requested that a timetable be sent.", Some("REQUEST")),
            ("replied that they did.", Some("ANSWER")),
            ("responded to the consultation.", None),
            ("provided a verbal update on buses.", Some("UPDATE")),
            ("presented a petition on buses.", None),
            ("introduced the report.", Some("UPDATE")),
            ("introduced himself.", None),
            ("felt that buses mattered.", Some("STATEMENT")),
            ("sought election.", None),
        ] {
            assert_eq!(act_of(text).map(|act| act.kind), kind, "{text}");
        }
    }

    #[test]
    fn a_sentence_is_cut_where_it_turns() {
        let kinds = |text| turns(text).iter().map(|(act, ..)| act.kind).collect::<Vec<_>>();
        assert_eq!(kinds("stated that it was good but asked if it was cheap."), ["STATEMENT", "QUESTION"]);
        assert_eq!(kinds("raised the issue of buses and asked if they ran."), ["QUESTION"]);
        assert_eq!(kinds("said that residents had written and asked for a bus."), ["STATEMENT"]);
    }
}
