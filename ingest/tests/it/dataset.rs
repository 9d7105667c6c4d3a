//! What the dataset reader accepts, and what it says of what it does not.

use super::house::House;

const HEAD: &str = "[defaults]\nsource = \"s\"\nmethod = \"MANUAL\"\n[[source]]\nkey = \"s\"\ntitle = \"S\"\n";

/// The faults of a file that begins with [`HEAD`], without their place but for the line.
async fn faults(text: &str) -> Vec<String> {
    let house = House::on_sqlite().await;
    let path = house.file("x.toml", &format!("{HEAD}{text}"));
    let told = house.failure().await;
    assert_eq!(house.count("source").await, 0);
    told.lines().map(|line| line.replace(&format!("{}:", path.display()), "")).collect()
}

#[tokio::test]
async fn faults_are_named_by_line_record_and_field() {
    let told = faults(
        r#"[[board]]
key = "bath/cabinet"
at = "1"
name = "  "
kind = "CABINETT"
councl = "bath"
website = "bath.gov.uk"
valid_from = "July"
slug = "x"
[[boardd]]
key = "y"
[[area]]
key = "Bath"
at = "1"
"#,
    )
    .await;
    assert_eq!(
        told,
        [
            "15: board \"bath/cabinet\": field `slug`: there is no such field: it is made from `key`",
            "10: board \"bath/cabinet\": field `name`: the text is empty: leave the field out where nothing is known",
            "11: board \"bath/cabinet\": field `kind`: \"CABINETT\" is not one of FULL_COUNCIL, CABINET, COMMITTEE, \
             SUB_COMMITTEE, SCRUTINY_PANEL, PARTNERSHIP_BOARD, SAFEGUARDING_PARTNERSHIP, HEALTH_AND_WELLBEING_BOARD, \
             JOINT_COMMITTEE, WORKING_GROUP, INDIVIDUAL_MEMBER, OFFICER_DECISION, NOT_KNOWN; did you mean `CABINET`?",
            "13: board \"bath/cabinet\": field `website`: \"bath.gov.uk\" is no address: it must begin with https:// or http://",
            "14: board \"bath/cabinet\": field `valid_from`: \"July\" is no date: write 2026-07-14, 2026-07, 2026, 2026~ \
             or a span such as 2026/2027",
            "12: board \"bath/cabinet\": field `councl`: there is no such field; did you mean `council`?",
            "16: there is no table `boardd`; did you mean `board`?",
            "19: area: field `key`: \"Bath\" becomes part of addresses: only a-z, 0-9, `-`, `.` and `_` may stand in it, \
             in parts joined by `/`",
        ]
    );
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let told = faults("[[meeting]]\nkey = \"m\"\ndate = 2025-07-01\nstatus = \"HELD\"\nattendance_known = 1\n").await;
    assert_eq!(
        told,
        [
            "7: meeting \"m\": field `board`: it is missing",
            "7: meeting \"m\": field `title`: it is missing",
            "11: meeting \"m\": field `attendance_known`: true or false is needed, not 1",
            "7: meeting \"m\": field `at`: it is missing: say where in the source this stands, or give `sources`",
        ]
    );
    let told = faults("[[board]]\nname = \"x\"\n").await;
    assert_eq!(told, ["7: board: field `key`: it is missing"]);
}

#[tokio::test]
async fn no_more_than_twenty_faults_are_told() {
    let told = faults(&"[[topic]]\nlabel = 1\n".repeat(50)).await;
    assert_eq!(told.len(), 20);
}

#[tokio::test]
async fn files_that_do_not_parse_are_named() {
    let house = House::on_sqlite().await;
    assert!(house.failure().await.contains("cannot read"));
    house.file("notes.txt", "");
    assert!(house.failure().await.contains("holds no .toml and no .jsonl file"));
    house.file("a.toml", "a = 1\nb = = 2\n");
    house.file("b.jsonl", "{\"topic\": {\"key\": \"a\", \"label\": \"A\"}}\n\n{\"topic\"\n");
    let told = house.failure().await;
    assert!(told.contains("a.toml:2: this is not TOML") && told.contains("b.jsonl:3: this is not JSON"), "{told}");
}

