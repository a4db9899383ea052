//! A picture as it is sent to a terminal, in the size in which it is seen.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Protocol;
use super::bitmap::Bitmap;
use super::pack;
use super::palette::Indexed;
use super::sixel;

/// A picture as it is sent to a terminal.
#[derive(Debug)]
pub enum Form {
    /// The whole of it, as PNG.
    Whole(Vec<u8>),
    /// Each of its rows of cells, as it is written.
    Rows(Vec<String>),
}

impl Form {
    /// A picture in so many cells of so many pixels.
    pub fn new(bitmap: &Bitmap, protocol: Protocol, size: (u16, u16), cell: (u16, u16)) -> Self {
        let (width, height) = (u32::from(size.0) * u32::from(cell.0), u32::from(size.1) * u32::from(cell.1));
        let small = fitted(bitmap, width.max(1), height.max(1));
        let tall = usize::from(cell.1).max(1);
        match protocol {
            Protocol::Kitty => {
                let pixels = padded(&small, width, 0, height);
                Self::Whole(pack::encode(width, height, 4, &pixels))
            }
            Protocol::Iterm => {
                let row = |row: u16| {
                    let top = u32::from(row) * u32::from(cell.1);
                    let png = pack::encode(width, u32::from(cell.1), 4, &padded(&small, width, top, u32::from(cell.1)));
                    format!(
                        "\x1b]1337;File=inline=1;size={};width={};height=1;preserveAspectRatio=0;doNotMoveCursor=1:{}\x07",
                        png.len(),
                        size.0,
                        STANDARD.encode(&png)
                    )
                };
                Self::Rows((0..size.1).map(row).collect())
            }
            Protocol::Sixel { colours } => {
                let indexed = Indexed::new(&small, usize::from(colours));
                let rows = (0..usize::from(size.1)).map(|row| sixel::encode(&indexed, row * tall, (row + 1) * tall));
                Self::Rows(rows.collect())
            }
        }
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Whole(png) => png.len(),
            Self::Rows(rows) => rows.iter().map(String::len).sum(),
        }
    }
}

/// The picture as large as fits, with its proportions, but for less than a cell.
fn fitted(bitmap: &Bitmap, width: u32, height: u32) -> Bitmap {
    let part = |of: u32, to: u32, other: u32| {
        let part = (u64::from(of) * u64::from(to) + u64::from(other) / 2) / u64::from(other.max(1));
        u32::try_from(part).unwrap_or(u32::MAX).max(1)
    };
    let high = part(bitmap.height, width, bitmap.width);
    if high <= height {
        bitmap.resized(width, high)
    } else {
        bitmap.resized(part(bitmap.width, height, bitmap.height).min(width), height)
    }
}

/// Rows of it from `top` on with alpha, in so many columns of pixels: what is missing is clear.
fn padded(bitmap: &Bitmap, width: u32, top: u32, rows: u32) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(width as usize * rows as usize * 4);
    for y in top..top + rows {
        let row = if y < bitmap.height { bitmap.row(y) } else { &[] };
        let end = pixels.len() + width as usize * 4;
        pixels.extend(row.as_chunks::<3>().0.iter().flat_map(|&[r, g, b]| [r, g, b, 255]));
        pixels.resize(end, 0);
    }
    pixels
}

#[cfg(test)]
#[cfg(feature = "images")]
mod tests {
    use super::super::decode::decode;
    use super::*;

    fn picture() -> Bitmap {
        Bitmap { width: 100, height: 50, rgb: [200, 30, 30].repeat(5000) }
    }

    #[test]
    fn each_protocol_has_its_form() {
        let (size, cell) = ((10, 4), (8, 16));
        let Form::Whole(png) = Form::new(&picture(), Protocol::Kitty, size, cell) else { panic!("in rows") };
        let whole = decode(&png).unwrap();
        assert_eq!((whole.width, whole.height), (80, 64));
        assert_eq!(
            (&whole.row(39)[..3], &whole.row(40)[..3]),
            (&[200, 30, 30][..], &[255; 3][..]),
            "with its proportions"
        );
        let Form::Rows(rows) = Form::new(&picture(), Protocol::Sixel { colours: 16 }, size, cell) else {
            panic!("whole")
        };
        assert_eq!(rows.len(), 4);
        assert!(rows[0].starts_with("\x1bP0;1;0q\"1;1;80;16#0;2;78;12;12#0!80~-") && rows[0].ends_with("\x1b\\"));
        assert!(rows[2].starts_with("\x1bP0;1;0q\"1;1;80;8") && rows[3].is_empty());
        let Form::Rows(rows) = Form::new(&picture(), Protocol::Iterm, size, cell) else { panic!("whole") };
        assert!(rows[3].starts_with("\x1b]1337;File=inline=1;size=") && rows[3].contains(";width=10;height=1;"));
        assert!(rows.iter().all(|row| row.ends_with('\x07') && !row[1..].contains('\x1b')));
    }
}
