//! PNG, JPEG, GIF and WebP as pixels. What would be larger than any picture on a screen is refused by what its header
//! says, before anything is unpacked.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::bitmap::Bitmap;

/// The most pixels of a picture.
const PIXELS: u64 = 40 << 20;
/// The longest side of a picture, pixels: decoders hold some rows beside the picture, however long they are.
const SIDE: u64 = 1 << 16;
/// The most memory that a decoder may take, bytes.
const MEMORY: usize = 256 << 20;

/// The first picture in these bytes.
///
/// # Errors
///
/// Says why there is none.
pub fn decode(bytes: &[u8]) -> Result<Bitmap, String> {
    let decoded = match bytes {
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [0xff, 0xd8, 0xff, ..] => jpeg(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        _ => return Err(foreign(bytes).to_owned()),
    };
    decoded.map_err(|refused| refused.unwrap_or_else(|| "it is broken".to_owned()))
}

/// A refusal in words, or `None` where the picture is broken.
type Decoded = Result<Bitmap, Option<String>>;

/// What dixit does not know.
fn foreign(bytes: &[u8]) -> &'static str {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(512)).unwrap_or_default()).to_ascii_lowercase();
    match () {
        () if start.contains("<svg") => "SVG is not known to dixit",
        () if start.contains("<html") => "it is a page, no picture",
        () if bytes.is_empty() => "it is empty",
        () if start.get(4..8) == Some("ftyp") || start.starts_with("bm") || start.starts_with("ii*") => {
            "its format is not known to dixit"
        }
        () => "it is no picture that dixit knows",
    }
}

fn check(width: u64, height: u64) -> Result<(), Option<String>> {
    if width == 0 || height == 0 {
        return Err(None);
    }
    if width.saturating_mul(height) > PIXELS || width.max(height) > SIDE {
        return Err(Some(format!("it is too large ({width} by {height} pixels)")));
    }
    Ok(())
}

fn broken<E>(_: E) -> Option<String> {
    None
}

fn png(bytes: &[u8]) -> Decoded {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MEMORY });
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let header = decoder.read_header_info().map_err(broken)?;
    check(header.width.into(), header.height.into())?;
    let mut reader = decoder.read_info().map_err(broken)?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(None)?];
    let frame = reader.next_frame(&mut pixels).map_err(broken)?;
    Bitmap::of(frame.width, frame.height, frame.color_type.samples(), &pixels).ok_or(None)
}

fn jpeg(bytes: &[u8]) -> Decoded {
    let options = DecoderOptions::default()
        .set_max_width(SIDE as usize)
        .set_max_height(SIDE as usize)
        .set_strict_mode(!says_its_end(bytes))
        .jpeg_set_max_scans(64)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let (width, height) = decoder.dimensions().ok_or(None)?;
    check(width as u64, height as u64)?;
    let orientation = decoder.exif().and_then(|exif| orientation(exif)).unwrap_or(1);
    let pixels = decoder.decode().map_err(broken)?;
    Ok(Bitmap::of(width as u32, height as u32, 3, &pixels).ok_or(None)?.turned(orientation))
}

/// Whether a photograph says where it ends: what does not may be cut off, and must hold all that its header promises.
fn says_its_end(jpeg: &[u8]) -> bool {
    let filled = jpeg.iter().rev().take_while(|&&byte| byte == 0).count();
    jpeg.get(..jpeg.len() - filled).is_some_and(|jpeg| jpeg.ends_with(&[0xff, 0xd9]))
}

