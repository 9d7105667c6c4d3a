//! A whole council comes in: each oddity of the small council, seen through the graph.

use serde_json::{Value, json};
use tests::moderngov::{Stub, paragraphs, small};

use super::{Place, both};

/// The nodes of a list.
fn nodes(list: &Value) -> &Vec<Value> {
    list["nodes"].as_array().unwrap_or_else(|| panic!("no nodes: {list}"))
}

/// The one of them that has this value.
#[track_caller]
fn one<'a>(list: &'a Value, field: &str, value: &str) -> &'a Value {
    let mut fitting = nodes(list).iter().filter(|node| node[field] == value);
    let found = fitting.next().unwrap_or_else(|| panic!("no {field} {value:?}: {list}"));
    assert!(fitting.next().is_none(), "more than one {field} {value:?}: {list}");
    found
}

#[test]
fn a_whole_council() {
    both(|place| {
        let stub = Stub::start(small());
        stub.edit(|council| {
            let asked = [
                "Councillor Ben Sample asked when the made-up bridge would open.",
                "In reply, the Leader of the Council said that it would open in May.",
                "Councillor Eve O'Pretend asked for a ferry until then.",
            ];
            council.set_minutes(2005, 30_051, &paragraphs(&asked));
            council.decisions[0].maker = Some("Cabinet".into());
        });
        let ran = place.import(stub.base(), &[]).with(0);
        let ended = ran.ended();
        assert_eq!((&ended["outcome"], &ended["listed"]), (&json!("COMPLETE"), &json!(8)), "{ended}");
        assert_eq!(ended["calls"], stub.requests().len(), "every call is counted");
        assert_eq!(stub.most_at_once(), 1);
        boards(place, stub.base());
        meetings(place);
        budget(place);
        deciding(place, stub.base());
        others(place);
        issue(place);
        people(place);
    });
}

fn boards(place: &Place, base: &str) {
    let said = place.ask(
        "{ boards { nodes { name kind category standing council { slug } website identifiers { scheme value } } } }",
    );
    let boards = &said["boards"];
    assert_eq!(nodes(boards).len(), 5);
    for (name, kind, category, standing) in [
        ("Full Council", "FULL_COUNCIL", None, "ACTIVE"),
        ("Cabinet", "CABINET", Some("Decision Makers"), "ACTIVE"),
        ("Ferries, Harbours, Skills and Learning Policy Panel", "COMMITTEE", None, "ACTIVE"),
        ("Lighthouse & Beacon Committee", "COMMITTEE", None, "EXPIRED"),
        ("Test Sub-Committee (do not use)", "SUB_COMMITTEE", None, "DELETED"),
    ] {
        let board = one(boards, "name", name);
        assert_eq!((&board["kind"], &board["category"]), (&json!(kind), &json!(category)), "{name}");
        assert_eq!((&board["standing"], &board["council"]["slug"]), (&json!(standing), &json!("made-up")), "{name}");
    }
    let panel = one(boards, "name", "Ferries, Harbours, Skills and Learning Policy Panel");
    assert_eq!(panel["website"], format!("{base}/mgCommitteeDetails.aspx?ID=103"));
    let number = format!("{}/103", base.trim_start_matches("http://"));
    assert_eq!(panel["identifiers"], json!([{ "scheme": "moderngov-board", "value": number }]));
}

fn meetings(place: &Place) {
    let said = place.ask(
        "{ meetings(first: 20) { nodes { date startsAt endsAt status statusAsWritten note venue webcast attendanceKnown
           agendaPublished minutesPublished decisionsPublished } } }",
    );
    let meetings = &said["meetings"];
    assert_eq!(nodes(meetings).len(), 8);
    let fields = |date: &str, names: &[&str]| -> Value {
        let meeting = one(meetings, "date", date);
        names.iter().map(|name| meeting[*name].clone()).collect()
    };
    let standing = |date: &str| fields(date, &["startsAt", "status", "statusAsWritten", "note"]);
    for (date, starts, status, written, note) in [
        ("2025-02-27", "2025-02-27T18:32:00Z", "HELD", "Confirmed; Budget Council", Some("Budget Council")),
        ("2025-07-10", "2025-07-10T13:00:00Z", "HELD", "Confirmed", None),
        ("2025-12-15", "2025-12-15T10:00:00Z", "HELD", "Confirmed", None),
        ("2025-09-11", "2025-09-11T13:00:00Z", "CANCELLED", "Cancelled", None),
        ("2026-02-09", "2026-02-09T10:00:00Z", "CONFIRMED", "Confirmed", None),
        ("2027-02-11", "2027-02-11T18:30:00Z", "PROVISIONAL", "Provisional", None),
    ] {
        let mut is = standing(date);
        is[0] = is[0].as_str().expect("a moment").replace(".000Z", "Z").into();
        assert_eq!(is, json!([starts, status, written, note]), "{date}");
    }
    let papers = |date: &str| fields(date, &["agendaPublished", "minutesPublished", "decisionsPublished"]);
    assert_eq!(papers("2025-07-10"), json!([true, true, true]));
    assert_eq!(papers("2026-02-09"), json!([false, false, false]));
    let came = |date: &str| fields(date, &["attendanceKnown"]);
    assert_eq!((came("2025-02-27"), came("2027-02-11")), (json!([true]), json!([false])));
    assert_eq!(
        fields("2025-01-20", &["venue", "webcast"]),
        json!(["Lamp Room, Council Chamber, Made-Up Hall, Pretend Street", false])
    );
}

