//! AVIF pictures by the browser's own decoder, inside of the worker; no decoder in Rust runs here. The size is judged first.

use intake::{IntakeError, Kept, Lossy};
use jobs::JobError;
use js_sys::{Array, Uint8Array};
use prepress::artwork::Pixels;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, ImageBitmap, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

use crate::line::Speaker;

/// Decodes a file; orientation and profile are the browser's work, the pixels are sRGB.
///
/// # Errors
/// What is wrong with the file, or that this browser does not read AVIF.
pub(crate) async fn decode(file: &[u8], speaker: Speaker) -> Result<Kept, JobError> {
    let said = |error: IntakeError| JobError::Artwork { reason: error.to_string() };
    let stated = intake::avif_size(file).map_err(said)?;
    let failed = |_: JsValue| JobError::Artwork {
        reason: "this AVIF file is damaged, or this browser cannot read it; save it as a PNG file"
            .into(),
    };
    let kind = BlobPropertyBag::new();
    kind.set_type("image/avif");
    let parts = Array::of1(&Uint8Array::from(file));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).map_err(failed)?;
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let bitmap = scope.create_image_bitmap_with_blob(&blob).map_err(failed)?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await.map_err(failed)?.unchecked_into();
    let (width, height) = (bitmap.width(), bitmap.height());
    let most = u64::from(stated.width) * u64::from(stated.height);
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > most {
        return Err(failed(JsValue::NULL));
    }
    let canvas = OffscreenCanvas::new(width, height).map_err(failed)?;
    let context = canvas.get_context("2d").map_err(failed)?.ok_or(JsValue::NULL).map_err(failed)?;
    let context: OffscreenCanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0).map_err(failed)?;
    bitmap.close();
    let (columns, rows) = (f64::from(width), f64::from(height));
    let data = context.get_image_data(0.0, 0.0, columns, rows).map_err(failed)?;
    let pixels = Pixels { width, height, rgba: data.data().0 };
    intake::written(&pixels, Lossy::Yes, &mut |done| speaker.progress(done)).map_err(said)
}
