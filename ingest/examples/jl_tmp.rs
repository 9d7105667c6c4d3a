use ingest::write::{Load, write};
#[tokio::main]
async fn main() {
    let mut a = std::env::args().skip(1);
    let db = sea_orm::Database::connect({
        let mut o = sea_orm::ConnectOptions::new(a.next().unwrap());
        o.sqlx_logging(false);
        o
    })
    .await
    .unwrap();
    migration::up(&db).await.unwrap();
    let p = a.next().unwrap();
    for _ in 0..2 {
        let t = std::time::Instant::now();
        match write(
            &db,
            Load { title: "t".into(), dry_run: a.len() > 0 },
            ingest::dataset::read(&p).unwrap(),
            &mut |_| (),
        )
        .await
        {
            Ok(s) => println!("{:?} {:.0}/s", s.all(), s.all().read as f64 / t.elapsed().as_secs_f64()),
            Err(e) => println!("{e}"),
        }
    }
}
