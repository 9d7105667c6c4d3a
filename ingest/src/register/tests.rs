//! Made-up registers of the two shapes, and the real ones where they are at hand.

use std::collections::HashMap;

use super::*;
use crate::record::Record;

const MERGED: &str = "code,gss_code,official_name,name,type_code,type_name,nation,region,parent_county,combined_authority,\
    current,start_date,start_date_source,end_date,replaced_by,former_gss_codes,dfe_la_code,ecode,snac,wikidata,website,\
    gov_uk_slug,cms_type,cms_base_url,open_council_data_id,wdtk_id,population_2020,lat,long,alt_names";
const PUBLISHED: &str = "local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,\
    region,local-authority-type,local-authority-type-name,county-la,combined-authority,alt-names,former-gss-codes,notes,\
    current-authority,ecode,gov-uk-slug,old-ons-la-code,open-council-data-id,snac,wdtk-id";

/// Rows of the first shape, each given by what it has; the rest is that of a unitary authority in the South West.
fn merged(rows: &[&[(&str, &str)]]) -> String {
    let usual = [("type_code", "UA"), ("nation", "England"), ("region", "South West"), ("current", "true")];
    table(MERGED, &usual, rows)
}

fn table(header: &str, usual: &[(&str, &str)], rows: &[&[(&str, &str)]]) -> String {
    let header: Vec<&str> = header.split(',').collect();
    let mut lines = vec![header.join(",")];
    for row in rows {
        let given: HashMap<&str, &str> = usual.iter().chain(*row).copied().collect();
        assert!(given.keys().all(|name| header.contains(name)), "{given:?}");
        let cells = header.iter().map(|name| format!("\"{}\"", given.get(name).copied().unwrap_or_default()));
        lines.push(cells.collect::<Vec<_>>().join(","));
    }
    lines.join("\n") + "\n"
}

fn row<'a>(code: &'a str, name: &'a str, official: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("code", code), ("name", name), ("official_name", official)]
}

fn with<'a>(mut row: Vec<(&'a str, &'a str)>, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    row.extend(more);
    row
}

