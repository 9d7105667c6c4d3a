//! Pieces of text with marks: offsets count UTF-16 units, as JavaScript does.

/// A piece, and whether it is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

/// Cuts a text at marks, given as first unit and the one after the last. Marks that are out of order, out of the text or within a
/// character are left out or widened, so that no letter is lost.
pub fn pieces(text: &str, marks: &[(usize, usize)]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut unit = 0;
    for letter in text.chars() {
        let end = unit + letter.len_utf16();
        let marked = marks.iter().any(|(from, to)| *from < end && unit < *to);
        match out.last_mut().filter(|piece| piece.marked == marked) {
            Some(piece) => piece.text.push(letter),
            None => out.push(Piece { text: letter.into(), marked }),
        }
        unit = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn marks_count_utf16_units() {
        let said = |text, marks: &[(usize, usize)]| {
            let piece = |piece: super::Piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text };
            pieces(text, marks).into_iter().map(piece).collect::<String>()
        };
        assert_eq!(said("👪 family help", &[(3, 9), (10, 14)]), "👪 [family] [help]");
        assert_eq!(said("Café", &[(3, 4)]), "Caf[é]");
        assert_eq!(said("short", &[(9, 12), (4, 2)]), "short");
        assert_eq!(said("", &[(0, 1)]), "");
    }
}
