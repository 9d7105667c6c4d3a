//! Which items go together, by rules that anybody can check: one title on agendas of one family of boards, one paper, a decision
//! that answers a recommendation.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::prelude::Date;
use uuid::Uuid;

/// Days between two items of one title, at most.
pub const PERIOD: i64 = 400;
/// A title on so many agendas of a board, and on more than half of them, is standing business.
const OFTEN: usize = 5;
/// A paper of more items than this is an annex of everything, and ties nothing.
const SHARED: usize = 6;

/// An item of a council.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: Uuid,
    pub title: String,
    /// The title as titles are compared; none where it names no matter.
    pub matter: Option<String>,
    /// The matter that a source says it belongs to.
    pub issue: Option<Uuid>,
    pub meeting: Uuid,
    pub date: Date,
    pub board: Uuid,
    pub provenance: Option<Uuid>,
}

/// An item of a group, and the rule that brought it there: a word of [`entities::issue_entry::RULE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub item: usize,
    pub rule: &'static str,
}

/// Items that go together, of two meetings at least, the earliest first.
pub type Group = Vec<Entry>;

/// What brings items together, beside their titles.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// The board at the head of each board's family.
    pub families: HashMap<Uuid, Uuid>,
    /// Items by the paper that they have.
    pub papers: BTreeMap<Uuid, BTreeSet<Uuid>>,
    /// An item under which something was recommended, and the one under which that was decided.
    pub answers: Vec<(Uuid, Uuid)>,
}

/// The groups that items make. They come in the order of their days and ids, and so do their items.
pub fn groups(items: &mut [Item], ties: &Ties) -> Vec<Group> {
    items.sort_by_key(|item| (item.date, item.id));
    let places: HashMap<Uuid, usize> = items.iter().enumerate().map(|(at, item)| (item.id, at)).collect();
    let mut sets = Sets::new(items.len());
    by_title(items, ties, &mut sets);
    for of_paper in ties.papers.values() {
        let mut all: Vec<usize> = of_paper.iter().filter_map(|id| places.get(id).copied()).collect();
        all.sort_unstable();
        if all.len() <= SHARED {
            all.windows(2).for_each(|pair| sets.join(pair[0], pair[1], "SAME_DOCUMENT"));
        }
    }
    for (asked, decided) in &ties.answers {
        if let (Some(asked), Some(decided)) = (places.get(asked), places.get(decided)) {
            sets.join(*asked, *decided, "ANSWERS_RECOMMENDATION");
        }
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for item in 0..items.len() {
        let rule = sets.rules[item];
        groups.entry(sets.head(item)).or_default().push(Entry { item, rule });
    }
    let meetings = |group: &Group| group.iter().map(|entry| items[entry.item].meeting).collect::<BTreeSet<_>>().len();
    groups.into_values().filter(|group| meetings(group) > 1).collect()
}

fn by_title(items: &[Item], ties: &Ties, sets: &mut Sets) {
    let family = |board: &Uuid| ties.families.get(board).copied().unwrap_or(*board);
    let mut meetings: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
    let mut titles: BTreeMap<(Uuid, &str), Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        meetings.entry(family(&item.board)).or_default().insert(item.meeting);
        if let Some(matter) = &item.matter {
            titles.entry((family(&item.board), matter)).or_default().push(at);
        }
    }
    for ((family, _), same) in titles {
        let on = same.iter().map(|at| items[*at].meeting).collect::<BTreeSet<_>>().len();
        let all = meetings.get(&family).map_or(0, BTreeSet::len);
        if on >= OFTEN && on * 2 > all {
            continue;
        }
        for pair in same.windows(2) {
            let days = items[pair[1]].date.signed_duration_since(items[pair[0]].date).num_days();
            if days <= PERIOD {
                sets.join(pair[0], pair[1], "SAME_TITLE");
            }
        }
    }
}

/// Sets that are joined two at a time, and the rule by which each member was first joined to an earlier one.
struct Sets {
    above: Vec<usize>,
    rules: Vec<&'static str>,
}

impl Sets {
    fn new(count: usize) -> Self {
        Self { above: (0..count).collect(), rules: vec!["FIRST_ITEM"; count] }
    }

    fn head(&mut self, of: usize) -> usize {
        let mut head = of;
        while self.above[head] != head {
            self.above[head] = self.above[self.above[head]];
            head = self.above[head];
        }
        head
    }

    /// The earlier head stays one.
    fn join(&mut self, a: usize, b: usize, rule: &'static str) {
        let (one, other) = (self.head(a), self.head(b));
        if one == other {
            return;
        }
        let later = one.max(other);
        if self.rules[later] == "FIRST_ITEM" {
            self.rules[later] = rule;
        }
        self.above[later] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matter::title::matter;

    const BOARD: Uuid = Uuid::from_u128(1_000);
    const OTHER: Uuid = Uuid::from_u128(1_001);

    fn item(n: u128, title: &str, board: Uuid, day: &str) -> Item {
        let date = day.parse().expect("a day");
        let meeting = Uuid::new_v5(&board, day.as_bytes());
        let matter = matter(title);
        Item {
            id: Uuid::from_u128(n),
            title: title.into(),
            matter,
            issue: None,
            meeting,
            date,
            board,
            provenance: None,
        }
    }

    fn told(mut items: Vec<Item>, ties: &Ties) -> Vec<Vec<(u128, &'static str)>> {
        let groups = groups(&mut items, ties);
        groups.iter().map(|g| g.iter().map(|e| (items[e.item].id.as_u128(), e.rule)).collect()).collect()
    }

    #[test]
    fn one_title_in_a_family_of_boards_within_the_period() {
        let items = vec![
            item(1, "Family Hubs Network", BOARD, "2025-01-10"),
            item(2, "FAMILY HUBS NETWORK", OTHER, "2025-06-10"),
            item(3, "Family Hubs Network", BOARD, "2026-12-10"),
        ];
        assert!(told(items.clone(), &Ties::default()).is_empty());
        let ties = Ties { families: [(OTHER, BOARD)].into(), ..Ties::default() };
        assert_eq!(told(items, &ties), [[(1, "FIRST_ITEM"), (2, "SAME_TITLE")]]);
    }

    #[test]
    fn what_stands_on_most_agendas_is_no_matter() {
        let items = (1..=6).map(|n| item(n, "Corporate Parenting Scorecard", BOARD, &format!("2025-0{n}-10")));
        assert!(told(items.collect(), &Ties::default()).is_empty());
    }

    #[test]
    fn one_paper_and_an_answer_tie() {
        let items = vec![
            item(1, "Draft Youth Strategy", BOARD, "2025-01-10"),
            item(2, "Youth Strategy for adoption", OTHER, "2025-02-10"),
            item(3, "Youth offer in the north", OTHER, "2025-03-10"),
        ];
        let ids = |all: &[u128]| all.iter().map(|n| Uuid::from_u128(*n)).collect::<BTreeSet<Uuid>>();
        let ties = Ties {
            papers: [(Uuid::from_u128(9), ids(&[1, 2]))].into(),
            answers: vec![(Uuid::from_u128(2), Uuid::from_u128(3))],
            ..Ties::default()
        };
        assert_eq!(told(items, &ties), [[(1, "FIRST_ITEM"), (2, "SAME_DOCUMENT"), (3, "ANSWERS_RECOMMENDATION")]]);
    }
}
