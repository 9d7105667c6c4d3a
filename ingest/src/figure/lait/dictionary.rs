//! The dictionary of the local authority interactive tool: what each of its measures is, and what sort of year it is for.

use std::collections::HashMap;
use std::path::Path;

use url::Url;

use super::super::note::{Note, NoteKind};
use super::super::sheet::Sheet;
use super::label::YearType;
use crate::error::{Error, Fault};

/// The columns, in the order of their places below.
pub(super) const COLUMNS: &[&str] = &[
    "Measure_short",
    "Topic",
    "Measure",
    "Polarity",
    "y_axis_name",
    "Year_Type",
    "dps",
    "Description",
    "Hyperlink(s)",
    "Measure_code",
];
const CODE: usize = 0;
const TOPIC: usize = 1;
const TITLE: usize = 2;
const POLARITY: usize = 3;
const UNIT: usize = 4;
const YEAR: usize = 5;
const DECIMALS: usize = 6;
const DESCRIPTION: usize = 7;
const LINKS: usize = 8;
/// What stands where nothing is said.
const NOTHING: &[&str] = &["", "NA", "-"];
/// Most digits behind the point.
const DIGITS: i32 = 28;

/// A measure, as its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    pub code: String,
    pub topic: Option<String>,
    pub title: String,
    /// A word of [`entities::indicator::POLARITY`].
    pub polarity: Option<&'static str>,
    pub unit: Option<String>,
    /// As the row names it and, of an annual one, as its description says more of it.
    pub year: Option<YearType>,
    pub decimals: Option<i32>,
    pub description: Option<String>,
    pub url: Option<String>,
}

impl Measure {
    /// Takes in what its description says of its year.
    fn date(&mut self) {
        let description = self.description.as_deref().unwrap_or_default();
        self.year = self.year.map(|year| year.described(description));
    }
}

/// All measures.
#[derive(Debug)]
pub struct Dictionary {
    /// In the order of the file; no code stands twice.
    pub measures: Vec<Measure>,
    /// What is odd, in the order of the file.
    pub notes: Vec<Note>,
    places: HashMap<String, usize>,
}

impl Dictionary {
    /// Reads a dictionary: all of it or, where it breaks its shape, none of it. Of a measure that has several rows the first
    /// one counts; the others become notes that say in which columns they contradict it.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let (sheet, _) = Sheet::open(path, &[COLUMNS])?;
        Self::of(sheet)
    }

    pub(super) fn of(mut sheet: Sheet) -> Result<Self, Error> {
        let mut dictionary = Self { measures: Vec::new(), notes: Vec::new(), places: HashMap::new() };
        let mut lines: Vec<u32> = Vec::new();
        while sheet.next()? {
            let Some(measure) = dictionary.measure(&mut sheet) else { continue };
            match dictionary.places.get(&measure.code) {
                Some(place) => {
                    let against = contradicted(&dictionary.measures[*place], &measure);
                    dictionary.notes.push(doubled(&sheet, &measure.code, lines[*place], &against));
                }
                None => {
                    dictionary.places.insert(measure.code.clone(), dictionary.measures.len());
                    dictionary.measures.push(measure);
                    lines.push(sheet.line());
                }
            }
        }
        sheet.finish()?;
        // Not before, so that what rows say of the year is compared as they say it.
        dictionary.measures.iter_mut().for_each(Measure::date);
        Ok(dictionary)
    }

    /// The place of the measure with this code.
    pub fn place(&self, code: &str) -> Option<usize> {
        self.places.get(code).copied()
    }

    /// The codes that there are.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.measures.iter().map(|measure| measure.code.as_str())
    }

    /// The measure in this row; none where a cell of it is wrong.
    fn measure(&mut self, sheet: &mut Sheet) -> Option<Measure> {
        let (code, title) = (needed(sheet, CODE), needed(sheet, TITLE));
        let polarity = polarity(sheet);
        let decimals = decimals(sheet);
        let (code, title, polarity, decimals) = (code?, title?, polarity?, decimals?);
        let text = |column: usize| {
            let cell = sheet.cell(column);
            (!NOTHING.contains(&cell)).then(|| cell.to_owned())
        };
        let (year, url) = (text(YEAR), text(LINKS));
        let measure = Measure {
            topic: text(TOPIC),
            title,
            polarity,
            unit: text(UNIT),
            year: year.as_deref().and_then(YearType::named),
            decimals,
            description: text(DESCRIPTION),
            url: url.as_deref().and_then(first_link),
            code,
        };
        if let (Some(word), None) = (&year, measure.year) {
            let problem = format!("`{word}` is no type of year that is known: its days are left unknown");
            self.notes.push(note(sheet, NoteKind::UnknownYear, &measure.code, YEAR, problem));
        }
        if let (Some(text), None) = (&url, &measure.url) {
            let problem = format!("`{text}` is no address");
            self.notes.push(note(sheet, NoteKind::NoAddress, &measure.code, LINKS, problem));
        }
        Some(measure)
    }
}