/// The meeting of a day, with its items.
fn meeting(place: &Place, date: &str) -> Value {
    let item = "number minuteNumber isHeading position title access declarations notes agendaText agendaHtml minutesText
        minutesHtml presenters { asWritten person { name } resolution } issue { title }
        documents(first: 5) { nodes { title kind date url available access restriction } }
        contributions(first: 5) { nodes { position kind text speaker { asWritten person { name } post { title } resolution } replyTo { position } } }
        votes(first: 5) { nodes { votesFor votesAgainst abstentions carried text decision { text } } }
        decisions(first: 5) { nodes { text effects html isKey callIn callInDeadline wardsAsWritten wards(first: 5) { nodes { name } }
          maker { asWritten board { name } } reasons alternatives statusAsWritten publishedOn effectiveFrom date
          sources { quote certainty locator method } } }";
    let query = format!(
        "{{ meetings(first: 2, filter: {{date: {{from: \"{date}\", to: \"{date}\"}}}}) {{ nodes {{ documents(first: 5) {{ nodes {{ title kind url }} }}
           attendances(first: 10) {{ nodes {{ status statusAsWritten capacity attendee {{ asWritten person {{ name honorific }} }} }} }}
           agendaItems(first: 10) {{ nodes {{ {item} }} }} }} }} }}"
    );
    let mut said = place.ask(&query);
    let found = said["meetings"]["nodes"].as_array_mut().expect("nodes");
    assert_eq!(found.len(), 1, "{date}");
    found.remove(0)
}

fn budget(place: &Place) {
    let budget = meeting(place, "2025-02-27");
    assert_eq!(nodes(&budget["documents"]).len(), 1);
    assert_eq!(budget["documents"]["nodes"][0]["kind"], "AGENDA");
    let items = nodes(&budget["agendaItems"]);
    let numbers: Vec<_> = items.iter().map(|i| (&i["number"], &i["minuteNumber"], &i["isHeading"])).collect();
    let (one, two) = (json!("1"), json!("2"));
    let (minute_one, minute_two) = (json!("61"), json!("62"));
    assert_eq!(
        numbers,
        [
            (&Value::Null, &Value::Null, &json!(true)),
            (&one, &minute_one, &json!(false)),
            (&two, &minute_two, &json!(false))
        ],
        "numbers of the agenda and of the minutes are two series"
    );
    let fees = &items[2];
    assert_eq!(fees["title"], "Fees & Charges: the Council's Budget", "escaped twice");
    assert_eq!(fees["declarations"], 1);
    assert_eq!(fees["notes"], json!(["Presented By: Councillor Ada Example"]));
    assert_eq!(fees["presenters"][0]["person"]["name"], "Ada Example");
    let papers = &fees["documents"];
    assert_eq!(nodes(papers).len(), 2);
    assert_eq!(self::one(papers, "title", "Budget")["url"], "https://files.example/budget?a=1&b=2");
    assert_eq!(self::one(papers, "title", "Appendix 1 - Fees & Charges")["kind"], "APPENDIX");
    let [vote] = &nodes(&fees["votes"])[..] else { panic!("the vote on the amendment is left out: {fees}") };
    let counts = ["votesFor", "votesAgainst", "abstentions", "carried"].map(|name| vote[name].clone());
    assert_eq!(counts, [json!(23), json!(12), json!(3), json!(true)]);
    assert!(vote["decision"]["text"].as_str().is_some_and(|text| text.contains("made-up budget")), "{vote}");
    let decided = nodes(&fees["decisions"]);
    assert_eq!(decided.len(), 1, "{decided:?}");
    assert!(decided[0]["text"].as_str().is_some_and(|text| text.contains("made-up budget be approved")), "{decided:?}");
    let read = &decided[0]["sources"][0];
    assert_eq!((&read["certainty"], &read["method"]), (&json!("EXTRACTED"), &json!("OFFICIAL_SERVICE")));
    let quote = read["quote"].as_str().expect("the evidence");
    assert!(fees["minutesText"].as_str().is_some_and(|text| text.contains(quote)), "{quote:?} stands in {fees}");
    let came = &budget["attendances"];
    let is = |name: &str| {
        let found = nodes(came).iter().find(|a| a["attendee"]["asWritten"] == name).expect("somebody");
        (found["status"].clone(), found["statusAsWritten"].clone(), found["capacity"].clone())
    };
    assert_eq!(nodes(came).len(), 4);
    assert_eq!(is("Councillor Ada Example"), (json!("PRESENT"), json!("Present"), json!("Chair")));
    assert_eq!(is("Cllr Ben Sample").0, "APOLOGIES");
    assert_eq!(is("Olive Officer"), (json!("PRESENT"), json!("In attendance"), json!("Officer")));
}

