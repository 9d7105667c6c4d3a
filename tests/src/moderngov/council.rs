//! What a stub publishes: by hand, or made up on the fly; and what changes between two readings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::large::Size;

/// A committee.
#[derive(Clone, Debug, Default)]
pub struct Board {
    pub id: u32,
    pub title: String,
    pub category: Option<String>,
    pub deleted: bool,
    pub expired: bool,
}

/// What a list says of a meeting.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub id: u32,
    pub board: u32,
    pub date: NaiveDate,
    /// As it is published: `10.00 am`.
    pub time: String,
    /// As it is published: `Confirmed; Budget Council`.
    pub status: String,
    pub webcast: bool,
}

/// A meeting as it is published in full.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    pub head: Head,
    pub venue: Option<String>,
    pub room: Option<String>,
    pub started: Option<String>,
    pub finished: Option<String>,
    pub agenda_published: bool,
    pub decisions_published: bool,
    pub minutes_published: bool,
    pub items: Vec<Item>,
    /// Documents of the meeting as a whole.
    pub documents: Vec<Document>,
    pub people: Vec<Attendee>,
}

/// An agenda item. Titles are plain text; texts are HTML.
#[derive(Clone, Debug, Default)]
pub struct Item {
    pub id: u32,
    pub title: String,
    /// The place in the order; 0 for a heading.
    pub number: u32,
    /// The number that is shown: `3a`.
    pub shown: String,
    /// The number in the minutes, which count differently.
    pub minute: Option<u32>,
    pub text: Option<String>,
    pub minutes: Option<String>,
    pub decision: Option<String>,
    pub presented_by: Option<String>,
    pub declarations: u32,
    pub call_in: bool,
    pub is_decision: bool,
    pub restricted: bool,
    pub hidden: bool,
    pub documents: Vec<Document>,
}

/// A document of an item.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub id: u32,
    pub title: String,
    pub published: NaiveDate,
    pub restricted: bool,
    /// The paragraph that exempts it.
    pub exempt_by: Option<String>,
    /// An address elsewhere; without one, the document lies in the system.
    pub link: Option<String>,
    /// What its file says, page by page, in lines; its title if empty. A page without words is empty.
    pub pages: Vec<String>,
}

/// A person of a meeting.
#[derive(Clone, Debug, Default)]
pub struct Attendee {
    pub id: u32,
    pub name: String,
    pub role: String,
    /// `Present`, `Apologies`, `Expected`, `In attendance`...
    pub attendance: String,
    pub party: String,
    pub ward: String,
    pub key_posts: Option<String>,
}

/// A ward and its councillors.
#[derive(Clone, Debug, Default)]
pub struct Ward {
    pub title: String,
    pub people: Vec<Person>,
}

/// A councillor.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub id: u32,
    pub name: String,
    pub party: Option<String>,
    pub key_posts: Option<String>,
    pub email: Option<String>,
    /// Whether the home address, telephone and e-mail of [`super::PRIVATE`] are published.
    pub at_home: bool,
    /// From and until; either may be unspecified.
    pub terms: Vec<(Option<NaiveDate>, Option<NaiveDate>)>,
}

/// The life of one matter. Every text is as it is published.
#[derive(Clone, Debug, Default)]
pub struct Issue {
    pub id: u32,
    pub title: String,
    /// Label and value, in the order shown.
    pub facts: Vec<(String, String)>,
    /// The meetings where it was discussed, each with the item.
    pub at: Vec<(u32, u32)>,
}

/// A decision that has a page of its own.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    pub id: u32,
    pub title: String,
    pub item: Option<u32>,
    pub issue: Option<u32>,
    pub meeting: Option<u32>,
    pub maker: Option<String>,
    pub status: Option<String>,
    pub key: bool,
    /// Whether it can be called in, until when it takes effect.
    pub effective_from: Option<NaiveDate>,
    pub wards: Option<String>,
    pub published: NaiveDate,
    pub decided: NaiveDate,
    /// Heading and HTML, in the order shown.
    pub sections: Vec<(String, String)>,
    pub documents: Vec<Document>,
}

/// A forward plan.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub id: u32,
    pub name: String,
    /// As they are listed: newest first.
    pub editions: Vec<Edition>,
}

/// An edition of a forward plan.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    pub id: u32,
    pub title: String,
    pub entries: Vec<PlanEntry>,
}

/// What a forward plan announces. Every text is as it is published.
#[derive(Clone, Debug, Default)]
pub struct PlanEntry {
    pub issue: u32,
    pub title: String,
    /// Label and value, in the order shown.
    pub facts: Vec<(String, String)>,
}

