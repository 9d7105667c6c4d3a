use crate::{Kind, record};

record! {
    /// What an inspector or reviewer found.
    "judgement" {
        /// Who judged.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The council that was judged.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// What kind of inspection it was, as printed.
        framework: Option<String> = Kind::Text,
        /// What was judged.
        domain: Option<String> = Kind::Text,
        /// Grade as printed; null when none is.
        grade: Option<String> = Kind::Text,
        /// When; of an inspection the first day.
        date: Option<String> = Kind::PartialDate,
        /// When the report was put out; null when not known.
        published_on: Option<String> = Kind::PartialDate,
        /// What was found, in our words; a quotation where marked.
        text: Option<String> = Kind::Text,
        /// The report.
        document_id: Option<Uuid> = Kind::Reference("document"),
    }
}