fn parsed(text: &str) -> Register {
    parse("a.csv".into(), text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(text: impl AsRef<[u8]>) -> String {
    parse("a.csv".into(), text.as_ref()).map(|r| r.authorities.len()).expect_err("an error").to_string()
}

fn made(register: &Register) -> Vec<Record> {
    records(register, &Held::default())
}

fn cell(record: &Record, name: &str) -> sea_orm::Value {
    record.cells[record.table.columns.iter().position(|c| c.name == name).expect("a column")].clone()
}

fn slug(records: &[Record], id: uuid::Uuid) -> sea_orm::Value {
    cell(records.iter().find(|r| r.id == id).expect("a record"), "slug")
}

/// Two districts and their county became one unitary authority of the county's name.
fn county() -> String {
    let ended = [("end_date", "2023-03-31"), ("current", "false"), ("replaced_by", "NEW")];
    let county = with(row("OLD", "Ayshire", "Ayshire County Council"), &[("type_code", "CTY"), ("dfe_la_code", "998")]);
    let district = [("type_code", "NMD"), ("parent_county", "OLD")];
    let new = [
        ("start_date", "2023-04-01"),
        ("dfe_la_code", "998"),
        ("gss_code", "E06009998"),
        ("combined_authority", "CMB"),
    ];
    merged(&[
        &with(county, &ended),
        &with(with(row("BEE", "Beeton", "Beeton District Council"), &district), &ended),
        &with(with(row("CEE", "Ceeton", "Ceeton District Council"), &district), &ended),
        &with(row("NEW", "Ayshire", "Ayshire Council"), &new),
        &with(row("CMB", "South West", "South West Combined Authority"), &[("type_code", "COMB")]),
    ])
}

#[test]
fn a_register_becomes_councils_areas_and_their_relations() {
    let register = parsed(&county());
    assert_eq!((register.authorities.len(), register.current(), register.notes.len()), (5, 2, 0));
    let records = made(&register);
    assert_eq!(records.len(), 1 + 2 + 5 + 5);
    assert!(records.iter().all(|r| r.fault().is_none() && r.feed.is_none()));
    let find = |id| records.iter().find(|r| r.id == id).expect("a record");
    let new = find(held::council_id("NEW"));
    let linked: Vec<_> = new.links.iter().map(|l| (l.role, l.to)).collect();
    let old = ["BEE", "CEE", "OLD"].map(|code| ("PREDECESSOR", held::council_id(code)));
    assert_eq!(linked, [old.as_slice(), &[("MEMBER_OF", held::council_id("CMB"))]].concat());
    let life: Vec<_> = ["OLD", "NEW"]
        .map(|code| {
            let number = find(held::council_id(code)).identifiers.iter().find(|i| i.scheme == "dfe").cloned();
            number.map(|i| (i.value, i.valid_from, i.valid_to))
        })
        .into();
    assert_eq!(life[0], Some(("998".into(), None, Some("2023-03-31".into()))));
    assert_eq!(life[1], Some(("998".into(), Some("2023-04-01".into()), None)));
    let district = find(held::council_id("BEE"));
    assert_eq!(cell(district, "parent_id"), held::council_id("OLD").into());
    assert_eq!(cell(find(held::area_id("BEE")), "parent_id"), held::area_id("OLD").into());
    assert_eq!(district.citations[0].locator.as_deref(), Some("row BEE"));

    // The living one has the plain name, the dead one that of its end, and a region before an authority.
    for (code, name) in [("NEW", "ayshire"), ("OLD", "ayshire-2023"), ("BEE", "beeton"), ("CMB", "south-west-cmb")] {
        assert_eq!(slug(&records, held::council_id(code)), name.into());
        assert_eq!(slug(&records, held::area_id(code)), name.into());
    }
    assert_eq!(slug(&records, place::REGIONS[8].id()), "south-west".into());
    let mut rows: Vec<String> = county().lines().map(str::to_owned).collect();
    rows[1..].reverse();
    let mut other: Vec<String> = made(&parsed(&rows.join("\n"))).iter().map(|r| format!("{r:?}")).collect();
    let mut one: Vec<String> = records.iter().map(|r| format!("{r:?}")).collect();
    one.sort();
    other.sort();
    assert_eq!(one, other, "the order of rows does not matter");
}

#[test]
fn both_shapes_give_the_same_ids() {
    let rows: &[&[(&str, &str)]] = &[&[
        ("local-authority-code", "NEW"),
        ("official-name", "Ayshire Council"),
        ("nice-name", "Ayshire"),
        ("old-ons-la-code", "00XX"),
        ("wdtk-id", "77.0"),
    ]];
    let usual = [
        ("local-authority-type", "UA"),
        ("nation", "England"),
        ("region", "South West"),
        ("current-authority", "True"),
    ];
    let published = made(&parsed(&table(PUBLISHED, &usual, rows)));
    let other = made(&parsed(&county()));
    assert!(published[1..].iter().all(|record| other.iter().any(|o| o.id == record.id)));
    assert_ne!(published[0].id, other[0].id, "each file is a source of its own");
    let names: Vec<_> = published[4].identifiers.iter().map(|i| (&*i.scheme, &*i.value)).collect();
    assert_eq!(names, [("local-authority-code", "NEW"), ("wdtk", "77")], "00XX is no number, and 77.0 is 77");
}

#[test]
fn councils_that_share_a_system_share_its_source() {
    let system = |base| [("cms_type", "ModernGov"), ("cms_base_url", base)];
    let own = [("cms_type", "Custom HTML (Paged)"), ("cms_base_url", "https://c.example/Members/")];
    let register = parsed(&merged(&[
        &with(row("AAA", "Ayton", "Ayton Council"), &system("http://Democracy.example.gov.uk/")),
        &with(row("BBB", "Beeton", "Beeton Council"), &system("https://democracy.example.gov.uk")),
        &with(row("CCC", "Ceeton", "Ceeton Council"), &own),
        &with(row("DDD", "Deeton", "Deeton Council"), &[("cms_type", "Custom Base")]),
        &with(
            row("EEE", "Eeton", "Eeton Council"),
            &[("cms_type", "CMIS"), ("cms_base_url", "http://c.example/Members")],
        ),
    ]));
    let records = made(&register);
    let systems: Vec<_> = records.iter().filter(|r| r.links.iter().any(|l| l.role == "PUBLISHES")).collect();
    assert_eq!(systems.len(), 2);
    assert_eq!(systems[0].id, system::committee_system_id("democracy.example.gov.uk"));
    assert_eq!(cell(systems[0], "title"), "ModernGov of Ayton and Beeton".into());
    assert_eq!(cell(systems[0], "url"), "https://democracy.example.gov.uk".into());
    assert_eq!(cell(systems[0], "system"), "MODERNGOV".into());
    assert_eq!(systems[0].links.len(), 2);
    assert_eq!(cell(systems[1], "system"), "OWN_PAGES".into());
    let notes: Vec<_> = register.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "a.csv:5: DDD: field `cms_type`: `Custom Base` has no base address",
            "a.csv:6: EEE: field `cms_type`: CMIS is OWN_PAGES for CCC, at the same address",
        ]
    );
}

