//! From the names of columns and words to the names of fields.

/// `valid_from` → `validFrom`.
pub fn camel(snake: &str) -> String {
    let mut out = String::with_capacity(snake.len());
    let mut up = false;
    for c in snake.chars() {
        match c {
            '_' => up = true,
            c if up => {
                out.extend(c.to_uppercase());
                up = false;
            }
            c => out.push(c),
        }
    }
    out
}

/// `agenda_item` → `AgendaItem`.
pub fn pascal(snake: &str) -> String {
    let camel = camel(snake);
    let mut chars = camel.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn both() {
        assert_eq!(super::camel("on_behalf_of"), "onBehalfOf");
        assert_eq!(super::pascal("agenda_item"), "AgendaItem");
    }
}
