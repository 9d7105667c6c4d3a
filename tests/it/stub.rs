//! The stub of a committee system answers, fails and changes as it is told to, read as any host is read.

use std::time::Duration;

use ingest::fetch::{Fetcher, Refusal, Settings};
use tests::moderngov::{ALWAYS, Fault, PRIVATE, Stub, large, small};

fn fetcher(base: &str) -> Fetcher {
    let settings = Settings {
        pause: Duration::ZERO,
        retry_pause: Duration::from_millis(1),
        ..Settings::new("folkmoot-test/1 (+mailto:test@folkmoot.example)")
    };
    Fetcher::new(base, settings).expect("a reader")
}

async fn ask(fetcher: &mut Fetcher, page: &str, params: &[(&str, &str)]) -> String {
    let answer = fetcher.get(page, params).await.unwrap_or_else(|refusal| panic!("{refusal}"));
    String::from_utf8_lossy(&answer.bytes).into_owned()
}

const MEETINGS: &str = "mgWebService.asmx/GetAllMeetingsByDate";
const ALL: [(&str, &str); 4] =
    [("lCommitteeId", "0"), ("sFromDate", "0"), ("sToDate", "0"), ("bIsAscendingDateOrder", "true")];

#[tokio::test]
async fn the_stub_answers_as_the_real_ones_do() {
    let stub = Stub::start_in("/ecminutes", small());
    let mut fetcher = fetcher(stub.base());
    let boards = ask(&mut fetcher, "mgWebService.asmx/GetCommittees", &[]).await;
    assert!(boards.contains("<committeescount> 5</committeescount>\r\n  <committee>\r\n"), "{boards}");
    assert!(boards.contains("<committeecategory>\r\n    </committeecategory>"), "{boards}");
    assert_eq!(ask(&mut fetcher, MEETINGS, &ALL).await.matches("<meetingid>").count(), 8);
    let of_board = [("lCommitteeId", "102"), ("sFromDate", "01/08/2025"), ("sToDate", "31/12/2025")];
    let list = ask(&mut fetcher, "mgWebService.asmx/GetMeetings", &of_board).await;
    assert!(list.contains("<meetingstatus>Cancelled</meetingstatus>") && !list.contains("2002"), "{list}");
    let budget = ask(&mut fetcher, "mgWebService.asmx/GetMeeting", &[("lMeetingId", "2001")]).await;
    assert!(budget.contains("<agendaitemtitle>Fees &amp;amp; Charges: the Council&amp;#39;s Budget<"), "{budget}");
    assert!(!budget.replace("\r\n", "").contains('\n'), "every line ends as the real ones do");
    let people = ask(&mut fetcher, "mgWebService.asmx/GetCouncillorsByWard", &[]).await;
    assert!(PRIVATE.iter().all(|private| people.contains(private)), "{people}");
    for (page, params, holds) in [
        ("ieDecisionDetails.aspx", ("ID", "702"), "Director of Made-Up Services"),
        ("ieDecisionDetails.aspx", ("AIId", "30022"), "mgIssueHistoryHome.aspx?IId=501"),
        ("ieListDocuments.aspx", ("MId", "2003"), "Monday, 15th December, 2025 10.00 am"),
        ("ieIssueDetails.aspx", ("IId", "501"), "Skills and Learning Policy Panel &#40;Item 71&#41;"),
        ("mgIssueHistoryHome.aspx", ("IId", "501"), "Decision due: </span>10 Jul 2025 by Cabinet"),
        ("mgMeetingAttendance.aspx", ("ID", "2001"), "<td>Apologies</td>"),
        ("mgDelegatedDecisions.aspx", ("DR", "01/10/2025-31/10/2025"), "ieDecisionDetails.aspx?ID=702"),
    ] {
        let html = ask(&mut fetcher, page, &[params]).await;
        assert!(html.contains(holds), "{page}: {html}");
    }
    let missing = fetcher.get(MEETINGS, &[]).await.expect_err("parameters are missing");
    assert!(missing.to_string().ends_with("answered 500: Missing parameter: lCommitteeId."), "{missing}");
    let unknown = ask(&mut fetcher, "mgWebService.asmx/GetMeeting", &[("lMeetingId", "9")]).await;
    assert!(unknown.contains("<meetingid>\r\n  </meetingid>"), "{unknown}");
    assert_eq!((stub.count("GetMeeting?"), stub.most_at_once()), (2, 1));
}

