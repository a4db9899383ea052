//! A picture as pixels: made smaller and turned.

/// Red, green and blue, a byte each, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitmap {
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Three bytes a pixel.
    pub rgb: Vec<u8>,
}

impl Bitmap {
    /// Pixels of so many channels (1 grey, 2 grey and alpha, 3, 4), on white. `None` where there are too few bytes.
    pub fn of(width: u32, height: u32, channels: usize, bytes: &[u8]) -> Option<Self> {
        let pixels = width as usize * height as usize;
        if width == 0 || height == 0 || bytes.len() < pixels * channels {
            return None;
        }
        if channels == 3 {
            return Some(Self { width, height, rgb: bytes.get(..pixels * 3)?.to_vec() });
        }
        let over = |value: u8, alpha: u8| {
            let (value, alpha) = (u32::from(value), u32::from(alpha));
            ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        let mut rgb = Vec::with_capacity(pixels * 3);
        for pixel in bytes.chunks_exact(channels).take(pixels) {
            match *pixel {
                [grey] => rgb.extend([grey; 3]),
                [grey, alpha] => rgb.extend([over(grey, alpha); 3]),
                [r, g, b, alpha] => rgb.extend([over(r, alpha), over(g, alpha), over(b, alpha)]),
                _ => return None,
            }
        }
        Some(Self { width, height, rgb })
    }

    /// The bytes of a row.
    pub fn row(&self, y: u32) -> &[u8] {
        let bytes = self.width as usize * 3;
        self.rgb.get(y as usize * bytes..).and_then(|rest| rest.get(..bytes)).unwrap_or_default()
    }

    /// No larger than so many pixels either way, with its proportions.
    pub fn within(self, most: u32) -> Self {
        let largest = self.width.max(self.height);
        if largest <= most {
            return self;
        }
        let part = |of: u32| (u64::from(of) * u64::from(most) / u64::from(largest)).max(1) as u32;
        self.resized(part(self.width), part(self.height))
    }

    /// The same in another size: each pixel is the mean of what it covers.
    pub fn resized(&self, width: u32, height: u32) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let (across, down) = (shares(self.width, width), shares(self.height, height));
        let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
        // Down first: whole rows are added up at a stroke.
        let mut sums = vec![0_u32; self.width as usize * 3];
        for (top, rows) in &down {
            sums.fill(0);
            for (y, &share) in (*top..).zip(rows) {
                sums.iter_mut().zip(self.row(y)).for_each(|(sum, &value)| *sum += u32::from(value) * share);
            }
            for (left, columns) in &across {
                let pixels = sums.get(*left as usize * 3..).unwrap_or_default().as_chunks::<3>().0;
                let mut mean = [0_u32; 3];
                for (pixel, &part) in pixels.iter().zip(columns) {
                    mean.iter_mut().zip(pixel).for_each(|(mean, &sum)| *mean += (sum >> HALF) * part);
                }
                rgb.extend(mean.map(|mean| ((mean + (1 << 19)) >> 20).min(255) as u8));
            }
        }
        Self { width, height, rgb }
    }

    /// Turned as EXIF says (1 to 8).
    pub fn turned(self, orientation: u8) -> Self {
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let (width, height) = if orientation >= 5 { (self.height, self.width) } else { (self.width, self.height) };
        let mut rgb = Vec::with_capacity(self.rgb.len());
        for y in 0..height {
            for x in 0..width {
                let (right, bottom) = (self.width - 1, self.height - 1);
                let (x, y) = match orientation {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                let at = (y as usize * self.width as usize + x as usize) * 3;
                rgb.extend_from_slice(self.rgb.get(at..at + 3).unwrap_or(&[0; 3]));
            }
        }
        Self { width, height, rgb }
    }
}

/// Bits of the shares that are dropped halfway.
const HALF: u32 = 4;

/// For each of `to` pixels the first of `from` that it covers, and the share of each that it covers; shares of a pixel
/// add up to 4096.
fn shares(from: u32, to: u32) -> Vec<(u32, Vec<u32>)> {
    let (from, to) = (u64::from(from), u64::from(to));
    let share = |pixel: u64| {
        // In parts of 1 / to of a pixel.
        let (start, end) = (pixel * from, (pixel + 1) * from);
        let first = start / to;
        let mut left = 4096;
        let mut shares = Vec::new();
        for at in first..(end.div_ceil(to)).min(from) {
            let covered = end.min((at + 1) * to) - start.max(at * to);
            let part = (covered * 4096 / from).min(left);
            shares.push(part as u32);
            left -= part;
        }
        // What was rounded off goes to the middle.
        let middle = shares.len() / 2;
        if let Some(share) = shares.get_mut(middle) {
            *share += left as u32;
        }
        (first as u32, shares)
    };
    (0..to).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_means_of_what_they_cover() {
        let board = Bitmap::of(4, 2, 1, &[0, 200, 100, 100, 200, 0, 100, 100]).unwrap();
        assert_eq!(board.resized(2, 1).rgb, [100, 100, 100, 100, 100, 100]);
        let white = Bitmap::of(1000, 700, 1, &vec![255; 700_000]).unwrap();
        for (width, height) in [(1, 1), (333, 7), (999, 699), (1500, 1400), (2, 700)] {
            let small = white.resized(width, height);
            assert_eq!((small.width, small.height, small.rgb.len()), (width, height, (width * height * 3) as usize));
            assert!(small.rgb.iter().all(|&value| value == 255), "{width}x{height}");
        }
        assert_eq!(board.resized(8, 2).row(0)[..6], [0; 6], "larger too");
        let thin = Bitmap::of(1, 60_000, 1, &vec![7; 60_000]).unwrap().within(2_000);
        assert_eq!((thin.width, thin.height), (1, 2_000));
    }

    #[test]
    fn what_is_clear_is_white() {
        let clear = Bitmap::of(2, 1, 4, &[9, 9, 9, 0, 10, 20, 30, 255]).unwrap();
        assert_eq!(clear.rgb, [255, 255, 255, 10, 20, 30]);
        assert_eq!(Bitmap::of(1, 1, 2, &[0, 128]).unwrap().rgb, [127; 3]);
        assert_eq!(Bitmap::of(2, 1, 3, &[0; 5]), None);
        assert_eq!(Bitmap::of(0, 1, 3, &[]), None);
    }

    #[test]
    fn photographs_are_turned() {
        // a b c
        // d e f
        let photo = Bitmap::of(3, 2, 1, b"abcdef").unwrap();
        let turned = |orientation| {
            let turned = photo.clone().turned(orientation);
            let letters: String = turned.rgb.chunks(3).map(|pixel| char::from(pixel[0])).collect();
            (turned.width, letters)
        };
        let all = ["abcdef", "cbafed", "fedcba", "defabc", "adbecf", "daebfc", "fcebda", "cfbead"];
        for (orientation, letters) in (1..).zip(all) {
            assert_eq!(turned(orientation), (if orientation < 5 { 3 } else { 2 }, letters.to_owned()), "{orientation}");
        }
        assert_eq!(turned(77).1, "abcdef");
    }
}
