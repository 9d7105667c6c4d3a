//! What a synthetic council's programme consists of: steps, money, partners, risks and assessments.

use entities::{
    Table, funding_award, impact_assessment, milestone, participation, risk, strategy, strategy_element,
    strategy_status,
};

use super::{made, seed, sourced, words::pick};
use crate::record::Record;

/// Records of each council that this file makes.
pub const RECORDS: u64 = 3 + 2 + 2 + 1 + 2 + 1 + 1 + ELEMENTS as u64;
/// Elements of each council's strategy.
const ELEMENTS: u32 = 12;

/// The records of one council: each after those that it points to.
pub fn of(c: u32) -> Vec<Record> {
    let (council, local, plan) = (made("council", &[c]), made("local", &[c]), made("strategy", &[c]));
    let record = |table: &'static Table, n: u32| {
        sourced(Record::new(table, made(table.name, &[c, n])), seed(&[c, n])).with("position", n as i32 + 1)
    };
    let mut records = Vec::with_capacity(RECORDS as usize);
    for (n, (label, kind, due)) in
        [("Pilot", "PILOT", "2025-09"), ("New service", "LIVE", "2026-04"), ("Made usual", "EMBEDDING", "2026/2027")]
            .into_iter()
            .enumerate()
    {
        let status = if (c + n as u32).is_multiple_of(3) { "REACHED" } else { "PLANNED" };
        records.push(
            record(&milestone::TABLE, n as u32)
                .with("programme_id", local)
                .with("label", format!("Synthetic step: {label}"))
                .with("kind", kind)
                .with("due", due)
                .with("status", status),
        );
    }
    for n in 0..2 {
        let amount = i64::from(500_000 + 10_000 * (c % 100) + 1_000 * n);
        records.push(
            record(&funding_award::TABLE, n)
                .with("programme_id", local)
                .with("council_id", council)
                .with("funder_text", "Synthetic department")
                .with("amount", amount)
                .with("amount_text", format!("£{amount}"))
                .with("period", "2025/2026")
                .with("purpose", "Synthetic purpose"),
        );
    }
    for (n, sector) in [(0, "synthetic health services"), (1, "synthetic schools")] {
        records.push(sourced(sector_of(c, n), seed(&[c, n])).with("sector", sector).with("programme_id", local));
    }
    records.push(
        record(&risk::TABLE, 0).with("programme_id", local).with("text", "Synthetic risk").with("significant", true),
    );
    for (n, kind, stage) in [(0, "EQUALITY", "SCREENING"), (1, "RISK", "IN_PROGRESS")] {
        records.push(
            record(&impact_assessment::TABLE, n).with("programme_id", local).with("kind", kind).with("stage", stage),
        );
    }
    records.push(
        sourced(Record::new(&strategy::TABLE, plan), seed(&[c]))
            .with("slug", format!("synthetic-council-{}/synthetic-strategy", c + 1))
            .with("title", format!("Synthetic Strategy {}", c + 1))
            .with("kind", pick(strategy::KIND.words, seed(&[c])).word)
            .with("period", "2025/2030")
            .with("council_id", council),
    );
    records.push(
        sourced(Record::new(&strategy_status::TABLE, made("strategy_status", &[c])), seed(&[c]))
            .with("strategy_id", plan)
            .with("kind", "APPROVED")
            .with("from_date", "2025-07-30"),
    );
    for n in 0..ELEMENTS {
        let kind = pick(strategy_element::KIND.words, seed(&[c, n])).word;
        records.push(
            record(&strategy_element::TABLE, n)
                .with("strategy_id", plan)
                .with("kind", kind)
                .with("label", format!("Synthetic point {}", n + 1)),
        );
    }
    records
}

fn sector_of(c: u32, n: u32) -> Record {
    Record::new(&participation::TABLE, made("participation", &[c, n]))
}
