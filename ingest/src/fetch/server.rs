//! A web server for the tests of the reader: it answers from a script, and keeps what it was asked.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// What the server does with a request.
pub enum Act {
    /// Sends these bytes; with `close`, ends the connection.
    Send { bytes: Vec<u8>, close: bool },
    /// Says nothing for a while, and closes.
    Sleep(Duration),
}

/// An answer with a length.
pub fn answer(status: u16, headers: &str, body: &str) -> Act {
    let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\n\r\n", body.len());
    Act::Send { bytes: [head.as_bytes(), body.as_bytes()].concat(), close: false }
}

/// One request: its first line, its head and its body.
#[derive(Clone, Debug)]
pub struct Asked {
    pub line: String,
    pub head: String,
    pub body: String,
    /// Which connection it came by, from 0.
    pub connection: usize,
}

pub struct Server {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Starts on a port of its own. `script` is given the request's path and how often it was asked for before.
    pub fn start(script: impl Fn(&str, usize) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (kept, script) = (asked.clone(), Arc::new(script));
        thread::spawn(move || {
            for (connection, stream) in listener.incoming().flatten().enumerate() {
                let (kept, script) = (kept.clone(), script.clone());
                thread::spawn(move || serve(stream, connection, &kept, script.as_ref()));
            }
        });
        Self { url, asked }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("the list").clone()
    }

    /// The paths asked for, robots.txt left out.
    pub fn paths(&self) -> Vec<String> {
        let paths = self.asked().into_iter().map(|asked| path(&asked.line).to_owned());
        paths.filter(|path| path != "/robots.txt").collect()
    }
}

fn path(line: &str) -> &str {
    line.split(' ').nth(1).unwrap_or_default()
}

fn serve(stream: TcpStream, connection: usize, kept: &Mutex<Vec<Asked>>, script: &dyn Fn(&str, usize) -> Act) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut writer = stream;
    while let Some(asked) = request(&mut reader, connection) {
        let at = path(&asked.line).to_owned();
        let before = {
            let mut kept = kept.lock().expect("the list");
            let before = kept.iter().filter(|earlier| path(&earlier.line) == at).count();
            kept.push(asked);
            before
        };
        match script(&at, before) {
            Act::Send { bytes, close } => {
                if writer.write_all(&bytes).is_err() || close {
                    return;
                }
            }
            Act::Sleep(time) => return thread::sleep(time),
        }
    }
}

fn request(reader: &mut BufReader<TcpStream>, connection: usize) -> Option<Asked> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        (reader.read_line(&mut head).ok()? > 0).then_some(())?;
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let line = head.lines().next().unwrap_or_default().to_owned();
    Some(Asked { line, head, body: String::from_utf8_lossy(&body).into_owned(), connection })
}