/// Everything that one stub publishes.
#[derive(Clone, Debug, Default)]
pub struct Council {
    pub boards: Vec<Board>,
    pub wards: Vec<Ward>,
    pub issues: Vec<Issue>,
    pub decisions: Vec<Decision>,
    /// Without any, there is no page of plans.
    pub plans: Vec<Plan>,
    /// Meetings that are made up when they are asked for.
    pub(super) made: Option<Size>,
    /// Meetings by hand, and those made up that were changed.
    pub(super) kept: BTreeMap<u32, Meeting>,
    pub(super) removed: BTreeSet<u32>,
}

impl Council {
    /// The meetings of all boards as lists show them, in no order.
    pub fn heads(&self) -> impl Iterator<Item = Head> {
        let made = self.made.into_iter().flat_map(Size::heads).filter(|head| !self.kept.contains_key(&head.id));
        let kept = self.kept.values().map(|meeting| meeting.head.clone());
        made.chain(kept).filter(|head| !self.removed.contains(&head.id))
    }

    /// A meeting in full.
    pub fn meeting(&self, id: u32) -> Option<Meeting> {
        if self.removed.contains(&id) {
            return None;
        }
        self.kept.get(&id).cloned().or_else(|| self.made?.meeting(id))
    }

    /// The document with this id, of whatever meeting that was written by hand.
    pub fn document(&self, id: u32) -> Option<&Document> {
        let mut all = self.kept.values().flat_map(|meeting| {
            meeting.documents.iter().chain(meeting.items.iter().flat_map(|item| item.documents.iter()))
        });
        all.find(|document| document.id == id)
    }

    /// The meeting and the item with an item's id.
    pub fn item(&self, id: u32) -> Option<(Meeting, Item)> {
        let mut holders = self.kept.values().map(|meeting| meeting.head.id).collect::<Vec<_>>();
        holders.extend(self.made.and_then(|made| made.holder(id)));
        let mut meetings = holders.into_iter().filter_map(|holder| self.meeting(holder));
        meetings.find_map(|meeting| {
            let item = meeting.items.iter().find(|item| item.id == id)?.clone();
            Some((meeting, item))
        })
    }

    /// A decision by its own number.
    pub fn decision(&self, id: u32) -> Option<Decision> {
        self.decisions.iter().find(|decision| decision.id == id).cloned()
    }

    /// The decision of an item: the one written by hand, or what the item says if it is one.
    pub fn decision_of_item(&self, id: u32) -> Option<Decision> {
        let by_hand = self.decisions.iter().find(|decision| decision.item == Some(id)).cloned();
        by_hand.or_else(|| {
            let (meeting, item) = self.item(id).filter(|(_, item)| item.is_decision)?;
            Some(Decision {
                id,
                title: item.title,
                item: Some(id),
                meeting: Some(meeting.head.id),
                status: Some("Recommendations Approved".into()),
                published: meeting.head.date + chrono::Days::new(3),
                decided: meeting.head.date,
                sections: item.decision.map(|text| ("Decision:".into(), text)).into_iter().collect(),
                ..Decision::default()
            })
        })
    }

    /// A forward plan.
    pub fn plan(&self, id: u32) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == id)
    }

    /// An edition of any forward plan.
    pub fn edition(&self, id: u32) -> Option<&Edition> {
        self.plans.iter().flat_map(|plan| &plan.editions).find(|edition| edition.id == id)
    }

    /// A board's title; empty for one that there is not.
    pub fn title(&self, board: u32) -> &str {
        self.boards.iter().find(|b| b.id == board).map(|b| b.title.as_str()).unwrap_or_default()
    }

    /// Adds a meeting, or puts it in the place of the one with its id.
    pub fn put(&mut self, meeting: Meeting) {
        self.removed.remove(&meeting.head.id);
        self.kept.insert(meeting.head.id, meeting);
    }

    /// Changes a meeting.
    pub fn change(&mut self, id: u32, change: impl FnOnce(&mut Meeting)) {
        let mut meeting = self.meeting(id).expect("a meeting of the council");
        change(&mut meeting);
        self.put(meeting);
    }

    /// Writes other minutes of an item.
    pub fn set_minutes(&mut self, meeting: u32, item: u32, html: &str) {
        self.change(meeting, |meeting| {
            let item = meeting.items.iter_mut().find(|i| i.id == item).expect("an item of the meeting");
            item.minutes = Some(html.into());
        });
    }

    /// Takes a meeting out of all lists.
    pub fn remove_meeting(&mut self, id: u32) {
        self.removed.insert(id);
    }

    /// Takes a councillor out of the wards; meetings still name them.
    pub fn remove_person(&mut self, id: u32) {
        for ward in &mut self.wards {
            ward.people.retain(|person| person.id != id);
        }
    }
}