#[tokio::test]
async fn nested_records_know_where_they_belong() {
    let house = House::on_sqlite().await;
    let text = r#"
[[council]]
key = "c"
at = "1"
name = "C"
kind = "UNITARY"
[[council.board]]
key = "c/b"
at = "1"
name = "B"
kind = "CABINET"
[[council.board.meeting]]
at = "2"
title = "M"
date = "2025-07-01"
status = "HELD"
attendance_known = true
[[council.board.meeting.agenda_item]]
at = "3"
title = "First"
topics_known = false
presenter = { as_written = "the Leader" }
[[council.board.meeting.agenda_item]]
at = "3"
title = "Second"
topics_known = true
topics = ["t"]
[[council.board.meeting.agenda_item.agenda_item]]
at = "3"
title = "Part of the second"
topics_known = false
[[council.board.meeting.agenda_item.attendance]]
at = "3"
status = "PRESENT"
attendee = [{ as_written = "Jo Smith" }, { as_written = "nobody", resolution = "UNKNOWN" }]
[[topic]]
key = "t"
label = "T"
"#;
    house.file("x.toml", &format!("{HEAD}{text}"));
    house.load().await.unwrap_or_else(|error| panic!("{error}"));
    let items: Vec<String> = house
        .ask(
            "SELECT i.position || ' ' || i.title || ' ' || coalesce(p.title, '-') FROM agenda_item i \
             JOIN meeting m ON m.id = i.meeting_id LEFT JOIN agenda_item p ON p.id = i.parent_id ORDER BY i.title",
        )
        .await;
    assert_eq!(items, ["1 First -", "1 Part of the second Second", "2 Second -"]);
    let actors: Vec<String> =
        house.ask("SELECT role || position || resolution FROM actor ORDER BY role, position").await;
    assert_eq!(actors, ["ATTENDEE1NAME_ONLY", "ATTENDEE2UNKNOWN", "PRESENTER1NAME_ONLY"]);
    assert_eq!(house.ask::<i64>("SELECT count(*) FROM attendance a JOIN meeting m ON m.id = a.meeting_id").await, [1]);
    assert_eq!(house.ask::<String>("SELECT role FROM link").await, ["TOPIC"]);
}

#[tokio::test]
async fn json_lines_say_the_same_as_toml() {
    let house = House::on_sqlite().await;
    let toml =
        "[[topic]]\nkey = \"a\"\nlabel = \"A\"\n[[board]]\nkey = \"b\"\nat = \"1\"\nname = \"B\"\nkind = \"CABINET\"\n";
    let path = house.file("x.toml", &format!("{HEAD}{toml}"));
    house.load().await.expect("TOML");
    std::fs::remove_file(path).expect("removed");
    house.file(
        "deep/x.jsonl",
        "\u{feff}{\"source\": {\"key\": \"s\", \"title\": \"S\"}}\n{\"defaults\": {\"source\": \"s\", \"method\": \"MANUAL\"}}\n\
         {\"topic\": {\"key\": \"a\", \"label\": \"A\"}}\r\n\n{\"board\": {\"key\": \"b\", \"at\": \"1\", \"name\": \"B\", \"kind\": \"CABINET\"}}",
    );
    house.file(".hidden.toml", "nonsense");
    let all = house.load().await.unwrap_or_else(|error| panic!("{error}")).all();
    assert_eq!((all.read, all.unchanged), (3, 3));
    house.file("z.toml", "\u{feff}[[topic]]\r\nkey = \"w\"\r\nlabel = \"\"\"\r\nTwo\r\nlines\r\n\"\"\"\r\n");
    house.load().await.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(house.ask::<String>("SELECT label FROM topic WHERE slug = 'w'").await, ["Two\nlines"]);
    house.file("y.jsonl", "{\"remove\": {\"board\": \"b\"}}\n{\"a\": 1, \"b\": 2}\n");
    assert!(house.failure().await.contains("y.jsonl:2: each line must be an object with one field"));
    house.file("y.jsonl", "{\"topic\": {\"key\": \"c\", \"label\": \"C\", \"broader\": null}}\n");
    assert!(house.failure().await.contains("y.jsonl:1: topic \"c\": field `broader`: a text is needed, not null"));
}

#[tokio::test]
async fn the_schema_knows_every_table_and_field() {
    let schema = ingest::dataset::json_schema();
    for table in entities::RECORDS {
        let fields = &schema["$defs"][format!("{}_fields", table.name)]["properties"];
        for column in table.columns.iter().filter(|c| c.name != "slug") {
            let field = match column.kind {
                entities::Kind::Reference(_) => column.name.trim_end_matches("_id"),
                _ => column.name,
            };
            assert!(fields[field]["description"].is_string(), "{}.{field}", table.name);
        }
        assert!(schema["$defs"]["line"]["properties"][table.name].is_object());
    }
    assert_eq!(schema["$defs"]["nested_agenda_item"]["required"], serde_json::json!(["title", "topics_known"]));
}
