//! Designs as `.atelier` files: gathered with their pictures and downloaded. Reading one is the pages' work.

use design::Design;

use crate::atelier::Atelier;

/// Gathers a design with its pictures and downloads it.
pub(crate) async fn download(_atelier: Atelier, _design: Design) {}
