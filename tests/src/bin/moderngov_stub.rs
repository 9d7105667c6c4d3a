//! A council's committee system, made up in any size, for measurements. Prints its address, and runs until it is ended.

use tests::moderngov::{Stub, large};

fn main() {
    let numbers: Vec<u32> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let &[port, boards, meetings, items] = numbers.as_slice() else {
        eprintln!("usage: moderngov_stub PORT BOARDS MEETINGS ITEMS (meetings of each board, items of each meeting)");
        std::process::exit(2);
    };
    let Ok(port) = u16::try_from(port) else {
        eprintln!("{port} is no port");
        std::process::exit(2);
    };
    println!("{}", Stub::on(port, "", large(boards, meetings, items)).base());
    loop {
        std::thread::park();
    }
}
