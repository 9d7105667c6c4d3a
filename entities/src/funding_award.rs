use crate::{Kind, record};

record! {
    /// Money given, or set aside, for a programme or strategy.
    "funding_award" {
        /// The programme.
        programme_id: Option<Uuid> = Kind::Reference("programme"),
        /// The strategy.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// The council that receives or spends it; null for money of a whole nation.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// Who gives it; the words of the source stand in `funder_text`.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The grant that it is paid under.
        policy_instrument_id: Option<Uuid> = Kind::Reference("policy_instrument"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// Who gives it, as printed.
        funder_text: Option<String> = Kind::Text,
        /// How much, in whole pounds; null when no sum is stated, which is not the same as nothing.
        amount: Option<i64> = Kind::Pounds,
        /// The sum as printed, such as "over £500m".
        amount_text: Option<String> = Kind::Text,
        /// The years that it is for.
        period: Option<String> = Kind::PartialDate,
        /// What it is for, in our words.
        purpose: Option<String> = Kind::Text,
    }
}
