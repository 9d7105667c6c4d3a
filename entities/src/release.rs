use crate::{Kind, record};

record! {
    /// One file of a dataset, as it was read.
    "release" {
        /// The dataset.
        dataset_id: Uuid = Kind::Reference("dataset"),
        /// What it is called, such as the name of its file.
        title: String = Kind::Text,
        /// When it was put out; null when not known.
        published_on: Option<String> = Kind::PartialDate,
        /// When it was fetched; null when not known.
        retrieved_on: Option<String> = Kind::PartialDate,
        /// SHA-256 of the file in hexadecimal, unpacked; null where figures were copied by hand.
        sha256: Option<String> = Kind::Text,
        /// Rows of the file, its header left out; null where figures were copied by hand.
        row_count: Option<i32> = Kind::Int,
    }
}
