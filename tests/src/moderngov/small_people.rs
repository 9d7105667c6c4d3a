//! The councillors of the small council, with what no database may hold.

use super::{
    council::{Person, Ward},
    small::day,
};

/// A councillor who ends a term before it starts.
pub const INVERTED: u32 = 15;
/// The empty seat.
pub const VACANT: u32 = 16;

pub(super) fn wards() -> Vec<Ward> {
    let person = |id, name: &str, party: &str| Person {
        id,
        name: name.into(),
        party: Some(party.into()).filter(|party: &String| !party.is_empty()),
        at_home: true,
        ..Person::default()
    };
    let since = (Some(day(2023, 5, 4)), None);
    let ada = Person {
        key_posts: Some("Leader of the Council; Cabinet Member for Ferries".into()),
        email: Some("ada.example@madeup.example".into()),
        terms: vec![(Some(day(2019, 5, 2)), Some(day(2023, 5, 4))), since],
        ..person(11, "Councillor Ada Example", "Labour and Co-operative")
    };
    let ben = Person { terms: vec![since], ..person(12, "Cllr Ben Sample", "The Conservative Party") };
    let cora = Person {
        email: Some("cora@madeup.example; mayor@madeup.example".into()),
        terms: vec![(None, None)],
        ..person(13, "Mayor Cora Invented", "LABOUR")
    };
    let eve = Person { terms: vec![since], ..person(14, " Councillor  Eve O'Pretend ", "Liberal Democrats") };
    let fay = Person {
        terms: vec![(Some(day(2023, 5, 4)), Some(day(2021, 5, 6)))],
        ..person(INVERTED, "Councillor Fay Figment", "")
    };
    let nobody = Person { at_home: false, ..person(VACANT, "Vacant seat", "") };
    vec![
        Ward { title: "Upper Madeup".into(), people: vec![ada, ben, cora] },
        Ward { title: "Sample & Fiction".into(), people: vec![eve, nobody] },
        Ward { title: "Invented Marsh".into(), people: vec![fay] },
    ]
}
