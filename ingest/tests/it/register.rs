//! Registers joined to what a database holds.

use ingest::register::{Held, read, records};
use ingest::write::{Load, Summary, write};
use ingest::{Error, id};

use super::house::{House, houses};

const HEADER: &str = "local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,region,\
    local-authority-type,county-la,combined-authority,alt-names,former-gss-codes,current-authority,ecode,gov-uk-slug,\
    old-ons-la-code,open-council-data-id,snac,wdtk-id";

async fn import(house: &House, rows: &[&str]) -> Result<(Summary, usize), Error> {
    let path = house.file("register.csv", &format!("{HEADER}\n{}\n", rows.join("\n")));
    let register = read(&path)?;
    let held = Held::look_up(&house.db, &register).await?;
    let load = Load { title: "register".into(), dry_run: false };
    let records = records(&register, &held).into_iter().map(Ok::<_, Error>);
    Ok((write(&house.db, load, records, &mut |_| ()).await?, held.joined()))
}

const AYTON: &str = "AAA,Ayton Council,Ayton,E06009998,,,,England,South West,UA,,,,E06009990,True,,,,,,";
const OTHER: &str = "BBB,Ayton Borough Council,Ayton,E06009997,,,,England,South West,UA,,,,,True,,,,,,";

#[tokio::test]
async fn a_council_is_known_by_a_code_that_it_had() {
    for house in houses().await {
        house.file("held.toml", &council("ayton-town", "E06009990"));
        house.load().await.expect("a load");
        let (first, joined) = import(&house, &[AYTON, OTHER]).await.unwrap_or_else(|error| panic!("{error}"));
        // The source, the nation, the region, two areas, and the council that was not there.
        assert_eq!((joined, first.all().created, first.all().updated), (1, 6, 1));
        let slugs = house.ask::<String>("SELECT slug FROM council ORDER BY slug").await;
        assert_eq!(slugs, ["ayton", "ayton-town"]);
        let areas = house.ask::<String>("SELECT slug FROM area ORDER BY slug").await;
        assert_eq!(areas, ["ayton", "ayton-town", "england", "south-west"]);
        let (again, _) = import(&house, &[OTHER, AYTON]).await.expect("a second import");
        assert_eq!((again.all().unchanged, again.load), (again.all().read, None));
        house.close().await;
    }
}

#[tokio::test]
async fn a_row_that_could_be_two_councils_is_refused() {
    for house in houses().await {
        house.file("held.toml", &council("ayton-town", "E06009990"));
        house.file("more.toml", &council("ayton-city", "E06009998").replace("page", "leaf"));
        house.load().await.expect("a load");
        let error = import(&house, &[AYTON]).await.expect_err("an error");
        assert!(error.is_callers(), "{error}");
        let said = error.to_string();
        assert!(
            said.contains("register.csv:2: AAA: it could be any council of ")
                && said.contains(&id::of_key("council", "ayton-town").to_string()),
            "{said}"
        );
        let two = [AYTON.replace("E06009998", ""), OTHER.replace("E06009997", "E06009990")];
        let said = import(&house, &[&two[0], &two[1]]).await.expect_err("an error").to_string();
        assert!(said.contains("register.csv:3: BBB: it is the council ") && said.contains(", and so is AAA"), "{said}");
        house.close().await;
    }
}

fn council(key: &str, gss: &str) -> String {
    format!(
        "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n[[source]]\nkey = \"page\"\ntitle = \"Page\"\n\n\
         [[council]]\nkey = \"{key}\"\nat = \"Line 1\"\nname = \"Ayton\"\nkind = \"UNITARY\"\n\
         identifiers = [{{ scheme = \"gss\", value = \"{gss}\" }}]\n"
    )
}
