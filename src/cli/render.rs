//! `atelier render`: print files and product pictures of one side, and the whole product as a body.

use std::io::Write;

use catalog::{SideId, SizeId, View};
use design::PixelSize;
use mockup::PreparedView;
use package::BodyFile;
use prepress::preflight::Severity;
use prepress::{
    Artworks, Extent, Flow, Ground, SvgPictures, SvgRequest, raster, screen_png, svg_with,
};
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
    let all = print_files.into_iter().chain([&args.mockup, &args.glb, &args.usdz]).flatten();
    if all.filter(|path| is_stdout(path)).count() > 1 {
        return Err(CliError::TwoToStdout);
    }
    let job = Job::open_for(&args.design, project, args.technique.as_ref())?;
    let side = job.side(args.side.as_ref())?;
    if print_files.iter().any(|path| path.is_some()) {
        if !args.force {
            let sizes: Vec<SizeId> = args.size.iter().cloned().collect();
            refuse_what_must_not_be_printed(&job, &side, &sizes)?;
        }
        for (scene, sizes) in job.printed(&side, args.size.as_ref())? {
            print(&named_after(args, &sizes)?, project, &job, &scene)?;
        }
    }
    if let Some(path) = &args.mockup {
        // The product's maps are of the designed print area.
        let designed = job.scene(&side)?;
        let scale = job.sized(&side, args.size.as_ref())?.1.map_or(1.0, |on| on.picture);
        output::write(path, &product_picture(args, project, &job, (&designed, scale))?)?;
    }
    for (path, format) in [(&args.glb, BodyFile::Glb), (&args.usdz, BodyFile::Usdz)] {
        if let Some(path) = path {
            let model = project::model(project, &job.product)?;
            let (design, go_on) = ((&job.design, &job.product), &mut |_| Flow::Continue);
            let from = (job.resources(), &job.artworks as &dyn Artworks);
            output::write(path, &package::body(design, &model, from, format, go_on)?)?;
        }
    }
    Ok(())
}

/// Writes the print files of a side.
fn print(
    args: &RenderArgs,
    project: &ProjectArgs,
    job: &Job,
    scene: &Scene,
) -> Result<(), CliError> {
    let extent = if args.bleed { Extent::Bleed } else { Extent::Trim };
    if let Some(path) = &args.pdf {
        output::write(path, &pdf::made(&args.pdf_options, project, job, scene)?)?;
    }
    if let Some(path) = &args.svg {
        let pictures = if args.svg_outlines { SvgPictures::LeftOut } else { SvgPictures::Inside };
        let (request, go_on) = (SvgRequest { extent, pictures }, &mut |_| Flow::Continue);
        output::write(path, svg_with(scene, &job.artworks, &request, go_on)?.as_bytes())?;
    }
    pixels::write(args, job, scene, extent)
}

/// The arguments with the sizes that files are for in the names of print files; as they are where no sizes are told apart.
fn named_after(args: &RenderArgs, sizes: &[SizeId]) -> Result<RenderArgs, CliError> {
    let mut named = args.clone();
    if sizes.is_empty() {
        return Ok(named);
    }
    let sizes = sizes.iter().map(SizeId::as_str).collect::<Vec<_>>().join("-");
    let pixels = &mut named.pixels;
    let files =
        [&mut named.pdf, &mut named.png, &mut named.svg, &mut pixels.tiff, &mut pixels.white];
    for path in files.into_iter().flatten() {
        if is_stdout(path) {
            return Err(CliError::SizesToStdout { sizes });
        }
        let mut name = path.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{sizes}"));
        if let Some(ending) = path.extension() {
            name.push(".");
            name.push(ending);
        }
        path.set_file_name(name);
    }
    Ok(named)
}

/// Says every finding that stops a print on one of the sizes, and stops it; of all that are sold where none is named.
pub(crate) fn refuse_what_must_not_be_printed(
    job: &Job,
    side: &SideId,
    sizes: &[SizeId],
) -> Result<(), CliError> {
    let mut findings = job.findings(side, sizes)?;
    findings.retain(|finding| finding.severity == Severity::Stops);
    if findings.is_empty() {
        return Ok(());
    }
    for finding in &findings {
        let name = finding.layer.map(|id| format!("{}: ", job.layer_name(id))).unwrap_or_default();
        // Nowhere is left to say that stderr is gone.
        let _ = writeln!(std::io::stderr(), "{name}{}", finding.sentence(&job.product));
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
