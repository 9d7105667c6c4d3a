//! `folkmoot read`: the words of a file, as an import keeps them; and the same in a process of its own, whose time and memory
//! are bounded, for files of others.

use std::{
    io::Read as _,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use ingest::file::{
    Bounds, Read, Told, Unreadable, read,
    run::{Failed, Reader},
};
use ingest::moderngov::private;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    time::timeout,
};

use crate::{failure::Failure, say::say};

/// What standard input is called.
const STANDARD_INPUT: &str = "-";

/// Bytes of address space that reading one file may take.
const MEMORY: u64 = 4 << 30;

/// `folkmoot read`.
pub fn run(file: &Path, json: bool) -> Result<(), Failure> {
    let piped = file.as_os_str() == STANDARD_INPUT;
    let mut bytes = Vec::new();
    let came = if piped {
        bound_memory();
        std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(file).map(|read| bytes = read)
    };
    came.map_err(|error| Failure::Input(format!("cannot read {}: {error}", file.display())))?;
    let told = read(bytes, &Bounds::default());
    if json {
        let told = told.map_or_else(Told::Unreadable, Told::Read);
        let told = serde_json::to_string(&told).map_err(|error| Failure::Input(error.to_string()))?;
        say!("{told}");
        return Ok(());
    }
    let read = told.map_err(|error| Failure::Input(format!("{}: {error}", file.display())))?;
    for (at, page) in read.pages.iter().enumerate() {
        if read.paged {
            say!("--- page {} of {}{}", at + 1, read.pages.len(), if page.text.is_empty() { ": no words" } else { "" });
        }
        say!("{}", private::cleaned(&page.text).text);
    }
    Ok(())
}

/// Bounds the memory of this process: a file that wants more ends it, and nothing else.
fn bound_memory() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) };
        if let Err(error) = setrlimit(Resource::As, limit) {
            tracing::warn!("the memory of this process cannot be bounded: {error}");
        }
    }
}

/// Reads each file in a process of its own, which is this program again.
pub struct Apart {
    /// Longest time for one file.
    pub longest: Duration,
}

impl Reader for Apart {
    async fn read(&self, bytes: Vec<u8>) -> Result<Read, Failed> {
        let ours = |what: &str, error: std::io::Error| Failed::Reader(format!("{what}: {error}"));
        let program = std::env::current_exe().map_err(|error| ours("this program cannot be found", error))?;
        let mut command = Command::new(program);
        // Whoever stops this program from a terminal means this one, which ends its children itself.
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command
            .args(["read", "--json", STANDARD_INPUT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| ours("no process to read it in", error))?;
        let told = timeout(self.longest, converse(&mut child, bytes)).await;
        let Ok(told) = told else {
            let what = format!("{} s", self.longest.as_secs_f64());
            return Err(Failed::File(Unreadable::TooMuch { what }));
        };
        let (said, status) = told.map_err(|error| ours("the process that reads it cannot be spoken to", error))?;
        match serde_json::from_slice(&said) {
            Ok(Told::Read(read)) => Ok(read),
            Ok(Told::Unreadable(why)) => Err(Failed::File(why)),
            Err(_) => Err(broken(status)),
        }
    }
}

/// Gives the bytes to a process and takes what it says.
async fn converse(child: &mut Child, bytes: Vec<u8>) -> std::io::Result<(Vec<u8>, ExitStatus)> {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let give = async {
        if let Some(mut input) = input {
            // A process that ends early takes no more: how it ended tells why.
            _ = input.write_all(&bytes).await;
            _ = input.shutdown().await;
        }
    };
    let take = async {
        let mut said = Vec::new();
        if let Some(mut output) = output {
            output.read_to_end(&mut said).await?;
        }
        Ok::<_, std::io::Error>(said)
    };
    let ((), said) = futures_util::future::join(give, take).await;
    Ok((said?, child.wait().await?))
}

/// Why a process that reads a file ended without a word: by itself it says what is wrong. Where it was too much for the
/// process, the system ended it, or it did so itself; any other end is not the file's fault.
fn broken(status: ExitStatus) -> Failed {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        // SIGABRT, SIGKILL and SIGSEGV: the same numbers on every system.
        let too_much = [6, 9, 11];
        if let Some(signal) = status.signal() {
            return match too_much.contains(&signal) {
                true => Failed::File(Unreadable::TooMuch { what: "memory".into() }),
                false => Failed::Reader(format!("the process that reads it was ended by signal {signal}")),
            };
        }
    }
    match status.code() {
        Some(_) => Failed::File(Unreadable::Damaged),
        None => Failed::Reader(format!("the process that reads it ended: {status}")),
    }
}
