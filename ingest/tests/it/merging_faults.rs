//! Merges that cannot be, and what may not be done beside them.

use entities::person;
use ingest::id;
use ingest::record::Record;

use super::house::houses;
use super::merging::{FACTS, MERGES, give};

#[tokio::test]
async fn a_merge_that_cannot_be_is_named() {
    for house in houses().await {
        house.file("a.toml", FACTS);
        house.load().await.expect("the facts");
        let told = async |merges: &str| {
            house.file("b.toml", &format!("[defaults]\nsource = \"minutes\"\nmethod = \"MANUAL\"\n{merges}"));
            house.failure().await
        };
        let one = |key: &str, duplicate: &str, into: &str| {
            format!(
                "[[merge]]\nkey = \"{key}\"\nat = \"Page 5\"\nduplicate = \"{duplicate}\"\n{into}\nreason = \"R\"\n"
            )
        };
        let (jo, j, smyth) = ("person = \"bath/jo-smith\"", "person = \"bath/j-smith\"", "person = \"bath/j-smyth\"");
        for (merges, problem) in [
            (one("a", "bath/nobody", jo), "b.toml:4: merge \"a\": field `duplicate`: there is no person `bath/nobody`"),
            (one("a", "bath/jo-smith", jo), "would be merged into itself"),
            (one("a", "bath/cabinet", jo), "there is no person `bath/cabinet`"),
            (one("a", "bath/j-smith", ""), "exactly one of `person`, `board` and `organisation`"),
            (one("a", "bath/j-smith", "person = \"bath/jo-smith\"\nboard = \"bath/cabinet\""), "exactly one of"),
            (one("a", "bath/j-smith", jo) + &one("b", "bath/jo-smith", j), "in a circle"),
            (one("a", "bath/j-smith", jo) + &one("b", "bath/j-smith", smyth), "is merged into another person already"),
            (one("a", "bath/j-smith", "person = \"bath/nobody\""), "there is no person `bath/nobody`"),
        ] {
            let text = told(&merges).await;
            assert!(text.contains(problem), "{text}");
        }
        assert_eq!((house.count("merge").await, house.count("merged").await), (0, 0));

        house.file("b.toml", MERGES);
        house.load().await.expect("the merges");
        let mut taken = Record::new(&person::TABLE, id::of("test", "new")).with("slug", "bath/j-smith");
        taken = taken.with("name", "Another");
        let text = give(&house, taken).await.expect_err("the name is kept").to_string();
        assert!(text.contains("`bath/j-smith` is taken already") && text.contains("merged into another"), "{text}");
        house.close().await;
    }
}
