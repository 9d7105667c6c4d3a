use crate::{Kind, record};

record! {
    /// What one page of a document says. A page without words has none of these; see `pagesWithoutWords` of its file.
    "document_page" {
        /// The document.
        document_id: Uuid = Kind::Reference("document"),
        /// The file in which it stands.
        document_file_id: Uuid = Kind::Reference("document_file"),
        /// Order in the file, from 1.
        position: i32 = Kind::Int,
        /// Which page it is, counted from 1; null when the file has no pages of its own: then it is a part of what it says, mostly all.
        number: Option<i32> = Kind::Int,
        /// Its words, a paragraph a line, as the file orders them; private e-mail addresses and telephone numbers are left out.
        text: String = Kind::Text,
    }
}
