//! Pixels as PNG, for terminals that read it.

/// A PNG of so many channels (3, or 4 with alpha), quickly packed.
pub fn encode(width: u32, height: u32, channels: usize, pixels: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory fails only where there are too few pixels: a broken picture, which the terminal passes over.
    let _ = write(&mut out, (width, height), channels, pixels);
    out
}

fn write(
    out: &mut Vec<u8>,
    (width, height): (u32, u32),
    channels: usize,
    pixels: &[u8],
) -> Result<(), png::EncodingError> {
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(if channels == 4 { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()
}