#[tokio::test]
async fn the_stub_fails_as_it_is_told_to() {
    let (stub, new) = (Stub::start(small()), Stub::start_in("/new", small()));
    let mut reader = fetcher(stub.base());
    stub.set("mgWebService", ALWAYS, Fault::GetOff);
    let off = reader.get(MEETINGS, &ALL).await.expect_err("GET is off");
    assert!(off.get_is_switched_off(), "{off}");
    let by_soap = reader.soap("GetMeeting", &[("lMeetingId", "2001")]).await.expect("SOAP is on");
    let by_soap = String::from_utf8_lossy(&by_soap.bytes).into_owned();
    assert!(by_soap.contains("<GetMeetingResult>\r\n        <meeting xmlns=\"\">"), "{by_soap}");
    assert_eq!(stub.count("POST /mgWebService.asmx/GetMeeting?lMeetingId=2001"), 1);
    stub.mend();
    for (fault, holds) in [
        (Fault::Status(500), "</meetings>"),
        (Fault::Cut, "</meetings>"),
        (Fault::Slow(Duration::from_millis(5)), "</meetings>"),
        (Fault::Page, "<!DOCTYPE html>"),
        (Fault::Script, "<script"),
        (Fault::Empty, "<getmeetingsbydate>\r\n</getmeetingsbydate>"),
        (Fault::OtherRoot, "<error>"),
        (Fault::Controls, "a\u{b}b\u{1f}c\0d</committeetitle>"),
        (Fault::WrongCharset, "café – £5</committeetitle>"),
    ] {
        stub.set("GetAll", 1, fault.clone());
        let came = ask(&mut reader, MEETINGS, &ALL).await;
        assert!(came.contains(holds), "{fault:?}: {came}");
    }
    assert_eq!(reader.counters().retries, 2);
    stub.set("GetAll", 1, Fault::CutXml);
    assert!(!ask(&mut reader, MEETINGS, &ALL).await.contains("</getmeetingsbydate>"));
    stub.set("GetAll", 1, Fault::Moved(new.base().into()));
    ask(&mut reader, MEETINGS, &ALL).await;
    assert_eq!(reader.base(), format!("{}/", new.base()));
    new.set("ieList", 1, Fault::Login);
    let login = reader.get("ieListDocuments.aspx", &[("MId", "2001")]).await;
    assert!(matches!(login, Err(Refusal::Redirected { .. })), "{login:?}");
    new.set("", 1, Fault::Challenge);
    let blocked = reader.get("mgHome.aspx", &[]).await;
    assert!(matches!(blocked, Err(Refusal::Blocked { status: 403, .. })), "{blocked:?}");
    stub.robots(Some("User-agent: *\nDisallow: /mgWebService.asmx\n"));
    let kept_out = fetcher(stub.base()).get(MEETINGS, &ALL).await;
    assert!(matches!(kept_out, Err(Refusal::Robots { .. })), "{kept_out:?}");
}

#[tokio::test]
async fn the_stub_changes_and_is_of_any_size() {
    let stub = Stub::start(large(10, 20, 5));
    let mut fetcher = fetcher(stub.base());
    assert_eq!(ask(&mut fetcher, MEETINGS, &ALL).await.matches("<meetingid>").count(), 200);
    let one = [("lMeetingId", "1042")];
    let meeting = ask(&mut fetcher, "mgWebService.asmx/GetMeeting", &one).await;
    let item: u32 =
        meeting.split("<agendaitemid>").nth(1).and_then(|id| id.split('<').next()?.parse().ok()).expect("an id");
    stub.edit(|council| {
        council.set_minutes(1042, item, "<p>Other made-up minutes.</p>");
        council.remove_meeting(1001);
        council.remove_person(1);
        let mut added = council.meeting(1042).expect("a meeting");
        added.head.id = 9_999;
        council.put(added);
    });
    let changed = ask(&mut fetcher, "mgWebService.asmx/GetMeeting", &one).await;
    assert!(changed.contains("Other made-up minutes") && !meeting.contains("Other"), "{changed}");
    let list = ask(&mut fetcher, MEETINGS, &ALL).await;
    assert!(list.contains("<meetingid>9999<") && !list.contains("<meetingid>1001<"), "{list}");
    let people = ask(&mut fetcher, "mgWebService.asmx/GetCouncillorsByWard", &[]).await;
    assert_eq!(people.matches("<councillorid>").count(), 59);
}
