//! Documents of at most 64 kB that are made to be slow to judge: each is written to be many times something.

/// Length that a document may have, in bytes.
const LONGEST: usize = 64 * 1024;

/// `n` pieces, each made from its number.
fn many(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect()
}

/// As many copies of a piece as a document holds between its beginning and its end.
fn full(begin: &str, piece: &str, end: &str) -> String {
    format!("{begin}{}{end}", piece.repeat((LONGEST - begin.len() - end.len()) / piece.len()))
}

/// A list of councils with these selections.
fn councils(selections: &str) -> String {
    format!("{{councils{{nodes{{{selections}}}}}}}")
}

/// Spaces that make a line as long as can be, so that places far to its right are asked for.
fn spread_out(begin: &str, piece: &str, times: usize, end: &str) -> String {
    let room = (LONGEST - begin.len() - end.len()) / times;
    format!("{begin}{}{end}", format!("{piece:<room$}").repeat(times))
}

/// Every document with its name.
pub fn documents() -> Vec<(&'static str, String)> {
    let mut all = fragments();
    all.extend(selections());
    all.extend(values());
    all.extend(marks());
    for (name, text) in &all {
        assert!(text.len() <= LONGEST, "{name} is {} bytes long", text.len());
    }
    all
}

/// A field within itself, twice each time.
fn doubled(levels: usize) -> String {
    if levels == 0 { "name".into() } else { format!("parent{{{0}}} parent{{{0}}} ", doubled(levels - 1)) }
}

fn fragments() -> Vec<(&'static str, String)> {
    let fan = |n: usize| many(n, |i| format!(" fragment F{i} on Council{{...F{} ...F{}}}", i + 1, i + 1));
    let nested = |n: usize| {
        many(n, |i| format!(" fragment F{i} on Board{{a{i}:parent{{...F{}}} b{i}:parent{{...F{}}}}}", i + 1, i + 1))
    };
    let merged =
        |n: usize| many(n, |i| format!(" fragment F{i} on Board{{parent{{...F{0}}} parent{{...F{0}}}}}", i + 1));
    let ahead = |i: usize, n: usize| many(n - i - 1, |j| format!("...F{} ", i + 1 + j));
    let wide = |n: usize| many(n, |i| format!("...F{i} "));
    let each = |n: usize, on: &str, body: &str| many(n, |i| format!(" fragment F{i} on {on}{{{body}}}"));
    vec![
        ("a fan of 22", format!("{}{} fragment F22 on Council{{name}}", councils("...F0"), fan(22))),
        ("a fan of 400", format!("{}{} fragment F400 on Council{{name}}", councils("...F0"), fan(400))),
        ("a fan that nobody asks for", format!("{{__typename}}{} fragment F400 on Council{{name}}", fan(400))),
        ("a fan that bites its tail", format!("{}{} fragment F400 on Council{{...F0}}", councils("...F0"), fan(400))),
        ("a fan through fields", format!("{{boards{{nodes{{...F0}}}}}}{} fragment F200 on Board{{name}}", nested(200))),
        (
            "a fan through fields that nobody asks for",
            format!("{{__typename}}{} fragment F200 on Board{{name}}", nested(200)),
        ),
        (
            "a fan through fields that is the operation's sister",
            format!(
                "query A{{__typename}} query B{{boards{{nodes{{...F0}}}}}}{} fragment F21 on Board{{name}}",
                nested(21)
            ),
        ),
        ("a fan that fits", format!("{{boards{{nodes{{...F0}}}}}}{} fragment F8 on Board{{name}}", merged(8))),
        (
            "a fan that fits, in several operations",
            format!(
                "{}{} fragment F8 on Board{{name}}",
                many(9, |i| format!("query Q{i}{{boards{{nodes{{...F0}}}}}}")),
                merged(8)
            ),
        ),
        ("overlaps that nobody asks for", format!("{{__typename}}{} fragment F300 on Board{{name}}", merged(300))),
        (
            "a web that nobody asks for",
            format!("{{__typename}}{}", many(90, |i| format!(" fragment F{i} on Board{{name {}}}", ahead(i, 90)))),
        ),
        (
            "a web",
            format!(
                "{{boards{{nodes{{...F0}}}}}}{}",
                many(90, |i| format!(" fragment F{i} on Board{{name {}}}", ahead(i, 90)))
            ),
        ),
        ("fields that nobody asks for", format!("{{__typename}} fragment F on Council{{{}}}", "name ".repeat(4_900))),
        (
            "contradictions that nobody asks for",
            format!(
                "{{__typename}} fragment F on Council{{{}}}",
                many(390, |i| format!("boards(first:{i}){{nodes{{id}}}} "))
            ),
        ),
        (
            "a chain",
            format!(
                "{}{} fragment F600 on Council{{name}}",
                councils("...F0"),
                many(600, |i| format!(" fragment F{i} on Council{{...F{}}}", i + 1))
            ),
        ),
        ("one fragment, spread often", format!("{} fragment F on Council{{name}}", councils(&"...F ".repeat(4_900)))),
        ("fragments, each spread once", format!("{}{}", councils(&wide(600)), each(600, "Council", "name"))),
        (
            "fragments that overlap",
            format!("{}{}", councils(&wide(200)), each(200, "Council", "x:name boards{nodes{name}}")),
        ),
        (
            "fragments that contradict each other",
            format!(
                "{}{}",
                councils(&wide(190)),
                many(190, |i| format!(" fragment F{i} on Council{{a:{}}}", if i % 2 == 0 { "slug" } else { "name" }))
            ),
        ),
        (
            "operations times fragments",
            format!(
                "{} fragment A on Query{{{}}}{}",
                many(480, |i| format!("query Q{i}{{...A}}")),
                wide(280),
                each(280, "Query", "__typename")
            ),
        ),
        (
            "operations times variables",
            format!(
                "{} fragment A on Query{{{}}}",
                many(240, |i| format!("query Q{i}($v:Int){{...A}}")),
                many(45, |i| format!("a{i}:councils(first:$v){{nodes{{name}}}} "))
            ),
        ),
        (
            "operations times a fragment that spreads itself",
            format!(
                "{} fragment A on Query{{__typename {}}}",
                many(480, |i| format!("query Q{i}{{...A}}")),
                "...A ".repeat(2_400)
            ),
        ),
        (
            "operations times fragments that spread each other",
            format!(
                "{}{}",
                many(480, |i| format!("query Q{i}{{...F0}}")),
                many(40, |i| format!(" fragment F{i} on Query{{{}}}", wide(40)))
            ),
        ),
        (
            "operations, four times as many fields as one may have",
            format!(
                "{} fragment A on Query{{{}}}{}",
                many(28, |i| format!("query Q{i}{{...A}}")),
                wide(280),
                each(280, "Query", "__typename")
            ),
        ),
        ("fragments that miss", format!("{}{}", councils(&wide(600)), each(600, "Board", "name"))),
        ("spreads of nothing", councils(&wide(2_400))),
        ("fragments of one name", format!("{{__typename}}{}", " fragment F on Council{name}".repeat(700))),
    ]
}

