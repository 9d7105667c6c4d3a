//! Every reader of ModernGov is given broken answers: it never panics, and its time and memory are bounded. Runs for
//! FOLKMOOT_FUZZ_SECONDS (default 2). Alone in its program, so that the memory counted is the reader's.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ingest::moderngov::{
    board_kind, committees, councillors, meeting, meetings, moment, name, page, party, private, span, status, text,
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Memory that reading may need: so many times the answer, and a mebibyte.
const TIMES: usize = 200;
const MEBIBYTE: usize = 1 << 20;
/// Time that reading may take, built without optimisation and on a busy machine.
const SLOWEST: Duration = Duration::from_secs(5);
/// Bytes to which a mutated answer may grow.
const LARGEST: usize = 200_000;

type Reader = (&'static str, fn(&[u8]));

const READERS: [Reader; 16] = [
    ("committees", |bytes| drop(committees::parse(bytes))),
    ("meetings", |bytes| drop(meetings::parse(bytes))),
    ("meetings by date", |bytes| drop(meetings::parse_by_date(bytes))),
    ("meeting", |bytes| drop(meeting::parse(bytes))),
    ("councillors", |bytes| drop(councillors::parse(bytes))),
    ("decision", |bytes| drop(page::decision::parse(bytes))),
    ("decisions", |bytes| drop(page::decisions::parse(bytes))),
    ("issue", |bytes| drop(page::issue::parse(bytes))),
    ("issue meetings", |bytes| drop(page::issue_meetings::parse(bytes))),
    ("attendance", |bytes| drop(page::attendance::parse(bytes))),
    ("agenda", |bytes| drop(page::agenda::parse(bytes))),
    ("plans", |bytes| drop(page::plans::plans(bytes))),
    ("editions of a plan", |bytes| drop(page::plans::editions(bytes))),
    ("edition of a plan", |bytes| drop(page::plan::parse(bytes))),
    ("texts", |bytes| {
        let written = String::from_utf8_lossy(bytes);
        let body = text::body(&written).map(|body| body.html).unwrap_or_default();
        drop((private::cleaned(&written), private::cleaned(&body)));
    }),
    ("lines", |bytes| {
        let written = String::from_utf8_lossy(bytes);
        let line = text::title(&written).unwrap_or_default();
        drop((name::split(&line), name::is_vacancy(&line), status::meeting(&line), status::attendance(&line)));
        let _ = (
            board_kind::of(&line, Some(&written)),
            party::normalised(&line),
            ingest::fetch::block::sign(403, Some(&line), bytes),
        );
        let _ = (moment::date(&line), moment::time(&line), span::named(&line), span::due(&line));
    }),
];

const SAMPLES: [&str; 10] = [
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<committees><committeescount> 1</committeescount><committee>\
     <committeeid>7</committeeid><committeetitle>Fees &amp;amp; Ponds</committeetitle><committeedeleted>False\
     </committeedeleted></committee></committees>",
    "<getmeetings><meetingscount> 1</meetingscount><committee><committeeid>5</committeeid><committeemeetings><meeting>\
     <meetingid>3</meetingid><meetingdate>03/02/2026</meetingdate><meetingtime>6.30 pm</meetingtime></meeting>\
     </committeemeetings></committee></getmeetings>",
    "<s:Envelope xmlns:s='urn:s'><s:Body><r><q><getmeetingsbydate><meetingscount> 1</meetingscount><meetings><meeting>\
     <meetingid>3</meetingid></meeting></meetings></getmeetingsbydate></q></r></s:Body></s:Envelope>",
    "<meeting><meetingid>31</meetingid><agendaitems><agendaitem><agendaitemid>7</agendaitemid><agendatext>&lt;div&gt;&lt;p \
     class=\"MsoNormal\"&gt;To &lt;b&gt;dig&lt;/b&gt;&lt;/p&gt;&lt;table&gt;&lt;tr&gt;&lt;td&gt;a&lt;/td&gt;&lt;td&gt;b&lt;/td&gt;\
     &lt;/tr&gt;&lt;/table&gt;&lt;ul&gt;&lt;li&gt;c &amp;amp;nbsp; d&lt;/ul&gt;</agendatext><linkeddocuments><linkeddoc>\
     <attachmentid>9</attachmentid><url>https://x.example/9</url></linkeddoc></linkeddocuments></agendaitem></agendaitems>\
     <attendees><attendee memberid='4' name='Cllr Ada Field' attendance='Expected'/></attendees></meeting>",
    "<councillorsbyward><wards><ward><wardtitle>Hill</wardtitle><councillors><councillorcount> 1</councillorcount>\
     <councillor><councillorid>4</councillorid><fullusername>Cllr Ada Field</fullusername><termsofoffice><termofoffice>\
     <startdate>05/05/2022</startdate><enddate>unspecified</enddate></termofoffice></termsofoffice></councillor>\
     </councillors></ward></wards></councillorsbyward>",
    "<div id=\"modgov\"><h1 class=\"mgMainTitleTxt\">Decision details</h1><h2 class=\"mgSubTitleTxt\">Pond</h2><p><span \
     class=\"mgLabel\" >Is Key decision?: </span>No</p><h3 class=\"mgSubSubTitleTxt\">Decision:</h3><div class=\"mgWordPara\">\
     <p>To dig.</p></div><p><span class=\"mgLabel\">Decided at meeting: </span><a href=\"x.aspx?MID=4\">19&#47;10&#47;2025 - \
     Board</a></p><ul class=\"mgBulletList\"><li><a href=\"documents/s7/p.pdf\">P</a></ul><a href=\"mgIssueHistoryHome.aspx?IId=6\">\
     View the background to item 4.</a></div>",
    "<table class='mgTabTable' summary='Table of attendance decision data'><tr><td><a href='ieDecisionDetails.aspx?ID=5'>Pond\
     </a></td><td>01/04/2025</td><td>Present</td></tr></table><td class='mgItemNumberCell'>4.</td>",
    "<div id='modgov'><h1 class='mgMainTitleTxt'>Forward plan</h1><h2 class='mgSubTitleTxt'>Plan (01/05/2026 to 31/08/2026)</h2><a \
     href='mgListPlans.aspx?RPId=3'>Cabinet, May - June 2026</a><a href='mgListPlanItems.aspx?PlanId=4&amp;RP=3'>Plan 2026/27</a>\
     <p>Published: 28/04/2026</p><p><a class=' mgPlanItemTitle ' href='mgIssueHistoryHome.aspx?IId=65'>Pond</a></p><p><span \
     class='mgLabel'>Decision due: </span>10 Jul 2026 by Cabinet</p><p>Decision type:</p><p>Key</p></div>",
    "Issue - meetings\nPond\nMeeting: 05/01/2026 - Parks, Ponds - Panel (Item 7)\n7 Pond pdf icon PDF 20 KB\nMinutes:\nAda \
     spoke.\n:\nMeeting: 01/12/2025 - Cabinet (Item 3a)\n",
    "Pond\nDecision type: Key\nWards affected: Hill; Vale;\nDecision due: 3 Jul 2025 by Leader\nAdditional Information:\n\
     Call 01632 960001, +44 (0)1632 960 001 or write to a.field@x.example\n",
];

/// What is put in: pieces that have a meaning to some reader.
const PIECES: [&str; 24] = [
    "<",
    ">",
    "&",
    ";",
    "\"",
    "'",
    "<p>",
    "</p>",
    "<b id=1>",
    "<table><tr><td>",
    "</div>",
    "<div>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#11;",
    "&amp;",
    "<li>",
    "\u{A0}",
    "é",
    "<a href='https://x.example'>",
    "</a",
    " 01632 ",
    "<span class='mgHide'>",
];

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn mutated(sample: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=chance.below(6) {
        let (at, other) = (chance.below(bytes.len()), chance.below(bytes.len()));
        let (from, to) = (at.min(other), at.max(other));
        match chance.below(8) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(from..to)),
            3 => {
                let part = bytes[from..to].to_vec();
                let times = (LARGEST / (bytes.len() + part.len() + 1)).min(1 + chance.below(20));
                bytes.splice(at..at, part.repeat(times));
            }
            4 => drop(bytes.splice(at..at, [chance.below(256) as u8])),
            5 => {
                let piece = PIECES[chance.below(PIECES.len())];
                let times = if chance.below(4) == 0 { 1 + chance.below(3000) } else { 1 };
                bytes.splice(at..at, piece.repeat(times).into_bytes());
            }
            6 => bytes[from..to].reverse(),
            _ => bytes.rotate_left(at),
        }
        bytes.truncate(LARGEST);
    }
    bytes
}

