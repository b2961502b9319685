//! `atelier render`: print files and product pictures of one side.

use std::io::Write;

use catalog::View;
use design::PixelSize;
use mockup::PreparedView;
use prepress::preflight::Severity;
use prepress::{Extent, Flow, Ground, SvgPictures, SvgRequest, raster, screen_png, svg_with};
use scene::Scene;

use crate::args::{Backdrop, ProjectArgs, RenderArgs};
use crate::error::CliError;
use crate::job::Job;
use crate::output::{self, is_stdout};
use crate::pdf;
use crate::pixels;
use crate::project;

pub(crate) fn run(args: &RenderArgs, project: &ProjectArgs) -> Result<(), CliError> {
    let print_files = [&args.pdf, &args.png, &args.svg, &args.pixels.tiff, &args.pixels.white];
    let all = print_files.into_iter().chain([&args.mockup]).flatten();
    if all.filter(|path| is_stdout(path)).count() > 1 {
        return Err(CliError::TwoToStdout);
    }
    let job = Job::open(&args.design, project)?;
    let side = job.side(args.side.as_ref())?;
    let (scene, on) = job.sized(&side, args.size.as_ref())?;
    if !args.force && print_files.iter().any(|path| path.is_some()) {
        refuse_what_must_not_be_printed(&job, &scene)?;
    }
    let extent = if args.bleed { Extent::Bleed } else { Extent::Trim };
    let go_on = &mut |_| Flow::Continue;
    if let Some(path) = &args.pdf {
        output::write(path, &pdf::made(&args.pdf_options, project, &job, &scene)?)?;
    }
    if let Some(path) = &args.svg {
        let pictures = if args.svg_outlines { SvgPictures::LeftOut } else { SvgPictures::Inside };
        let request = SvgRequest { extent, pictures };
        output::write(path, svg_with(&scene, &job.artworks, &request, go_on)?.as_bytes())?;
    }
    pixels::write(args, &job, &scene, extent)?;
    if let Some(path) = &args.mockup {
        // The product's maps are of the designed print area.
        let designed = job.scene(&side)?;
        let scale = on.map_or(1.0, |on| on.picture);
        output::write(path, &product_picture(args, project, &job, (&designed, scale))?)?;
    }
    Ok(())
}

/// Says every finding that stops a print, and stops it.
pub(crate) fn refuse_what_must_not_be_printed(job: &Job, scene: &Scene) -> Result<(), CliError> {
    let mut findings = job.findings(scene);
    findings.retain(|finding| finding.severity == Severity::Stops);
    if findings.is_empty() {
        return Ok(());
    }
    for finding in &findings {
        let name = finding.layer.map(|id| format!("{}: ", job.layer_name(id))).unwrap_or_default();
        // Nowhere is left to say that stderr is gone.
        let _ = writeln!(std::io::stderr(), "{name}{}", finding.problem);
    }
    Err(CliError::Stopped { count: findings.len() })
}

fn product_picture(
    args: &RenderArgs,
    project: &ProjectArgs,
    job: &Job,
    (scene, scale): (&Scene, f64),
) -> Result<Vec<u8>, CliError> {
    let view = view(args, job, scene)?;
    let wrong = |reason: mockup::MockupError| CliError::ProjectFile {
        path: project::picture_name(view).into(),
        reason: reason.to_string(),
    };
    let maps = project::maps(project, view, args.width)?;
    let prepared = PreparedView::at_scale(&maps, args.width, scale).map_err(wrong)?;
    let area = job.product.side(&scene.side).map(|side| side.print_area);
    let width = area.map_or(1, |area| prepared.print_size(&area).0);
    let print = raster(scene, &job.artworks, width, Ground::Transparent)?;
    if let Some(skipped) = print.skipped.into_iter().next() {
        return Err(skipped.reason.into());
    }
    let print = mockup::Raster::new(print.width, print.height, &print.pixels).map_err(wrong)?;
    let colours = job.product.colour(&job.design.head.colour).or(job.product.colours.first());
    let Some(colour) = colours else {
        return Err(CliError::NoProduct { product: job.product.id.to_string() });
    };
    let ground = match args.backdrop {
        Backdrop::Transparent => mockup::Ground::Transparent,
        Backdrop::Studio => mockup::Ground::Studio,
    };
    let picture = prepared.compose(&colour.parts, Some(&print), ground);
    let size = PixelSize { width: picture.width, height: picture.height };
    Ok(screen_png(&picture.rgba, size)?)
}

/// The view that was asked for, or the first one of the side.
fn view<'a>(args: &RenderArgs, job: &'a Job, scene: &Scene) -> Result<&'a View, CliError> {
    let product = &job.product;
    let Some(asked) = &args.view else {
        return product.view_of(&scene.side).ok_or_else(|| CliError::NoView {
            product: product.id.to_string(),
            side: scene.side.to_string(),
        });
    };
    let fitting = |view: &&View| view.side == scene.side;
    product.view(asked).filter(fitting).ok_or_else(|| {
        let known: Vec<&str> =
            product.views.iter().filter(fitting).map(|view| view.id.as_str()).collect();
        CliError::NotInProduct {
            product: product.id.to_string(),
            what: "view of this side called",
            id: asked.to_string(),
            known: known.join(", "),
        }
    })
}