fn selections() -> Vec<(&'static str, String)> {
    let described = "fields{type{".repeat(40) + "name" + &"}}".repeat(40);
    vec![
        ("aliases", councils(&many(1_600, |i| format!("a{i}:name ")))),
        ("one field", councils(&"name ".repeat(4_900))),
        ("one field, far apart", spread_out("{councils{nodes{", "name", 4_900, "}}}")),
        ("one field, far apart behind a hedgehog", spread_out("{councils{nodes{#🦔\r", "name", 4_900, "}}}")),
        ("one field, each on its line", councils(&"name\n".repeat(4_900))),
        ("one root field", format!("{{{}}}", "councils{nodes{name}} ".repeat(700))),
        ("inline fragments", councils(&"...{name} ".repeat(1_200))),
        ("nested inline fragments", councils(&format!("{}name{}", "...{".repeat(180), "}".repeat(180)))),
        ("nested fields", format!("{{boards{{nodes{{{}name{}}}}}}}", "parent{".repeat(180), "}".repeat(180))),
        ("too deep for the parser", format!("{{a{}", "{a".repeat(2_400))),
        ("overlapping lists", councils(&"boards{nodes{name}} ".repeat(690))),
        (
            "overlapping fields with other arguments",
            councils(&many(400, |i| format!("boards(first:{i}){{nodes{{id}}}} "))),
        ),
        ("overlaps within overlaps", format!("{{boards{{nodes{{{}}}}}}}", doubled(9))),
        ("unknown fields", format!("{{{}}}", many(4_900, |i| format!("x{i} ")))),
        ("unknown fields, far apart", spread_out("{", "x", 4_900, "}")),
        ("unknown fields below", councils(&many(1_990, |i| format!("x{i} ")))),
        ("unknown arguments", format!("{{councils({}){{nodes{{name}}}}}}", many(1_600, |i| format!("a{i}:1 ")))),
        ("unknown directives", format!("{{__typename {}}}", many(2_400, |i| format!("@d{i} ")))),
        ("directives", format!("{{__typename {}}}", "@skip(if:false) ".repeat(700))),
        ("directives, few but everywhere", councils(&"name @include(if:true) ".repeat(199))),
        ("operations", many(990, |i| format!("query Q{i}{{__typename}} "))),
        ("operations of one name", "query Q{__typename} ".repeat(990)),
        ("operations without a name", "{__typename} ".repeat(1_600)),
        ("introspection in circles", format!("{{__schema{{types{{{described}}}}}}}")),
        ("introspection, wide", format!("{{__schema{{types{{{}}}}}}}", "fields{args{name}} ".repeat(600))),
        ("definitions of types", many(700, |i| format!("type T{i}{{a:Int}} "))),
    ]
}

