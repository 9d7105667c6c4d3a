//! The steps apply to an empty database, and a second time there is nothing to do.

use migration::Migrator;
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};

async fn twice(db: &DatabaseConnection) {
    migration::up(db).await.expect("the first time");
    migration::up(db).await.expect("the second time");
    assert!(Migrator::get_pending_migrations(db).await.expect("the list").is_empty());
}

#[tokio::test]
async fn twice_on_sqlite() {
    let db = Database::connect(ConnectOptions::new("sqlite::memory:").max_connections(1).to_owned()).await.expect("db");
    twice(&db).await;
    let sql = "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("count");
    // 54 tables of records, 5 of parts, `load`, `change`, 4 of readings and claims, `linked`, `merged`, and the list of steps.
    assert_eq!(row.map(|r| r.try_get::<i64>("", "n").expect("n")), Some(68));
}

/// Two servers that start at the same moment on PostgreSQL, in a schema of their own.
#[tokio::test]
async fn at_once_on_postgres() {
    let Ok(url) = std::env::var("FOLKMOOT_TEST_POSTGRES") else {
        eprintln!("skipped: FOLKMOOT_TEST_POSTGRES is not set");
        return;
    };
    let admin = Database::connect(&url).await.expect("db");
    let schema = format!("migration_test_{}", std::process::id());
    admin.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.expect("schema");
    let connect = || Database::connect(ConnectOptions::new(&url).set_schema_search_path(&schema).to_owned());
    let (one, other) = (connect().await.expect("one"), connect().await.expect("other"));
    let (a, b) = tokio::join!(migration::up(&one), migration::up(&other));
    let pending = Migrator::get_pending_migrations(&one).await.map(|p| p.len());
    admin.execute_unprepared(&format!("DROP SCHEMA {schema} CASCADE")).await.expect("drop");
    assert_eq!((a, b, pending), (Ok(()), Ok(()), Ok(0)));
}
