//! Counting of the memory that holds pixels. It counts what it is told; it allocates nothing.

/// Most bytes of pixels that a print should hold at a time: 64 MiB.
pub const PIXEL_BUDGET: usize = 64 * 1024 * 1024;

/// Bytes of pixels in use: bands, groups, decoded pictures and what decoders hold.
///
/// The limit steers which decoded pictures are kept. A single picture that needs more than all of it is still decoded,
/// and the peak then says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PixelBudget {
    limit: usize,
    used: usize,
    peak: usize,
}

impl PixelBudget {
    /// A budget of `limit` bytes.
    pub const fn new(limit: usize) -> Self {
        Self { limit, used: 0, peak: 0 }
    }

    /// The most bytes that were in use at a time.
    pub const fn peak(&self) -> usize {
        self.peak
    }

    /// Bytes in use now.
    pub const fn used(&self) -> usize {
        self.used
    }

    /// Whether `bytes` more stay within the limit.
    pub const fn fits(&self, bytes: usize) -> bool {
        self.used.saturating_add(bytes) <= self.limit
    }

    /// Counts `bytes` as in use.
    pub fn take(&mut self, bytes: usize) {
        self.used = self.used.saturating_add(bytes);
        self.peak = self.peak.max(self.used);
    }

    /// Counts `bytes` as given back.
    pub fn give_back(&mut self, bytes: usize) {
        self.used = self.used.saturating_sub(bytes);
    }
}

impl Default for PixelBudget {
    fn default() -> Self {
        Self::new(PIXEL_BUDGET)
    }
}
