//! The graphics protocol of kitty: a picture is sent once, and its rows are put where they are seen.

use std::fmt::Write;
use std::sync::atomic::{AtomicU32, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::ui::Strip;

/// The most that is sent at once, bytes.
const CHUNK: usize = 4096;

/// Asks whether the terminal knows the protocol, with a picture of one pixel that is not shown.
pub const QUESTION: &str = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";

/// The pictures that the terminal may hold: the first number, and the one after the last.
static HELD: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];

/// A number that no picture has, of this program or, most likely, of others in the same terminal.
pub fn number() -> u32 {
    let [first, next] = &HELD;
    if first.load(Ordering::SeqCst) == 0 {
        let start = ((std::process::id() & 0xf_ffff) << 11) | 1;
        first.store(start, Ordering::SeqCst);
        next.store(start, Ordering::SeqCst);
    }
    next.fetch_add(1, Ordering::SeqCst)
}

/// Makes the terminal forget all pictures of this program.
pub fn forget_all() -> String {
    let [first, next] = &HELD;
    let end = next.load(Ordering::SeqCst);
    let numbers = first.swap(end, Ordering::SeqCst)..end;
    numbers.map(forget).collect()
}

/// Sends a PNG under this number.
pub fn send(number: u32, png: &[u8]) -> String {
    let words = STANDARD.encode(png);
    let mut out = String::with_capacity(words.len() + words.len() / 64 + 64);
    let mut rest = words.as_str();
    let mut head = format!("a=t,t=d,f=100,i={number},");
    loop {
        let (chunk, more) = rest.split_at(rest.len().min(CHUNK));
        let _ = write!(out, "\x1b_G{head}q=2,m={};{chunk}\x1b\\", u8::from(!more.is_empty()));
        if more.is_empty() {
            return out;
        }
        rest = more;
        head.clear();
    }
}

/// Makes the terminal forget a picture.
pub fn forget(number: u32) -> String {
    format!("\x1b_Ga=d,d=I,i={number},q=2\x1b\\")
}

/// The number of what is seen of a row of a picture, so that it can be taken away.
pub fn place(strip: &Strip) -> u32 {
    let (row, column) = strip.from;
    1 + u32::from(row) * 1024 + u32::from(column.min(1023))
}

/// Puts what is seen of a row of a picture at the place of the cursor; `cell`: the pixels of a cell.
pub fn put(number: u32, strip: &Strip, cell: (u16, u16)) -> String {
    let (wide, high) = (u32::from(cell.0), u32::from(cell.1));
    let (row, column) = (u32::from(strip.from.0), u32::from(strip.from.1));
    let width = strip.width;
    format!(
        "\x1b_Ga=p,i={number},p={},x={},y={},w={},h={high},c={width},r=1,C=1,q=2\x1b\\",
        place(strip),
        column * wide,
        row * high,
        u32::from(width) * wide
    )
}

/// Takes it away.
pub fn take(number: u32, place: u32) -> String {
    format!("\x1b_Ga=d,d=i,i={number},p={place},q=2\x1b\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pictures_are_sent_in_chunks() {
        let sent = send(7, &[0; 7000]);
        let chunks: Vec<&str> = sent.split("\x1b\\").filter(|chunk| !chunk.is_empty()).collect();
        assert_eq!(chunks.len(), 3);
        assert!(chunks[0].starts_with("\x1b_Ga=t,t=d,f=100,i=7,q=2,m=1;AAAA") && chunks[0].len() < CHUNK + 64);
        assert!(chunks[1].starts_with("\x1b_Gq=2,m=1;") && chunks[2].starts_with("\x1b_Gq=2,m=0;"));
    }

    #[test]
    fn rows_are_put_and_taken_one_by_one() {
        let strip = Strip { y: 3, x: 2, width: 4, picture: 0, size: (10, 6), from: (2, 5) };
        assert_eq!(put(7, &strip, (8, 16)), "\x1b_Ga=p,i=7,p=2054,x=40,y=32,w=32,h=16,c=4,r=1,C=1,q=2\x1b\\");
        assert_eq!(take(7, place(&strip)), "\x1b_Ga=d,d=i,i=7,p=2054,q=2\x1b\\");
        let (one, two) = (number(), number());
        assert_ne!(one, two);
        assert!(forget_all().contains(&forget(one)) && !forget_all().contains(&forget(one)));
    }
}
