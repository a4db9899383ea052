//! The kinds of quotation.

/// How much of the content stands between quotation marks; or that nothing is quoted at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotationKind {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None: reported speech.
    Indirect,
    /// What a source is said to think, want, plan or agree to: not a quotation.
    Attitude,
}

impl QuotationKind {
    /// The word used in data and on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Attitude => "attitude",
        }
    }
}
