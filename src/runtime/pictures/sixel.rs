//! Sixel: six rows of pixels at a time, colour by colour.

use std::fmt::Write;

use super::palette::Indexed;

/// Rows of pixels in a band.
const BAND: usize = 6;

/// Rows `top` to `bottom` of a picture, for the place of the cursor. What it leaves of the cells stays as it is.
pub fn encode(picture: &Indexed, top: usize, bottom: usize) -> String {
    let width = picture.width;
    let rows = |from: usize, to: usize| picture.pixels.get(from * width..to * width).unwrap_or_default();
    let bottom = bottom.min(picture.pixels.len() / width.max(1));
    if top >= bottom {
        return String::new();
    }
    let mut out = format!("\x1bP0;1;0q\"1;1;{width};{}", bottom - top);
    let mut used = [false; 256];
    for &pixel in rows(top, bottom) {
        if let Some(used) = used.get_mut(usize::from(pixel)) {
            *used = true;
        }
    }
    for (index, colour) in picture.colours.iter().enumerate().filter(|&(index, _)| used.get(index) == Some(&true)) {
        let [r, g, b] = colour.map(|value| (u32::from(value) * 100 + 127) / 255);
        let _ = write!(out, "#{index};2;{r};{g};{b}");
    }
    let mut bits = vec![0_u8; width];
    for band in (top..bottom).step_by(BAND) {
        let pixels = rows(band, (band + BAND).min(bottom));
        let mut here = [false; 256];
        for &pixel in pixels {
            if let Some(here) = here.get_mut(usize::from(pixel)) {
                *here = true;
            }
        }
        let mut first = true;
        for index in (0..=255_u8).filter(|&index| here.get(usize::from(index)) == Some(&true)) {
            bits.fill(0);
            for (y, row) in pixels.chunks_exact(width).enumerate() {
                for (bits, _) in bits.iter_mut().zip(row).filter(|(_, pixel)| **pixel == index) {
                    *bits |= 1 << y;
                }
            }
            let _ = write!(out, "{}#{index}", if first { "" } else { "$" });
            first = false;
            runs(&bits, &mut out);
        }
        if band + BAND < bottom {
            out.push('-');
        }
    }
    out.push_str("\x1b\\");
    out
}

/// One colour of a band; what is blank at its end is left out.
fn runs(bits: &[u8], out: &mut String) {
    let end = bits.iter().rposition(|&bits| bits != 0).map_or(0, |last| last + 1);
    for run in bits.get(..end).unwrap_or_default().chunk_by(|a, b| a == b) {
        let letter = char::from(b'?' + run.first().copied().unwrap_or(0));
        match run.len() {
            1..=3 => (0..run.len()).for_each(|_| out.push(letter)),
            count => _ = write!(out, "!{count}{letter}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_written_colour_by_colour() {
        let mut pixels = vec![0; 8 * 8];
        pixels[..5].fill(1);
        pixels[9] = 1;
        let picture = Indexed { width: 8, colours: vec![[0; 3], [255, 0, 128], [9; 3]], pixels };
        assert_eq!(encode(&picture, 0, 8), "\x1bP0;1;0q\"1;1;8;8#0;2;0;0;0#1;2;100;0;50#0}{}}}~~~$#1@B@@@-#0!8B\x1b\\");
        assert_eq!(encode(&picture, 6, 8), "\x1bP0;1;0q\"1;1;8;2#0;2;0;0;0#0!8B\x1b\\");
        assert_eq!(encode(&picture, 9, 20), "");
    }
}
