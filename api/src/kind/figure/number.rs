//! Exact arithmetic over published figures.

use rust_decimal::Decimal;

/// The number that a stored decimal stands for.
pub fn of(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

/// The middle one, or the mean of the two in the middle; none of nothing.
pub fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(middle.checked_sub(1)?)?;
    lower.checked_add(upper)?.checked_div(Decimal::TWO)
}

/// Place of a value among others, from 1, and how many share it: highest first, or lowest first.
pub fn place(value: Decimal, all: &[Decimal], lowest_first: bool) -> (usize, usize) {
    let before = all.iter().filter(|other| if lowest_first { **other < value } else { **other > value }).count();
    (before + 1, all.iter().filter(|other| **other == value).count())
}

#[cfg(test)]
mod tests {
    use super::{median, of, place};

    #[test]
    fn the_middle_and_the_place() {
        let all = |texts: &[&str]| texts.iter().filter_map(|t| of(t)).collect::<Vec<_>>();
        assert_eq!(median(all(&["3", "1.5", "2"])), of("2"));
        assert_eq!(median(all(&["3", "1.5", "2", "10"])), of("2.5"));
        assert_eq!(median(vec![]), None);
        let values = all(&["75", "170", "60", "92", "92"]);
        let ninety_two = of("92").unwrap_or_default();
        assert_eq!(place(ninety_two, &values, false), (2, 2));
        assert_eq!(place(ninety_two, &values, true), (3, 2));
    }
}