fn values() -> Vec<(&'static str, String)> {
    let filter = |test: &str| format!("{{councils(filter:{test}){{nodes{{name}}}}}}");
    vec![
        ("variables", format!("query({}){{__typename}}", many(1_200, |i| format!("$v{i}:Int ")))),
        ("variables of one name", format!("query({}){{__typename}}", "$v:Int ".repeat(1_200))),
        (
            "variables, used",
            format!(
                "query({}){}",
                many(195, |i| format!("$v{i}:Int ")),
                councils(&many(195, |i| format!("a{i}:boards(first:$v{i}){{nodes{{id}}}} ")))
            ),
        ),
        ("variables that do not exist", format!("{{nodes(ids:[{}]){{id}}}}", many(2_400, |i| format!("$v{i} ")))),
        ("a long list", format!("{{nodes(ids:[{}]){{id}}}}", "\"a\" ".repeat(4_900))),
        ("a long list of the wrong type", format!("{{nodes(ids:[{}]){{id}}}}", "{} ".repeat(2_400))),
        ("nested lists", format!("{{nodes(ids:{}{}){{id}}}}", "[".repeat(180), "]".repeat(180))),
        ("nested lists, unclosed", format!("{{nodes(ids:{}", "[".repeat(4_900))),
        ("nested objects", filter(&format!("{}{{}}{}", "{not:".repeat(150), "}".repeat(150)))),
        ("nested objects, unclosed", format!("{{councils(filter:{}", "{not:".repeat(1_600))),
        ("a wide filter", filter(&format!("{{or:[{}]}}", "{name:{eq:\"a\"}} ".repeat(540)))),
        ("an object of one field", filter(&format!("{{{}}}", "not:{} ".repeat(1_200)))),
        ("an object of unknown fields", filter(&format!("{{{}}}", many(1_600, |i| format!("x{i}:1 "))))),
        ("a default as large as can be", {
            let list = "{name:{eq:\"a\"}} ".repeat(540);
            format!("query($f:CouncilFilter={{or:[{list}]}}){{councils(filter:$f){{nodes{{name}}}}}}")
        }),
        (
            "words that are none",
            format!("{{boards(filter:{{kind:[{}]}}){{nodes{{id}}}}}}", many(4_800, |i| format!("X{i} "))),
        ),
        ("numbers that are none", format!("{{nodes(ids:[{}]){{id}}}}", "99999999999 ".repeat(4_900))),
        ("a long number", format!("{{councils(first:{}){{nodes{{id}}}}}}", "9".repeat(60_000))),
        ("keys of which one is allowed", format!("{{{}}}", "council(by:{slug:\"a\" id:\"b\"}){name} ".repeat(290))),
    ]
}

fn marks() -> Vec<(&'static str, String)> {
    vec![
        ("open braces", "{".repeat(4_999)),
        ("more open braces", "{".repeat(LONGEST)),
        ("closed braces", "}".repeat(4_999)),
        ("dollars", "$".repeat(4_999)),
        ("at signs", full("{a", "@", "}")),
        ("a comment", full("#", "x", "\n{__typename}")),
        ("comments", full("", "#\n", "{__typename}")),
        ("spaces", full("", " ", "{__typename}")),
        ("commas", full("", ",", "{__typename}")),
        ("lines", full("", "\n", "{__typename}")),
        ("a long name", full("{", "x", "}")),
        ("a long text", full("{node(id:\"", "x", "\"){id}}")),
        ("a text of escapes", full("{node(id:\"", "\\u0041", "\"){id}}")),
        ("a text that does not end", full("{node(id:\"", "x", "")),
        ("a block of text", full("{node(id:\"\"\"", "x\n", "\"\"\"){id}}")),
        ("a block of text, deeper and deeper", full("{node(id:\"\"\"", "\n ", "\"\"\"){id}}")),
        ("a block of quotes", full("{node(id:\"\"\"", "\\\"\"\"", "\"\"\"){id}}")),
        ("hedgehogs", full("{", "🦔", "}")),
        ("bells", full("{", "\u{7}", "}")),
    ]
}