fn deciding(place: &Place, base: &str) {
    let deciding = meeting(place, "2025-07-10");
    let items = &deciding["agendaItems"];
    let fares = one(items, "title", "Ferry Fares Review");
    assert_eq!(nodes(&fares["documents"]).len(), 2, "a document that is listed twice is one: {fares}");
    let report = one(&fares["documents"], "title", "Ferry fares report");
    assert_eq!(report["url"], format!("{base}/mgConvert2PDF.aspx?ID=40021"));
    assert_eq!((&report["date"], &report["available"]), (&json!("2025-07-02"), &json!(true)));
    let exempt = one(&fares["documents"], "title", "Exempt costs");
    assert_eq!((&exempt["url"], &exempt["access"]), (&Value::Null, &json!("RESTRICTED")));
    assert_eq!((&exempt["restriction"], &exempt["available"]), (&json!("3"), &json!(false)));
    for html in ["agendaHtml", "minutesHtml"] {
        let html = fares[html].as_str().expect("HTML");
        for bad in ["<script", "<style", "class=", "style=", "mso", "<span", "<o:p"] {
            assert!(!html.to_lowercase().contains(bad), "{bad}: {html}");
        }
    }
    let agenda = fares["agendaText"].as_str().expect("a text");
    assert!(agenda.contains("To consider ferry fares for next year.") && !agenda.contains('<'), "{agenda}");
    let sale = one(items, "title", "Sale of Land (Exempt)");
    assert_eq!(sale["access"], "RESTRICTED");
    assert_eq!((&sale["agendaText"], &sale["minutesText"]), (&Value::Null, &Value::Null));

    let decided = nodes(&fares["decisions"]);
    assert_eq!(decided.len(), 1, "the resolution in the minutes is the decision's wording: {decided:?}");
    let decision = &decided[0];
    let text = decision["text"].as_str().expect("a text");
    assert!(text.contains("That ferry fares rise by 2%.") && text.contains("reviewed in a year"), "{text}");
    for (field, value) in [
        ("isKey", json!(true)),
        ("callInDeadline", Value::Null),
        ("statusAsWritten", json!("Recommendations Approved")),
        ("publishedOn", json!("2025-07-14")),
        ("date", json!("2025-07-10")),
        ("wardsAsWritten", json!(["Upper Madeup", "Invented Marsh"])),
        ("reasons", json!("Made-up costs have risen.")),
        ("alternatives", json!("To leave the fares as they are.")),
    ] {
        assert_eq!(decision[field], value, "{field}");
    }
    assert_eq!(decision["maker"], json!({ "asWritten": "Cabinet", "board": { "name": "Cabinet" } }));
    let wards: Vec<_> = nodes(&decision["wards"]).iter().map(|ward| &ward["name"]).collect();
    assert_eq!(wards.len(), 2, "{wards:?}");
    let methods: Vec<_> = decision["sources"].as_array().expect("sources").iter().map(|s| &s["method"]).collect();
    assert_eq!(methods, ["OFFICIAL_SERVICE", "OFFICIAL_PAGE"]);
    assert!(decision["sources"][0]["certainty"] == "STATED");
}

