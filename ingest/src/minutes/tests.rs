use std::time::{Duration, Instant};

use super::{Contribution, Minutes, Who, read, read_decision};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared");

fn name(contribution: &Contribution) -> String {
    let names = contribution.speakers.iter().map(|speaker| match &speaker.who {
        Who::Person { name, .. } | Who::PostAndPerson { name, .. } | Who::Group { name } => name.clone(),
        Who::Post { title } => title.clone(),
        Who::Unnamed { description } => description.clone(),
    });
    names.collect::<Vec<_>>().join(" + ")
}

fn contributions(found: &Minutes) -> Vec<(&'static str, String, Option<usize>)> {
    found.contributions.iter().map(|said| (said.kind, name(said), said.reply_to)).collect()
}

/// Holds contributions against the expected ones, given as kind, speaker and what is answered.
fn hold(found: &Minutes, expected: &[(&'static str, &str, Option<usize>)]) {
    let found = contributions(found);
    for (i, (kind, speaker, reply_to)) in expected.iter().enumerate() {
        assert_eq!(found.get(i), Some(&(*kind, (*speaker).to_owned(), *reply_to)), "contribution {i}");
    }
    assert_eq!(found.len(), expected.len());
}

fn resolutions(found: &Minutes) -> Vec<(Option<&str>, Vec<&'static str>, &str)> {
    found.resolutions.iter().map(|one| (one.number.as_deref(), one.effects.clone(), one.text.as_str())).collect()
}

#[test]
fn a_panel_is_read() {
    let found = read(include_str!("../../tests/minutes/panel.txt"));
    let acting = "Acting Assistant Director for Neighbourhood Renewal";
    hold(
        &found,
        &[
            ("UPDATE", acting, None),
            ("QUESTION", "Nadia Fenwick", None),
            ("ANSWER", "Assistant Director Homes and Repairs", Some(1)),
            ("STATEMENT", "Otis Brandreth", None),
            ("QUESTION", "Otis Brandreth", None),
            ("ANSWER", "Director of Housing & Estates", Some(4)),
            ("ANSWER", acting, Some(4)),
            ("QUESTION", "M. Quarmby", None),
            ("ANSWER", "Ida Lowther", Some(7)),
            ("REQUEST", "Bethan Orme", None),
            ("STATEMENT", "Bethan Orme", None),
            ("REQUEST", "Bethan Orme", None),
            ("ANSWER", acting, Some(11)),
            ("ANSWER", "Democratic Services Officer", None),
            ("STATEMENT", "Brandreth + Orme", None),
            ("REQUEST", "Members", None),
            ("QUESTION", "A resident", None),
            ("REQUEST", "Penhale", None),
        ],
    );
    assert!(
        found.contributions[0]
            .text
            .ends_with("\nShe explained that the Council had been awarded a grant and would begin in spring 2031.")
    );
    assert_eq!(found.contributions[4].text, "asked whether it would slow ‘ordinary repairs’.");
    assert_eq!(found.contributions[10].speakers[0].as_written, "She");
    let [resolution] = found.resolutions.as_slice() else { panic!("{:?}", found.resolutions) };
    assert_eq!(resolution.effects, ["NOTE", "COMMENT"]);
    assert_eq!(resolution.body.as_deref(), Some("The Panel"));
    assert!(resolution.evidence.starts_with("The Panel RESOLVED to note the national aims"));
    assert_eq!((found.votes.len(), found.ambiguous.len(), found.notes.len()), (0, 0, 0));
}

#[test]
fn parts_are_resolutions_of_their_own() {
    let found = read(include_str!("../../tests/minutes/committee.txt"));
    assert_eq!(
        resolutions(&found),
        [
            (Some("1"), vec!["NOTE"], "the report be noted"),
            (
                Some("2"),
                vec!["APPROVE_WITH_CONDITIONS"],
                "the budget for ponds be approved subject to the following conditions:\n(a) costs are kept;\n(b) ducks are kept"
            ),
            (Some("3"), vec!["DELEGATE"], "authority be delegated to the Head of Parks to let the contract"),
            (None, vec!["AGREE"], "The motion was carried with 9 votes for, 3 against and 1 abstention"),
        ]
    );
    assert_eq!(found.ambiguous, ["The plan for bins was not agreed."]);
    let [vote] = found.votes.as_slice() else { panic!("{:?}", found.votes) };
    assert_eq!((vote.votes_for, vote.votes_against, vote.abstentions), (Some(9), Some(3), Some(1)));
    assert_eq!(vote.carried, Some(true));
}

#[test]
fn verdicts_of_many_forms_are_read() {
    let found = read(include_str!("../../tests/minutes/council.txt"));
    assert_eq!(
        resolutions(&found),
        [
            (None, vec!["APPROVE"], "the tree strategy be adopted"),
            (None, vec!["AGREE"], "the Chief Executive write to the Minister"),
            (Some("a"), vec!["RECEIVE"], "to receive the petition"),
            (Some("b"), vec!["REFER"], "to refer it to the Trees Committee"),
            (None, vec!["NOTE"], "The report on hedges was noted"),
            (None, vec!["DEFER"], "the item be deferred to July"),
            (None, vec!["NOTE"], "nodi’r adroddiad"),
            (None, vec!["AGREE"], "The motion was carried by 12 votes to 31"),
            (None, vec!["AGREE"], "the footpath be closed"),
        ]
    );
    assert_eq!(found.votes.len(), 2, "{:?}", found.votes);
    assert_eq!(found.ambiguous, ["The motion was carried by 12 votes to 31."]);
    assert_eq!(found.notes.len(), 1);
}

#[test]
fn what_is_no_verdict_is_none() {
    for text in [
        "To approve the minutes of the last meeting.",
        "The Council had previously agreed to build it.",
        "Cabinet agreed in March that it be built.",
        "Members agreed that this was a serious matter.",
        "Members agreed that a form needed to be made.",
        "He explained that it was agreed to wait.",
        "The report was approved by Homes England.",
        "It was agreed to adjourn for five minutes.",
        "The Committee noted that buses were late.",
        "The application was approved in 2019.",
        "The amendment was carried.",
        "RESOLVED that the question be now put.",
        "At its previous meeting the Panel agreed to wait.",
        "The report was not noted.",
        "The recommendation was not agreed.",
    ] {
        assert_eq!(resolutions(&read(text)), [], "{text}");
    }
    assert_eq!(resolutions(&read_decision("To approve the plan.")), [(None, vec!["APPROVE"], "To approve the plan")]);
}

#[test]
fn verdicts_that_contradict_each_other_are_left_to_a_person() {
    let found = read("RESOLVED that the application be approved.\nRESOLVED that the application be deferred.");
    assert_eq!((found.resolutions.len(), found.ambiguous.len()), (0, 2));
    let found = read("The motion was carried.\nThe motion was lost.");
    assert_eq!((found.resolutions.len(), found.ambiguous.len()), (0, 2));
}

#[test]
fn speakers_are_read_or_left() {
    for (text, speaker) in [
        ("The Director of Public Health, Jane Doe, said that it was so.", Some("Jane Doe")),
        ("Jane Doe (Director of Public Health) said that it was so.", Some("Jane Doe")),
        ("The Chair of the Panel asked if it was so.", Some("Chair of the Panel")),
        ("The Cabinet Member for Children’s Services, Councillor Ann Poe, presented the report.", Some("Ann Poe")),
        ("The Director, Place Making, advised that it was so.", Some("Director, Place Making")),
        ("Mr A Jones queried it.", Some("A Jones")),
        ("In response to the Mayor, Councillor Roe, the Director said that it was so.", Some("Director")),
        ("Homes England said that it was so.", None),
        ("The report said that it was so.", None),
        ("It was asked whether it was so.", None),
        ("The previous leader said that it was so.", None),
        ("Residents who had written asked for help.", None),
        ("He said that it was so.", None),
        ("The Committee noted the fine words of all.", None),
    ] {
        assert_eq!(read(text).contributions.first().map(name).as_deref(), speaker, "{text}");
    }
}

#[test]
fn she_is_only_who_it_must_be() {
    for (text, count) in [
        ("Ms Roe said yes. She said no.", 1),
        ("Mr Roe said yes. She said no.", 1),
        ("Councillor Roe asked about Ms Poe. She replied that it was so.", 1),
        ("Councillor Roe asked if it was so. He replied that it was.", 1),
        ("Councillor Roe said yes. It rained. He said no.", 2),
        ("Councillor Roe said yes. Mr Poe left. He said no.", 1),
    ] {
        assert_eq!(read(text).contributions.len(), count, "{text}");
    }
    assert_eq!(read("Ms Roe said yes. She said no.").contributions[0].text, "Ms Roe said yes. She said no.");
    assert_eq!(read("Mr Roe said yes. She said no.").contributions[0].text, "Mr Roe said yes.");
}

#[test]
fn an_answer_to_what_nobody_raised_answers_nothing() {
    let found =
        read("Councillor Roe asked about bins.\nThe matter of trees was raised. In reply, the Director said no.");
    assert_eq!(found.contributions[1].reply_to, None);
    let found = read("Ann Roe asked about bins.\nMs Roe replied that she knew.");
    assert_eq!(found.contributions[1].reply_to, None);
    let found = read("Councillor Roe asked about bins.\nIn reply, the Director said no.");
    assert_eq!(found.contributions[1].reply_to, Some(0));
}

#[test]
fn questions_and_a_vote_after_an_amendment_are_read() {
    let found = read(include_str!("../../tests/minutes/questions.txt"));
    hold(
        &found,
        &[
            ("QUESTION", "B. Penhale", None),
            ("ANSWER", "Leader of the Council", Some(0)),
            ("QUESTION", "", None),
            ("ANSWER", "", Some(2)),
            ("QUESTION", "John Quarmby", None),
            ("ANSWER", "", Some(4)),
            ("STATEMENT", "Orme", None),
        ],
    );
    assert_eq!(found.contributions[3].text, "Yes.", "the heading of the next question is not part of it");
    let [vote] = found.votes.as_slice() else { panic!("{:?}", found.votes) };
    assert_eq!((vote.votes_for, vote.votes_against, vote.carried), (Some(14), Some(6), Some(true)));
    assert_eq!(found.resolutions.len(), 1);
}

#[test]
fn the_questions_of_limerick_are_read() {
    let Some(lines) = limerick_lines(2023) else {
        eprintln!("skipped: ../shared/data/ie_limerick is absent");
        return;
    };
    let found: Vec<Minutes> = lines.iter().map(|text| read(text)).collect();
    let said = || found.iter().flat_map(|minutes| &minutes.contributions);
    let asked = said().filter(|said| said.kind == "QUESTION" && said.text.contains("I will ask")).count();
    let answered = said().filter(|said| said.kind == "ANSWER" && said.speakers.is_empty()).count();
    eprintln!("{asked} questions and {answered} answers under labels");
    assert!(asked >= 100 && answered >= 100);
}

/// The minutes of Limerick by document, one line of a page a line.
fn limerick_lines(year: u32) -> Option<Vec<String>> {
    let path = format!("{SHARED}/data/ie_limerick/meetings_{year}.jsonl.gz");
    let unpacked = std::process::Command::new("gzip").args(["-dc", &path]).output().ok()?;
    let mut texts = Vec::new();
    for line in String::from_utf8(unpacked.stdout).ok()?.lines() {
        let meeting: serde_json::Value = serde_json::from_str(line).ok()?;
        for (_, text) in meeting["files"].as_object()?.iter().filter(|(file, _)| file.contains("inutes")) {
            texts.push(text.as_str()?.replace('*', ""));
        }
    }
    Some(texts).filter(|texts| !texts.is_empty())
}

#[test]
fn labels_stand_among_sentences() {
    let found = read(
        "Councillor Roe asked about bins.\nQuestion from Councillor Doe to the Leader: When will it open?\n\
         Answer: The Council agreed to approve the plan.\nIt opens in May.\nSupplementary question: Why?\n\
         Response from the Leader of the Council: The Cabinet noted the report.\nMs Poe asked about trees.",
    );
    hold(
        &found,
        &[
            ("QUESTION", "Roe", None),
            ("QUESTION", "Doe", None),
            ("ANSWER", "", Some(1)),
            ("QUESTION", "", None),
            ("ANSWER", "Leader of the Council", Some(3)),
            ("QUESTION", "Poe", None),
        ],
    );
    assert_eq!(found.contributions[2].text, "The Council agreed to approve the plan.\nIt opens in May.");
    assert_eq!(resolutions(&found), [], "an answer resolves nothing");
    let found = read("Question from Councillor Roe: When?\nIn reply, the Director said that it was now.");
    hold(&found, &[("QUESTION", "Roe", None), ("ANSWER", "Director", Some(0))]);
}

#[test]
fn the_minutes_of_bath_are_read() {
    let Ok(text) = std::fs::read_to_string(format!("{SHARED}/seeds/002_de6c1ea46c266fde.txt")) else {
        eprintln!("skipped: ../shared/seeds is absent");
        return;
    };
    let found = read(&text);
    let interim = "Interim Assistant Director for Children’s Transformation";
    hold(
        &found,
        &[
            ("UPDATE", interim, None),
            ("QUESTION", "Kevin Burnett", None),
            ("ANSWER", "Assistant Director Children and Young People Services", Some(1)),
            ("STATEMENT", "Liz Hardman", None),
            ("QUESTION", "Liz Hardman", None),
            ("ANSWER", "Director of Children’s Services & Education", Some(4)),
            ("ANSWER", interim, Some(4)),
            ("QUESTION", "Joanna Wright", None),
            ("ANSWER", interim, Some(7)),
            ("REQUEST", "Lesley Mansell", None),
            ("STATEMENT", "Lesley Mansell", None),
            ("REQUEST", "Lesley Mansell", None),
            ("ANSWER", interim, Some(11)),
            ("REQUEST", "Paul Crossley", None),
        ],
    );
    let [resolution] = found.resolutions.as_slice() else { panic!("{:?}", found.resolutions) };
    assert_eq!(resolution.effects, ["NOTE", "COMMENT"]);
    assert_eq!(resolution.body.as_deref(), Some("The Panel"));
    assert!(text.lines().any(|line| line.trim() == resolution.evidence));
    assert!(found.votes.is_empty() && found.ambiguous.is_empty() && found.notes.is_empty());
}

/// The minutes of Limerick with the lines of a page joined to paragraphs, by document and item.
fn limerick(year: u32) -> Option<Vec<String>> {
    let path = format!("{SHARED}/data/ie_limerick/meetings_{year}.jsonl.gz");
    let unpacked = std::process::Command::new("gzip").args(["-dc", &path]).output().ok()?;
    let mut items = vec![String::new()];
    for line in String::from_utf8(unpacked.stdout).ok()?.lines() {
        let meeting: serde_json::Value = serde_json::from_str(line).ok()?;
        for (file, text) in meeting["files"].as_object()?.iter().filter(|(file, _)| file.contains("inutes")) {
            assert!(!file.is_empty());
            items.push(String::new());
            text.as_str()?.lines().for_each(|line| join(&mut items, line.replace('*', "").trim()));
        }
    }
    Some(items).filter(|items| items.len() > 1)
}

fn join(items: &mut Vec<String>, line: &str) {
    let is_number = |mark: &str| !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit());
    if line.is_empty() || line.starts_with("---") || is_number(line) {
        return;
    }
    if line.strip_suffix('.').is_some_and(is_number) {
        return items.push(String::new());
    }
    if let Some(item) = items.last_mut() {
        let is_open = !item.is_empty() && !item.ends_with(['.', ';', ':', '?', '”', '"']);
        item.push(if is_open { ' ' } else { '\n' });
        item.push_str(line);
    }
}

#[test]
fn the_minutes_of_limerick_are_read() {
    let Some(items) = limerick(2023).zip(limerick(2024)).map(|(one, other)| [one, other].concat()) else {
        eprintln!("skipped: ../shared/data/ie_limerick is absent");
        return;
    };
    let (mut resolutions, mut contributions, mut answered) = (0, 0, 0);
    for item in &items {
        let found = read(item);
        resolutions += found.resolutions.len();
        contributions += found.contributions.len();
        answered += found.contributions.iter().filter(|said| said.reply_to.is_some()).count();
    }
    eprintln!("{resolutions} resolutions, {contributions} contributions, {answered} replies in {} items", items.len());
    assert!(resolutions >= 1000 && contributions >= 1400 && answered >= 70);
}

#[test]
fn long_texts_take_time_in_line_with_their_length() {
    for piece in [
        "Councillor A. Smith, ",
        "((((",
        "“",
        "RESOLVED: ",
        "(1) a; ",
        "a. ",
        "He said ",
        "The Director and ",
        "not be agreed ",
        "votes for 1 ",
        "In response to a question, ",
        "asked ",
        "Councillor Roe asked if it was so. ",
        "RESOLVED that:\n(a) x:\n",
        "Question from Councillor Roe: When?\nAnswer: Now.\n",
        "Question 1:\n",
        "The amendment having been lost, ",
        "The amendment was lost.\n",
    ] {
        let time = |length: usize| {
            let text = piece.repeat(length / piece.len());
            let start = Instant::now();
            read(&text);
            start.elapsed()
        };
        time(1_000);
        let (short, long) = (time(25_000), time(100_000));
        let bound = short * 10 + Duration::from_millis(200);
        assert!(long < bound, "{piece:?} takes {short:?}, and four times as much of it {long:?}");
    }
}