/// Reads an answer in every way, and holds each to its bounds.
fn read(bytes: &[u8]) {
    for (name, reader) in READERS {
        MEMORY.reset_peak_usage();
        let (before, start) = (MEMORY.current_usage(), Instant::now());
        reader(bytes);
        let (used, took) = (MEMORY.peak_usage().saturating_sub(before), start.elapsed());
        let shown = || String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).into_owned();
        assert!(used <= TIMES * bytes.len() + MEBIBYTE, "{name}: {used} bytes for {}: {}", bytes.len(), shown());
        assert!(took < SLOWEST, "{name}: {took:?} for {} bytes: {}", bytes.len(), shown());
    }
}

/// Files of real answers, where they are at hand.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn broken_answers_are_read_within_bounds() {
    let seconds = std::env::var("FOLKMOOT_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let mut samples: Vec<Vec<u8>> = SAMPLES.iter().map(|sample| sample.as_bytes().to_vec()).collect();
    let mut paths = Vec::new();
    files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/samples/moderngov")), &mut paths);
    if paths.is_empty() {
        eprintln!("skipped: ../shared/samples/moderngov is absent");
    }
    paths.sort();
    samples.extend(paths.iter().filter_map(|path| std::fs::read(path).ok()));
    // Patterns are built when they are first needed, and are no memory of an answer.
    SAMPLES.iter().for_each(|sample| READERS.iter().for_each(|(_, reader)| reader(sample.as_bytes())));
    samples.iter().for_each(|sample| read(sample));
    for piece in PIECES {
        read(piece.repeat(1000).as_bytes());
    }
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < Duration::from_secs(seconds) {
        // Small samples change their meaning more often, and take their turn more often.
        let among = if chance.below(16) == 0 { samples.len() } else { SAMPLES.len() };
        read(&mutated(&samples[chance.below(among)], &mut chance));
        count += 1;
    }
    eprintln!("{count} broken answers were read in every way");
}