#[test]
fn what_is_odd_is_noted_and_left_out() {
    let odd = [
        ("start_date", "2005-06-20"),
        ("replaced_by", "XXX, ZZZ"),
        ("parent_county", "AAA"),
        ("website", "www.example.gov.uk"),
        ("alt_names", "Ayton,AYTON,Sir Ayt\u{fffd}n,Ayton, City of,ayton council,ayton town"),
    ];
    let late = [("end_date", "2019-04-01"), ("start_date", "2019-04-02"), ("current", "false"), ("replaced_by", "AAA")];
    let register = parsed(&merged(&[
        &with(row("AAA", " Ayton ", "Ayton Council"), &odd),
        &with(row("ZZZ", "Zeeton", "Zeeton Council"), &late),
        &with(row("BBB", "Beeton", "Beeton Council"), &[("start_date", "2019-04-01")]),
        &with(row("CCC", "Ceeton", "Ceeton Council"), &[("current", "false"), ("end_date", "")]),
    ]));
    use NoteKind::{DamagedName, NoAddress, NoEnd, ReversedDates, SuspiciousStart, UnknownCode};
    let kinds: Vec<_> = register.notes.iter().map(|n| n.kind).collect();
    let noted = [SuspiciousStart, DamagedName, NoAddress, UnknownCode, UnknownCode, ReversedDates, NoEnd];
    assert_eq!(kinds, noted);
    let first = &register.authorities[0];
    assert_eq!((&first.valid_from, &first.website, &first.county), (&None, &None, &None));
    assert_eq!(first.successors, ["ZZZ"]);
    assert_eq!(first.other_names, ["Ayton", "Ayton, City of", "ayton town"]);
}

#[test]
fn a_day_that_ends_one_and_begins_the_next_is_noted() {
    let register = parsed(&county().replace("2023-03-31", "2023-04-01"));
    let kinds: Vec<_> = register.notes.iter().map(|n| n.kind).collect();
    assert_eq!(kinds, [NoteKind::SharedDay; 3]);
    assert_eq!(register.authorities[0].valid_to.as_deref(), Some("2023-04-01"), "it is kept as printed");
}

