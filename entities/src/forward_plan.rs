use crate::{Kind, record};

record! {
    /// One edition of a forward plan: what is to be decided in the time ahead, and of which a council gives notice.
    "forward_plan" {
        /// Title of the edition as printed, such as `Forward Plan September 2026`.
        title: String = Kind::Text,
        /// What the plan itself is called, as printed, such as `Cabinet Forward Plan`: its editions share the name.
        plan_name: Option<String> = Kind::Text,
        /// The council whose plan it is.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The board whose decisions it announces; null where the plan's name is not plainly that of one board.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// The time that the edition speaks of, where its title names one and no other.
        period: Option<String> = Kind::PartialDate,
        /// The day on which the edition was published; null when no source says.
        published_on: Option<Date> = Kind::Date,
        /// Its page.
        website: Option<String> = Kind::Url,
    }
}