fn others(place: &Place) {
    let asking = meeting(place, "2026-07-16");
    let questions = one(&asking["agendaItems"], "title", "Questions from Members");
    let said = nodes(&questions["contributions"]);
    let told: Vec<_> = said
        .iter()
        .map(|s| {
            json!([s["kind"], s["speaker"]["person"]["name"], s["speaker"]["post"]["title"], s["replyTo"]["position"]])
        })
        .collect();
    assert_eq!(
        told,
        [
            json!(["QUESTION", "Ben Sample", null, null]),
            json!(["ANSWER", null, "Leader of the Council", 1]),
            json!(["REQUEST", "Eve O'Pretend", null, null]),
        ]
    );
    let motion = one(&asking["agendaItems"], "title", "Motion on Lighthouses");
    let vote = &nodes(&motion["votes"])[0];
    let counts = ["votesFor", "votesAgainst", "abstentions", "carried"].map(|name| vote[name].clone());
    assert_eq!(counts, [json!(23), json!(12), json!(3), json!(true)]);

    let expected = meeting(place, "2027-02-11");
    for came in nodes(&expected["attendances"]) {
        assert_eq!((&came["status"], &came["statusAsWritten"]), (&json!("EXPECTED"), &json!("Expected")));
    }
    let old = meeting(place, "2025-01-20");
    assert_eq!(one(&old["agendaItems"], "title", "Oil")["minutesText"], Value::Null, "minutes that are not published");
}

fn issue(place: &Place) {
    let said = place.ask(
        "{ issues { nodes { title kind isKey statusAsWritten decisionDue noticePublishedOn
           agendaItems { nodes { number minuteNumber meeting { date } } } } } }",
    );
    assert_eq!(nodes(&said["issues"]).len(), 1, "{said}");
    let issue = &said["issues"]["nodes"][0];
    assert_eq!(
        (&issue["title"], &issue["kind"], &issue["isKey"]),
        (&json!("Ferry Fares Review"), &json!("DECISION"), &json!(true))
    );
    assert_eq!(issue["decisionDue"], "10 Jul 2025 by Cabinet");
    assert_eq!(issue["noticePublishedOn"], "2025-06-05");
    let at: Vec<String> = nodes(&issue["agendaItems"])
        .iter()
        .map(|item| format!("{} {} {}", item["meeting"]["date"], item["number"], item["minuteNumber"]).replace('"', ""))
        .collect();
    assert_eq!(at, ["2025-07-10 4 12", "2025-12-15 3a 71"]);
}

fn people(place: &Place) {
    let said = place.ask(
        "{ people { nodes { name honorific memberships { nodes { role validFrom validTo onBehalfOf { name }
           onBehalfOfAsWritten post { title kind area { name parent { name } } } } } } } }",
    );
    let people = &said["people"];
    let names: Vec<_> = nodes(people).iter().map(|person| person["name"].as_str().expect("a name")).collect();
    assert_eq!(
        names,
        ["Ada Example", "Ben Sample", "Cora Invented", "Eve O'Pretend", "Fay Figment", "Olive Officer"],
        "a vacant seat is nobody"
    );
    let ada = one(people, "name", "Ada Example");
    assert_eq!(ada["honorific"], "Councillor");
    assert_eq!(one(people, "name", "Cora Invented")["honorific"], "Mayor");
    let terms = |name: &str| -> Vec<(Value, Value)> {
        let of = nodes(&one(people, "name", name)["memberships"]).iter().filter(|m| m["role"] == "Councillor");
        let mut terms: Vec<_> = of.map(|m| (m["validFrom"].clone(), m["validTo"].clone())).collect();
        terms.sort_by_key(|term| term.0.to_string());
        terms
    };
    assert_eq!(terms("Ada Example"), [(json!("2019-05-02"), json!("2023-05-04")), (json!("2023-05-04"), Value::Null)]);
    assert_eq!(terms("Cora Invented"), [(Value::Null, Value::Null)], "unspecified is not known");
    assert_eq!(terms("Fay Figment"), [(json!("2023-05-04"), json!("2021-05-06"))], "kept as it is");
    let seat = |name: &str| nodes(&one(people, "name", name)["memberships"])[0].clone();
    let party = |name: &str| (seat(name)["onBehalfOf"]["name"].clone(), seat(name)["onBehalfOfAsWritten"].clone());
    assert_eq!(party("Ben Sample").1, "The Conservative Party");
    assert_eq!(party("Cora Invented").1, "LABOUR");
    assert_ne!(party("Cora Invented").0, Value::Null);
    assert_eq!(party("Fay Figment"), (Value::Null, Value::Null));
    let area = &seat("Eve O'Pretend")["post"]["area"];
    assert_eq!(area["name"], "Sample & Fiction");
    let posts: Vec<_> = nodes(&ada["memberships"]).iter().map(|m| &m["role"]).collect();
    for title in ["Leader of the Council", "Cabinet Member for Ferries"] {
        assert!(posts.contains(&&json!(title)), "{posts:?}");
    }
}