fn note(sheet: &Sheet, kind: NoteKind, code: &str, column: usize, problem: String) -> Note {
    let told = sheet.told(sheet.line(), COLUMNS.get(column).copied(), problem);
    Note { kind, fault: Fault { record: Some(code.into()), ..told } }
}

fn doubled(sheet: &Sheet, code: &str, first: u32, against: &[&str]) -> Note {
    let first = sheet.called(first);
    let problem = match against {
        [] => format!("it says what {first} says"),
        columns => format!("{first} says something else in {}, and counts", columns.join(", ")),
    };
    let kind = if against.is_empty() { NoteKind::DoubledRow } else { NoteKind::Contradiction };
    let told = sheet.told(sheet.line(), None, problem);
    Note { kind, fault: Fault { record: Some(code.into()), ..told } }
}

/// The columns in which two rows on one measure differ.
fn contradicted(first: &Measure, second: &Measure) -> Vec<&'static str> {
    let differs = [
        (TOPIC, first.topic != second.topic),
        (TITLE, first.title != second.title),
        (POLARITY, first.polarity != second.polarity),
        (UNIT, first.unit != second.unit),
        (YEAR, first.year != second.year),
        (DECIMALS, first.decimals != second.decimals),
        (DESCRIPTION, first.description != second.description),
        (LINKS, first.url != second.url),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).filter_map(|(column, _)| COLUMNS.get(column).copied()).collect()
}

/// A cell that must not be empty; a fault and none where it is.
fn needed(sheet: &mut Sheet, column: usize) -> Option<String> {
    let cell = sheet.cell(column).to_owned();
    if cell.is_empty() {
        sheet.fault(column, "it is missing".into());
    }
    (!cell.is_empty()).then_some(cell)
}

/// The polarity, none where the dictionary has none; nothing, and a fault, where it is no word of it.
fn polarity(sheet: &mut Sheet) -> Option<Option<&'static str>> {
    Some(match sheet.cell(POLARITY) {
        "High" => Some("HIGHER_IS_BETTER"),
        "Low" => Some("LOWER_IS_BETTER"),
        "-" => Some("NEUTRAL"),
        "" | "NA" => None,
        word => {
            let problem = format!("`{word}` is none of High, Low, -, NA");
            sheet.fault(POLARITY, problem);
            return None;
        }
    })
}

/// The digits behind the point, likewise.
fn decimals(sheet: &mut Sheet) -> Option<Option<i32>> {
    let cell = sheet.cell(DECIMALS);
    if NOTHING.contains(&cell) {
        return Some(None);
    }
    let digits = cell.parse().ok().filter(|digits| (0..=DIGITS).contains(digits));
    if digits.is_none() {
        let problem = format!("`{cell}` is no number of digits");
        sheet.fault(DECIMALS, problem);
    }
    digits.map(Some)
}

