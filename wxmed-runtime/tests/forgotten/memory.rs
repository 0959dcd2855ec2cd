//! Secrets, and the number of their copies in the memory of this process.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// Secrets are XORed with this byte, so that neither the program nor the search contains them in plain text.
pub(crate) const VEIL: u8 = 0x5A;

/// A text of 40 letters, the same for the same seed.
pub(crate) fn veiled(seed: u8) -> Vec<u8> {
    (0..40u8).map(|index| (b'a' + (index.wrapping_mul(7) ^ seed) % 26) ^ VEIL).collect()
}

pub(crate) fn secret(seed: u8) -> String {
    let mut text = String::with_capacity(40);
    veiled(seed).iter().for_each(|byte| text.push(char::from(byte ^ VEIL)));
    text
}

/// How often a secret, or its second half, occurs in the memory of this process.
pub(crate) fn found(seed: u8) -> usize {
    const STEP: usize = 1 << 16;
    let veiled = veiled(seed);
    let half = &veiled[20..];
    let is_it = |bytes: &[u8]| bytes.len() == half.len() && bytes.iter().zip(half).all(|(a, b)| a ^ VEIL == *b);
    let mut memory = File::open("/proc/self/mem").unwrap();
    let mut buffer = vec![0; STEP + half.len()];
    // This function's own buffer contains another copy of the memory that it has read.
    let own = buffer.as_ptr() as u64..buffer.as_ptr() as u64 + buffer.len() as u64;
    let mut count = 0;
    for (start, end) in writable() {
        for offset in (start..end).step_by(STEP) {
            memory.seek(SeekFrom::Start(offset)).unwrap();
            let wanted = buffer.len().min(usize::try_from(end - offset).unwrap());
            let Ok(length) = memory.read(&mut buffer[..wanted]) else { continue };
            let starts = memchr::memchr_iter(half[0] ^ VEIL, &buffer[..length]).filter(|start| *start < STEP);
            let hits = starts.filter(|start| is_it(&buffer[*start..length.min(start + half.len())]));
            count += hits.filter(|start| !own.contains(&(offset + *start as u64))).count();
        }
    }
    count
}

fn writable() -> Vec<(u64, u64)> {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let line = |line: &str| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        rest.starts_with("rw").then_some((number(start)?, number(end)?))
    };
    maps.lines().filter_map(line).collect()
}
