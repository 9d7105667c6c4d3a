use crate::{Kind, record};

record! {
    /// An entry of an edition of a forward plan: notice that a matter is to be decided.
    "forward_plan_entry" {
        /// The edition.
        forward_plan_id: Uuid = Kind::Reference("forward_plan"),
        /// The matter; null when no source says which it is.
        issue_id: Option<Uuid> = Kind::Reference("issue"),
        /// Its place in the edition, from 1.
        position: i32 = Kind::Int,
        /// Title as printed.
        title: String = Kind::Text,
        /// When the decision is due, as printed.
        decision_due: Option<String> = Kind::Text,
        /// When the decision is due, where the words are plainly a day, a month or a year.
        due: Option<String> = Kind::PartialDate,
        /// The day on which notice of the matter was first given, as the entry tells it.
        notice_published_on: Option<Date> = Kind::Date,
        /// Whether it announces a key decision; null when the entry does not say.
        is_key: Option<bool> = Kind::Bool,
    }
    actors ["MAKER"]
}
