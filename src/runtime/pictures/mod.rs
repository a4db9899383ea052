//! Pictures on the terminal, where it can show them: by the protocol of kitty, that of iTerm2, or as sixels.
//!
//! ```text
//! effect ─▶ Studio: load, decode ─▶ size ─▶ layout ─▶ strips of a frame ─▶ Easel ─▶ bytes beside the cells
//!                 └─▶ in the size that is seen, on a thread ───────────────▶┘
//! ```
//!
//! A picture is cut into rows of cells. Each is put where it is seen and taken away where it no longer is, so that half a
//! picture, one under an overlay and one that moves need nothing of their own.

pub mod ability;
mod bitmap;
#[cfg(feature = "images")]
mod decode;
mod easel;
mod form;
mod kitty;
#[cfg(feature = "images")]
mod pack;
mod palette;
mod sixel;
mod studio;

pub use ability::Ability;
pub use easel::Easel;
pub use form::Form;
pub use kitty::forget_all;
pub use studio::{Studio, Wish};

/// Whether this program can show pictures.
pub const ENABLED: bool = cfg!(feature = "images");

/// How a terminal shows pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// That of kitty.
    Kitty,
    /// That of iTerm2.
    Iterm,
    /// Sixel, in so many colours.
    Sixel {
        /// How many, 2 to 256.
        colours: u16,
    },
}

/// A picture of one pixel is never asked for without the feature.
#[cfg(not(feature = "images"))]
mod decode {
    pub fn decode(_: &[u8]) -> Result<super::bitmap::Bitmap, String> {
        Err("this dixit was built without pictures".to_owned())
    }
}

#[cfg(not(feature = "images"))]
mod pack {
    pub fn encode(_: u32, _: u32, _: usize, _: &[u8]) -> Vec<u8> {
        Vec::new()
    }
}
