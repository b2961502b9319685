//! Pictures made of pixels inside of a drawing: which may be decoded, and whether they are whole. Nothing is fetched.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use design::ImageFormat;
use prepress::artwork;

/// Most pixels of a picture inside of a drawing.
const MAX_PIXELS: u64 = 40_000_000;
/// Most pixels that are decoded to see whether pictures are whole, about a quarter of a second; of those after it, only
/// their heads are read.
const MAX_CHECKED: u64 = 16_000_000;

/// Whether a picture was left out. Cheap to copy.
#[derive(Clone, Default)]
pub(super) struct Unread(Arc<AtomicBool>);

impl Unread {
    /// Whether any was.
    pub(super) fn is_any(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Takes pictures that may be decoded; `unread` hears of the others. Other files are never looked for.
pub(super) fn resolver(unread: &Unread) -> usvg::ImageHrefResolver<'static> {
    let (data_unread, text_unread) = (unread.clone(), unread.clone());
    usvg::ImageHrefResolver {
        resolve_data: Box::new(move |_, data, _| {
            let read = picture(data);
            if read.is_none() {
                data_unread.note();
            }
            read
        }),
        resolve_string: Box::new(move |href, _| {
            // Links to other files are listed by themselves.
            if href.trim_start().starts_with("data:") {
                text_unread.note();
            }
            None
        }),
    }
}

/// A picture, where it may be decoded.
fn picture(data: Arc<Vec<u8>>) -> Option<usvg::ImageKind> {
    let header = artwork::inspect(&data).ok()?;
    let pixels = u64::from(header.stored.width) * u64::from(header.stored.height);
    if pixels > MAX_PIXELS {
        return None;
    }
    Some(match header.format {
        ImageFormat::Png => usvg::ImageKind::PNG(data),
        ImageFormat::Jpeg => usvg::ImageKind::JPEG(data),
        ImageFormat::WebP => usvg::ImageKind::WEBP(data),
    })
}

/// Whether all pictures can be decoded to their ends, as far as [`MAX_CHECKED`] goes.
pub(super) fn are_whole(root: &usvg::Group) -> bool {
    let mut left = MAX_CHECKED;
    is_whole(root, &mut left)
}

fn is_whole(group: &usvg::Group, left: &mut u64) -> bool {
    group.children().iter().all(|node| {
        let mut whole = match node {
            usvg::Node::Image(image) => match image.kind() {
                usvg::ImageKind::PNG(data)
                | usvg::ImageKind::JPEG(data)
                | usvg::ImageKind::WEBP(data) => can_be_decoded(data, left),
                usvg::ImageKind::GIF(_) | usvg::ImageKind::SVG(_) => false,
            },
            usvg::Node::Group(inner) => is_whole(inner, left),
            usvg::Node::Path(_) | usvg::Node::Text(_) => true,
        };
        node.subroots(|root| whole = whole && is_whole(root, left));
        whole
    })
}

fn can_be_decoded(data: &[u8], left: &mut u64) -> bool {
    let Ok(header) = artwork::inspect(data) else { return false };
    let pixels = u64::from(header.stored.width) * u64::from(header.stored.height);
    match left.checked_sub(pixels) {
        Some(rest) => {
            *left = rest;
            artwork::decode(data).is_ok()
        }
        None => true,
    }
}
