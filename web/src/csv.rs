//! Tables as comma-separated values: RFC 4180, with a formula's first mark kept from being one.

/// A table: what stands over its columns, and its rows.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn write(&self) -> String {
        let mut out = String::new();
        line(&mut out, self.columns.iter().copied());
        for row in &self.rows {
            line(&mut out, row.iter().map(String::as_str));
        }
        out
    }
}

fn line<'t>(out: &mut String, cells: impl Iterator<Item = &'t str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        // A spreadsheet would take such a text for a formula.
        let guarded =
            cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && cell.parse::<f64>().is_err());
        if guarded || cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            if guarded {
                out.push('\'');
            }
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let rows = vec![vec!["a, b".into(), "=1+1".into()], vec!["say \"no\"".into(), "-1.5".into()]];
        let table = Table { columns: vec!["one", "two"], rows };
        assert_eq!(table.write(), "one,two\r\n\"a, b\",\"'=1+1\"\r\n\"say \"\"no\"\"\",-1.5\r\n");
    }
}