#[test]
fn files_that_break_the_shape_are_refused_with_place() {
    let good = merged(&[&row("AAA", "Ayton", "Ayton Council")]);
    assert_eq!(parsed(&format!("\u{feff}{}", good.replace('\n', "\r\n"))).authorities.len(), 1);
    assert!(refused("").contains("this is no register"));
    assert!(refused("name,colour\na,b\n").contains("no column is called `code` or `local-authority-code`"));
    assert!(refused(MERGED).contains("it names no authority"));
    let missing = refused(good.replace("website", "web-site"));
    assert_eq!(missing, "a.csv:1: the column `website` is missing; did you mean `web-site`?");
    assert!(refused(good.replace("population_2020", "website")).contains("`website` is there 2 times"));
    assert!(refused(format!("{good}AAA,b\n")).contains("a.csv:3: the row has 2 cells under 30 columns"));
    assert!(refused([good.as_bytes(), b"\xff\xfe,\n"].concat()).contains("a.csv:3: the text is not UTF-8"));
    assert!(refused([b"\xff\xfe,", good.as_bytes()].concat()).contains("a.csv:1: the text is not UTF-8"));
    let double = merged(&[&row("AAA", "Ayton", "Ayton Council"), &row("AAA", "Beeton", "Beeton Council")]);
    assert_eq!(refused(double), "a.csv:3: `AAA` in column `code` is that of line 2 already");
    let gss = [("gss_code", "E06009998")];
    let double = [with(row("AAA", "A", "A Council"), &gss), with(row("BBB", "B", "B Council"), &gss)];
    assert!(refused(merged(&[&double[0], &double[1]])).contains("`E06009998` in column `gss_code`"));
    for (column, value, said) in [
        ("start_date", "01/04/1974", "field `start_date`: `01/04/1974` is no date"),
        ("end_date", "2023-02-30", "field `end_date`: `2023-02-30` is no date"),
        ("type_code", "QQQ", "`QQQ` is not one of CTY, NMD"),
        ("nation", "Englund", "did you mean `England`?"),
        ("region", "South-West", "`South-West` is no region of England; did you mean `South West`?"),
        ("current", "yes", "`yes` is neither true nor false"),
        ("gss_code", "E0600", "`E0600` is no code"),
        ("former_gss_codes", "e06000001", "`e06000001` is no code"),
        ("name", " ", "field `name`: it is missing"),
    ] {
        let text = merged(&[&with(row("AAA", "Ayton", "Ayton Council"), &[(column, value)])]);
        let error = refused(text);
        assert!(error.starts_with("a.csv:2: AAA: ") && error.contains(said), "{error}");
    }
    let many: Vec<_> = (0..50).map(|_| row("AAA", "", "")).collect();
    let rows: Vec<&[(&str, &str)]> = many.iter().map(Vec::as_slice).collect();
    assert_eq!(refused(merged(&rows)).lines().count(), TOLD);
}

fn real(name: &str) -> Option<Register> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/register")).join(name);
    if !path.exists() {
        eprintln!("skipped: ../shared/data/register/{name} is absent");
        return None;
    }
    Some(read(&path).unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn the_merged_register_is_read_whole() {
    let Some(register) = real("merged_register.csv") else { return };
    assert_eq!((register.authorities.len(), register.current()), (470, 397));
    assert_eq!(register.authorities.iter().filter(|a| a.gss.is_some()).count(), 445);
    let mut kinds: HashMap<&str, usize> = HashMap::new();
    register.authorities.iter().filter(|a| a.current).for_each(|a| *kinds.entry(a.kind.council).or_default() += 1);
    for (kind, count) in [
        ("DISTRICT", 164),
        ("UNITARY", 63),
        ("METROPOLITAN", 36),
        ("LONDON_BOROUGH", 33),
        ("COUNTY", 21),
        ("COMBINED_AUTHORITY", 14),
        ("STRATEGIC_AUTHORITY", 1),
        ("SCOTTISH", 32),
        ("WELSH", 22),
        ("NORTHERN_IRISH", 11),
    ] {
        assert_eq!(kinds.remove(kind), Some(count), "{kind}");
    }
    assert!(register.notes.iter().all(|n| n.kind != NoteKind::SuspiciousStart));
    let records = made(&register);
    assert!(records.iter().all(|r| r.fault().is_none()));
    let slugs: HashSet<String> = records.iter().map(|r| format!("{} {}", r.table.name, r.id)).collect();
    assert_eq!(slugs.len(), records.len(), "no id twice");
    assert_eq!(slug(&records, held::council_id("SMT")), "somerset".into());
    assert_eq!(slug(&records, held::council_id("SOM")), "somerset-2023".into());
    assert_eq!(slug(&records, held::council_id("STE")), "stoke-on-trent".into());
    assert_eq!(slug(&records, held::council_id("WMCA")), "west-midlands-wmca".into());
}

#[test]
fn the_published_register_tells_its_77_suspicious_dates() {
    let Some(register) = real("mysociety_uk_local_authorities_current.csv") else { return };
    assert_eq!((register.authorities.len(), register.current()), (470, 397));
    let suspicious: Vec<_> = register.notes.iter().filter(|n| n.kind == NoteKind::SuspiciousStart).collect();
    assert_eq!(suspicious.len(), 77);
    assert_eq!(suspicious[0].fault.record.as_deref(), Some("ABD"));
    let Some(other) = real("merged_register.csv") else { return };
    let ids = |register: &Register| made(register)[1..].iter().map(|r| r.id).collect::<HashSet<_>>();
    assert!(ids(&register).is_subset(&ids(&other)), "both files are of the same records");
}
