//! What the name of a column of figures tells, where no metadata do.

/// Words beside which "fte", "headcount" and "count" do not say what the figures are counted in.
const MEASURES: &[&str] =
    &["average", "caseload", "caseloads", "days", "hours", "mean", "median", "per", "rate", "rates", "ratio", "ratios"];

/// The name as a title: with blanks for underscores, and a capital at the beginning.
pub fn title(name: &str) -> String {
    let words: Vec<&str> = name.split('_').filter(|word| !word.is_empty()).collect();
    let title = words.join(" ");
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

/// What the figures are counted in, where the words of the name make it plain.
pub fn unit(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    if has(&["percent", "percentage", "pct"]) {
        // A difference of two percentages is counted in points.
        return (!has(&["point", "points"])).then_some("%");
    }
    if words.windows(2).any(|pair| matches!(pair, ["per", "10000" | "10k"])) {
        return Some("Rate per 10,000");
    }
    match () {
        () if has(MEASURES) => None,
        () if has(&["fte"]) => Some("Full-time equivalents"),
        () if has(&["headcount"]) || words.last() == Some(&"count") => Some("Number"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_title() {
        for (name, told) in [
            ("rate_per_10000", "Rate per 10000"),
            ("CPP_start", "CPP start"),
            ("_élan__count_", "Élan count"),
            ("Rate of children", "Rate of children"),
            ("__", "__"),
        ] {
            assert_eq!(title(name), told);
        }
    }

    #[test]
    fn a_unit_is_told_only_where_it_is_plain() {
        for (name, told) in [
            ("rereferral_percent", Some("%")),
            ("Percentage of bears", Some("%")),
            ("bear_pct_fte", Some("%")),
            ("percent_count", Some("%")),
            ("change_in_percentage_points", None),
            ("percentile_count", Some("Number")),
            ("rate_per_10000", Some("Rate per 10,000")),
            ("bears_PER_10k_children", Some("Rate per 10,000")),
            ("rate_per_100000", None),
            ("agency_rate", None),
            ("inpost_fte", Some("Full-time equivalents")),
            ("turnover_rate_fte", None),
            ("caseload_fte", None),
            ("working_days_lost_fte", None),
            ("inpost_headcount", Some("Number")),
            ("turnover_rate_headcount", None),
            ("referral_count", Some("Number")),
            ("Count", Some("Number")),
            ("average_count", None),
            ("count_of_what", None),
            ("county", None),
            ("after", None),
            ("", None),
        ] {
            assert_eq!(unit(name), told, "{name}");
        }
    }
}
