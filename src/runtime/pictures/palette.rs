//! A picture in few colours: those that fit it best (median cut), each pixel the nearest, with what is left over spread to
//! its neighbours (Floyd and Steinberg).

use super::bitmap::Bitmap;

/// Bits a channel by which colours are counted.
const BITS: usize = 5;
const SHADES: usize = 1 << (3 * BITS);

/// A picture in few colours.
#[derive(Debug)]
pub struct Indexed {
    /// Pixels of a row.
    pub width: usize,
    /// The colours.
    pub colours: Vec<[u8; 3]>,
    /// The index of each pixel's colour, row by row.
    pub pixels: Vec<u8>,
}

impl Indexed {
    /// A picture in at most so many colours, 2 to 256.
    pub fn new(bitmap: &Bitmap, most: usize) -> Self {
        let colours = chosen(bitmap, most.clamp(2, 256));
        let pixels = spread(bitmap, &colours);
        Self { width: bitmap.width as usize, colours, pixels }
    }
}

fn shade(pixel: [u8; 3]) -> usize {
    pixel.iter().fold(0, |shade, &value| shade << BITS | usize::from(value) >> (8 - BITS))
}

/// Colours that are alike: how many pixels, and the sums of their channels.
#[derive(Clone, Copy, Default)]
struct Count {
    pixels: u64,
    sums: [u64; 3],
}

impl Count {
    fn mean(&self, channel: usize) -> u8 {
        let sum = self.sums.get(channel).copied().unwrap_or(0);
        (sum / self.pixels.max(1)) as u8
    }
}

fn chosen(bitmap: &Bitmap, most: usize) -> Vec<[u8; 3]> {
    let mut counts = vec![Count::default(); SHADES];
    for &[r, g, b] in bitmap.rgb.as_chunks::<3>().0 {
        if let Some(count) = counts.get_mut(shade([r, g, b])) {
            count.pixels += 1;
            for (sum, value) in count.sums.iter_mut().zip([r, g, b]) {
                *sum += u64::from(value);
            }
        }
    }
    counts.retain(|count| count.pixels > 0);
    let mut boxes = vec![counts];
    while boxes.len() < most {
        // The box whose colours differ most, weighed by how much is seen of them.
        let widest = boxes.iter().enumerate().filter(|(_, counts)| counts.len() > 1).max_by_key(|(_, counts)| {
            let pixels: u64 = counts.iter().map(|count| count.pixels).sum();
            u64::from(extent(counts).1) * pixels.isqrt()
        });
        let Some(index) = widest.map(|(index, _)| index) else { break };
        let mut counts = boxes.swap_remove(index);
        let channel = extent(&counts).0;
        counts.sort_by_key(|count| count.mean(channel));
        let half = counts.iter().map(|count| count.pixels).sum::<u64>() / 2;
        let mut seen = 0;
        let cut = counts.iter().position(|count| {
            seen += count.pixels;
            seen > half
        });
        let rest = counts.split_off(cut.unwrap_or(0).clamp(1, counts.len() - 1));
        boxes.extend([counts, rest]);
    }
    let mean = |counts: &Vec<Count>| {
        let mut all = Count::default();
        for count in counts {
            all.pixels += count.pixels;
            for (sum, more) in all.sums.iter_mut().zip(count.sums) {
                *sum += more;
            }
        }
        [all.mean(0), all.mean(1), all.mean(2)]
    };
    boxes.iter().map(mean).collect()
}

/// The channel in which colours differ most, and by how much.
fn extent(counts: &[Count]) -> (usize, u8) {
    let width = |channel: usize| {
        let values = || counts.iter().map(|count| count.mean(channel));
        values().max().unwrap_or(0) - values().min().unwrap_or(0)
    };
    (0..3).map(|channel| (channel, width(channel))).max_by_key(|&(_, width)| width).unwrap_or((0, 0))
}

fn spread(bitmap: &Bitmap, colours: &[[u8; 3]]) -> Vec<u8> {
    let width = bitmap.width as usize;
    let mut known: Vec<Option<u8>> = vec![None; SHADES];
    let mut pixels = Vec::with_capacity(width * bitmap.height as usize);
    // What is left over for this row and the next, sixteenths; one more at each side.
    let mut here = vec![[0_i32; 3]; width + 2];
    let mut below = here.clone();
    for y in 0..bitmap.height {
        for (x, pixel) in bitmap.row(y).as_chunks::<3>().0.iter().enumerate() {
            let rest = here.get(x + 1).copied().unwrap_or_default();
            let mut wanted = [0_u8; 3];
            for ((wanted, &value), rest) in wanted.iter_mut().zip(pixel).zip(rest) {
                *wanted = (i32::from(value) + rest / 16).clamp(0, 255) as u8;
            }
            let index = known.get(shade(wanted)).copied().flatten().unwrap_or_else(|| nearest(wanted, colours));
            if let Some(known) = known.get_mut(shade(wanted)) {
                *known = Some(index);
            }
            pixels.push(index);
            let colour = colours.get(usize::from(index)).copied().unwrap_or_default();
            for channel in 0..3 {
                let value = |of: [u8; 3]| of.get(channel).copied().map_or(0, i32::from);
                let left = value(wanted) - value(colour);
                for (row, at, part) in [(&mut here, x + 2, 7), (&mut below, x, 3)] {
                    add(row, at, channel, left * part);
                }
                add(&mut below, x + 1, channel, left * 5);
                add(&mut below, x + 2, channel, left);
            }
        }
        std::mem::swap(&mut here, &mut below);
        below.fill([0; 3]);
    }
    pixels
}

fn add(row: &mut [[i32; 3]], at: usize, channel: usize, part: i32) {
    if let Some(value) = row.get_mut(at).and_then(|rest| rest.get_mut(channel)) {
        *value += part;
    }
}

fn nearest(wanted: [u8; 3], colours: &[[u8; 3]]) -> u8 {
    let distance = |colour: &[u8; 3]| {
        let channels = colour.iter().zip(wanted).zip([3_u32, 6, 1]);
        channels.map(|((&a, b), weight)| weight * u32::from(a.abs_diff(b)).pow(2)).sum::<u32>()
    };
    let nearest = colours.iter().enumerate().min_by_key(|(_, colour)| distance(colour));
    nearest.map_or(0, |(index, _)| index as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_are_kept_as_they_are() {
        let bitmap = Bitmap { width: 3, height: 1, rgb: vec![255, 0, 0, 0, 0, 255, 255, 255, 255] };
        let indexed = Indexed::new(&bitmap, 16);
        let shown: Vec<[u8; 3]> = indexed.pixels.iter().map(|&index| indexed.colours[usize::from(index)]).collect();
        assert_eq!(shown.concat(), bitmap.rgb);
        assert_eq!(indexed.colours.len(), 3);
    }

    #[test]
    fn many_colours_are_mixed_of_few() {
        let grey =
            Bitmap { width: 64, height: 64, rgb: (0..64 * 64).flat_map(|at| [(at % 64 * 4) as u8; 3]).collect() };
        for most in [2, 16, 256] {
            let indexed = Indexed::new(&grey, most);
            assert!(indexed.colours.len() <= most && indexed.pixels.len() == 64 * 64);
            let sum: usize = indexed.pixels.iter().map(|&at| usize::from(indexed.colours[usize::from(at)][0])).sum();
            let mean = sum / indexed.pixels.len();
            assert!(mean.abs_diff(126) < 6, "{most}: {mean}");
        }
    }
}
