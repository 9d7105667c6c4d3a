//! The facts that the project ships.

use std::path::Path;

use super::house::houses;

#[tokio::test]
async fn the_shipped_data_load_and_load_again() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let toml = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|e| e.path().extension().is_some_and(|x| x == "toml"))
    };
    if !std::fs::read_dir(&data).is_ok_and(|mut files| files.any(toml)) {
        eprintln!("skipped: {} holds no dataset yet", data.display());
        return;
    }
    for house in houses().await {
        let first = house.load_from(data.clone(), false).await.unwrap_or_else(|error| panic!("{error}"));
        println!("{:?}", first.tables);
        assert!(first.all().created > 0 && first.all().created == first.all().read);
        let again = house.load_from(data.clone(), false).await.expect("the second load");
        assert_eq!((again.all().unchanged, again.load), (first.all().read, None));
        house.close().await;
    }
}