fn gif(bytes: &[u8]) -> Decoded {
    let size = |at: usize| Some(u64::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let (wide, high) = (size(6).ok_or(None)?, size(8).ok_or(None)?);
    check(wide, high)?;
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    options.set_memory_limit(gif::MemoryLimit::Bytes(std::num::NonZeroU64::new(MEMORY as u64).ok_or(None)?));
    let mut decoder = options.read_info(Cursor::new(bytes)).map_err(broken)?;
    let frame = decoder.read_next_frame().map_err(broken)?.ok_or(None)?;
    let (left, top, width) = (usize::from(frame.left), usize::from(frame.top), usize::from(frame.width));
    let mut pixels = vec![0; (wide * high * 4) as usize];
    let shown = width.min((wide as usize).saturating_sub(left)) * 4;
    for (y, row) in frame.buffer.chunks_exact((width * 4).max(1)).enumerate() {
        let at = ((top + y) * wide as usize + left) * 4;
        if let (Some(to), Some(from)) = (pixels.get_mut(at..at + shown), row.get(..shown)) {
            to.copy_from_slice(from);
        }
    }
    Bitmap::of(wide as u32, high as u32, 4, &pixels).ok_or(None)
}

fn webp(bytes: &[u8]) -> Decoded {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    check(width.into(), height.into())?;
    decoder.set_memory_limit(MEMORY);
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut pixels = vec![0; decoder.output_buffer_size().ok_or(None)?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    Bitmap::of(width, height, channels, &pixels).ok_or(None)
}

/// How a photograph is to be turned, as EXIF says.
fn orientation(exif: &[u8]) -> Option<u8> {
    const ORIENTATION: u32 = 0x0112;
    let tiff = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let little = tiff.starts_with(b"II");
    let number = |at: usize, bytes: usize| {
        let part = tiff.get(at..at.checked_add(bytes)?)?;
        let add = |sum: u32, &byte: &u8| sum << 8 | u32::from(byte);
        Some(if little { part.iter().rev().fold(0, add) } else { part.iter().fold(0, add) })
    };
    let first = number(4, 4)? as usize;
    let count = number(first, 2)? as usize;
    let entry = (0..count.min(500)).map(|nth| first + 2 + 12 * nth).find(|&at| number(at, 2) == Some(ORIENTATION))?;
    number(entry + 8, 2).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::super::pack::encode;
    use super::*;

    /// Four pixels, or squares: red, green, blue, white.
    const JPEG: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO \
        UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P \
        T09PT09PT0//wAARCAAQABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABgcI/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/E \
        ABQBAQAAAAAAAAAAAAAAAAAAAAD/xAAiEQABAgMJAAAAAAAAAAAAAAARABIFYXEDBhMUFSEjQVH/2gAMAwEAAhEDEQA/AD5cmjRZ \
        FrvZdnISeqTSOWus4ezGGZIp4v/Z";
    /// Eight blocks of noise, one below another.
    const TALL: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////\
        ////////////////////wAALCABAAAgBAREA/8QAFgABAQEAAAAAAAAAAAAAAAAAAQAC/8QAJBAAAQMDAwQDAAAAAAAAAAAAAQIR\
        MQASIVFh8EGBoeFxwfH/2gAIAQEAAD8AQClwklOwb57zyKEksbUqLnrnehINoS0ZmY5n9gQAEiCCzeuR2RgkSysP65toMHdWFB4G\
        n14PVq0LhbqBLsPHNWqKcgC0qkYOe9f/2Q==";
    const GIF: &str = "R0lGODlhAgACAPEAAP8AAAD/AAAA/////yH5BAAAAAAAIf8LSW1hZ2VNYWdpY2sNZ2FtbWE9MC40NTQ1NQAsAAAAAAIAAgAAAgNE \
        NAUAOw==";
    const WEBP: &str = "UklGRiwAAABXRUJQVlA4TB8AAAAvAUAAAB8gEEjeHzqN+RcQFPwf3fxHZA/gBgwR/Q8BAA==";

    fn bytes(words: &str) -> Vec<u8> {
        STANDARD.decode(words.replace(' ', "")).unwrap()
    }

    fn near(bitmap: &Bitmap) -> bool {
        let wanted = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255_u8];
        bitmap.rgb.iter().zip(wanted).all(|(&value, wanted)| value.abs_diff(wanted) < 60)
    }

    #[test]
    fn all_formats_are_read() {
        let png = encode(2, 2, 3, &[255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]);
        for bytes in [&png, &bytes(GIF), &bytes(WEBP)] {
            let bitmap = decode(bytes).unwrap();
            assert_eq!((bitmap.width, bitmap.height), (2, 2));
            assert!(near(&bitmap), "{bitmap:?}");
        }
        let photo = decode(&bytes(JPEG)).unwrap();
        assert_eq!((photo.width, photo.height), (16, 16));
    }

    #[test]
    fn what_is_broken_is_refused_wherever_it_ends() {
        let png = encode(40, 40, 3, &[9; 4800]);
        for bytes in [&png, &bytes(JPEG), &bytes(GIF), &bytes(WEBP)] {
            for end in 0..bytes.len() {
                let _ = decode(&bytes[..end]);
                let mut damaged = bytes.clone();
                damaged[end] ^= 0x55;
                let _ = decode(&damaged);
            }
        }
        assert_eq!(decode(&png[..png.len() / 2]).unwrap_err(), "it is broken");
        assert_eq!(decode(b"").unwrap_err(), "it is empty");
        assert_eq!(decode(b"<?xml version='1.0'?><svg>").unwrap_err(), "SVG is not known to dixit");
        assert!(decode(b"\0\0\0 ftypavif").unwrap_err().contains("format"));
        assert!(decode(b"#!/bin/sh").unwrap_err().contains("no picture"));
    }

    #[test]
    fn photographs_are_whole_or_refused() {
        let photo = bytes(TALL);
        for end in [photo.len() / 2 + 30, photo.len() * 2 / 3, photo.len() - 30] {
            assert_eq!(decode(&photo[..end]), Err("it is broken".to_owned()), "{end} of {}", photo.len());
        }
        // Some end without saying so, or have more behind them.
        let more = [&photo[..], &[0; 9], b"more"].concat();
        for whole in [&photo[..photo.len() - 2], &more] {
            assert_eq!(decode(whole), decode(&photo));
        }
        assert_eq!(decode(&photo).unwrap().height, 64);
    }

    #[test]
    fn bombs_are_refused_by_their_headers() {
        let png = |width: u32, height: u32| {
            let mut png = encode(1, 1, 3, &[9; 3]);
            png[16..20].copy_from_slice(&width.to_be_bytes());
            png[20..24].copy_from_slice(&height.to_be_bytes());
            let sum = crc(&png[12..29]).to_be_bytes();
            png[29..33].copy_from_slice(&sum);
            png
        };
        let mut gif = bytes(GIF);
        gif[6..10].fill(255);
        let mut jpeg = bytes(JPEG);
        let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
        jpeg[frame + 5..frame + 9].fill(255);
        for bytes in [png(65535, 65535), gif, jpeg] {
            assert_eq!(decode(&bytes).unwrap_err(), "it is too large (65535 by 65535 pixels)");
        }
        let long = png(40_000_000, 1);
        let memory = allocation_counter::measure(|| assert!(decode(&long).unwrap_err().contains("too large")));
        assert!(memory.bytes_max < 1 << 20, "{memory:?}");
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }

    #[test]
    fn photographs_tell_how_they_are_turned() {
        let big = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0";
        assert_eq!((orientation(big), orientation(little)), (Some(6), Some(8)));
        assert_eq!(orientation(b"MM"), None);
        assert_eq!(orientation(b"MM\0*\xff\xff\xff\xff"), None);
    }
}
