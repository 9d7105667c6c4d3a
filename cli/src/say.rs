//! What the program prints. Whoever has read enough may close the pipe, as `head` does: that is no fault of anybody, and
//! a server goes on serving.

use std::{fmt, io, io::Write};

/// Prints a line.
macro_rules! say {
    ($($text:tt)*) => { crate::say::line(format_args!($($text)*)) };
}
pub(crate) use say;

pub fn line(text: fmt::Arguments<'_>) {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("folkmoot: what there is to say cannot be written: {error}");
            std::process::exit(70)
        }
        _ => {}
    }
}
