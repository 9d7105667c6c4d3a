//! Builds the explorer with Node where Node is there, and lists its files for the server to carry with it. Without Node,
//! or when its packages cannot be had, the list is empty and the server shows a plain form instead.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

fn main() -> io::Result<()> {
    let room = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../explorer");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    println!("cargo:rerun-if-env-changed=FOLKMOOT_EXPLORER");
    for file in ["package-lock.json", "main.jsx", "index.html", "style.css", "vite.config.js", "finish.mjs", "jsonc.js"]
    {
        println!("cargo:rerun-if-changed={}", room.join(file).display());
    }
    let wanted = env::var("FOLKMOOT_EXPLORER").as_deref() != Ok("off");
    if wanted && !build(&room) {
        println!(
            "cargo:warning=the explorer was not built (it needs npm and its packages); /graphiql will be a plain form"
        );
    }
    let mut list = String::from("&[\n");
    let manifest = fs::read_to_string(room.join("dist/manifest.txt")).unwrap_or_default();
    for name in manifest.lines().filter(|_| wanted) {
        let path = room.join("dist").join(name).canonicalize()?;
        let packed = path.with_file_name(format!("{}.br", path.file_name().unwrap_or_default().to_string_lossy()));
        let packed = if packed.exists() { format!("Some(include_bytes!({packed:?}))") } else { "None".into() };
        list.push_str(&format!("    ({name:?}, include_bytes!({path:?}), {packed}),\n"));
    }
    list.push_str("]\n");
    fs::write(out.join("explorer.rs"), list)
}

/// Whether there is a build newer than its sources, made now if need be.
fn build(room: &Path) -> bool {
    let time = |path: PathBuf| fs::metadata(path).and_then(|m| m.modified()).ok();
    let made = time(room.join("dist/manifest.txt"));
    let newest =
        ["package-lock.json", "main.jsx", "index.html", "style.css"].iter().filter_map(|f| time(room.join(f))).max();
    if made.is_some() && made >= newest {
        return true;
    }
    let npm = |arguments: &[&str]| {
        let run =
            Command::new("npm").args(arguments).current_dir(room).stdout(Stdio::null()).stderr(Stdio::null()).status();
        run.is_ok_and(|status| status.success())
    };
    npm(&["ci", "--no-audit", "--no-fund"]) && npm(&["run", "build"])
}