/// The first address among the words of a cell.
fn first_link(cell: &str) -> Option<String> {
    let is_web = |word: &&str| Url::parse(word).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    cell.split([' ', '\n', '\t', ';', ',']).find(is_web).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::super::sheet::tests::sheet;
    use super::*;

    const HEADER: &str =
        "Measure_code,Topic,Measure,Measure_short,Polarity,y_axis_name,Year_Type,dps,Description,Hyperlink(s)\n";

    fn read(rows: &str) -> Result<Dictionary, String> {
        sheet(&format!("{HEADER}{rows}"), &[COLUMNS])
            .and_then(|(sheet, _)| Dictionary::of(sheet))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_row_says_what_a_measure_is() {
        let told = read(
            "7,Bears,\"Bears, told\",Bears%,Low,% of bears,Financial Year,1,\"All.\n\nEach\",https://a.example/b; c\n",
        )
        .expect("a dictionary");
        let wanted = Measure {
            code: "Bears%".into(),
            topic: Some("Bears".into()),
            title: "Bears, told".into(),
            polarity: Some("LOWER_IS_BETTER"),
            unit: Some("% of bears".into()),
            year: Some(YearType::Financial),
            decimals: Some(1),
            description: Some("All.\n\nEach".into()),
            url: Some("https://a.example/b".into()),
        };
        assert_eq!((told.measures, told.notes.len()), (vec![wanted], 0));
    }

    #[test]
    fn what_is_not_said_is_not_known_and_rows_on_one_measure_are_told() {
        let told = read("1,T,One,A,-,NA,Annual,NA,,\n2,T,Two,A,NA,NA,Lunar,0,,see there\n3,T,One,A,-,,Annual,NA,,\n")
            .expect("a dictionary");
        assert_eq!(told.measures.len(), 1);
        let first = &told.measures[0];
        assert_eq!((first.polarity, &first.unit, first.decimals, &first.url), (Some("NEUTRAL"), &None, None, &None));
        let notes: Vec<String> = told.notes.iter().map(|note| format!("{:?} {}", note.kind, note)).collect();
        assert_eq!(
            notes,
            [
                "UnknownYear a.csv:3: A: field `Year_Type`: `Lunar` is no type of year that is known: its days are left unknown",
                "NoAddress a.csv:3: A: field `Hyperlink(s)`: `see there` is no address",
                "Contradiction a.csv:3: A: line 2 says something else in Measure, Polarity, Year_Type, dps, and counts",
                "DoubledRow a.csv:4: A: it says what line 2 says",
            ]
        );
    }

    #[test]
    fn an_annual_measure_is_of_31_march_where_its_description_names_it() {
        let told = read(
            "1,T,One,A,-,NA,Annual,NA,Counted on 31 March.,\n2,T,Two,B,-,NA,Annual,NA,Counted.,\n\
             3,T,One,A,-,NA,Annual,NA,Counted.,\n",
        )
        .expect("a dictionary");
        let years: Vec<_> = told.measures.iter().map(|measure| measure.year).collect();
        assert_eq!(years, [Some(YearType::ToMarch), Some(YearType::Annual)]);
        assert_eq!(told.notes[0].to_string(), "a.csv:4: A: line 2 says something else in Description, and counts");
    }

    #[test]
    fn what_breaks_the_shape_is_told_with_its_place() {
        let told = read("1,T,One,A,Up,u,Annual,many,,\n2,T,,,High,u,Annual,1,,\n3,T,Short\n").expect_err("faults");
        assert_eq!(
            told,
            "a.csv:2: field `Polarity`: `Up` is none of High, Low, -, NA\n\
             a.csv:2: field `dps`: `many` is no number of digits\n\
             a.csv:3: field `Measure_short`: it is missing\n\
             a.csv:3: field `Measure`: it is missing\n\
             a.csv:4: the row has 3 cells under 10 columns"
        );
        let told = sheet("Topic,Polarty\nx,y\n", &[COLUMNS]).map(|_| ()).expect_err("a header").to_string();
        assert!(told.contains("a.csv:1: column `Polarty` is not known; did you mean `Polarity`?"), "{told}");
    }

    #[test]
    fn the_real_dictionary_has_249_measures_and_ten_doubled_rows() {
        let path =
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/indicators/lait_dictionary.csv.gz"));
        if !path.exists() {
            eprintln!("skipped: ../shared/data/indicators/lait_dictionary.csv.gz is absent");
            return;
        }
        let dictionary = Dictionary::read(path).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(dictionary.measures.len(), 249);
        assert!(dictionary.measures.iter().all(|measure| measure.year.is_some() && measure.url.is_some()));
        let of = |code: &str| dictionary.place(code).and_then(|place| dictionary.measures[place].year);
        let march = ["LAC", "CPP_rate"].map(of);
        assert_eq!(march, [Some(YearType::ToMarch); 2]);
        let annual = |year: Option<YearType>| matches!(year, Some(YearType::ToMarch | YearType::Annual));
        assert_eq!(dictionary.measures.iter().filter(|measure| annual(measure.year)).count(), 2);
        assert_eq!(dictionary.notes.len(), 10);
        assert!(
            dictionary.notes.iter().all(|note| note.kind == NoteKind::Contradiction),
            "at least their topics differ"
        );
        let count = |word| dictionary.measures.iter().filter(|measure| measure.polarity == word).count();
        let all = [Some("HIGHER_IS_BETTER"), Some("LOWER_IS_BETTER"), Some("NEUTRAL"), None].map(count);
        assert_eq!(all.iter().sum::<usize>(), 249, "{all:?}");
    }
}
