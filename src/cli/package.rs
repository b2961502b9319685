//! `atelier package`: everything that a print shop needs for a line of an order, as one file.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::ViewId;
use design::Text;
use mockup::ProductMaps;
use package::{
    Materials, NameTemplate, OrderLine, PackageFiles, Plan, UsedFont, licence_file, used_fonts,
};
use prepress::Flow;
use scene::Ready;
use typeset::shape;

use crate::args::{PackageArgs, ProjectArgs};
use crate::error::CliError;
use crate::job::Job;
use crate::output;
use crate::project::{self, Fonts};
use crate::render::refuse_what_must_not_be_printed;

pub(crate) fn run(args: &PackageArgs, project: &ProjectArgs) -> Result<(), CliError> {
    let names = NameTemplate::parse(&args.name).map_err(package::PackageError::from)?;
    let job = Job::open_for(&args.design, project, args.technique.as_ref())?;
    let size = args.size.clone().unwrap_or_else(|| job.product.default_size.clone());
    let order = OrderLine {
        order: args.order.clone(),
        line: args.line.clone(),
        size: size.clone(),
        quantity: args.quantity,
    };
    let plan = Plan::new(&job.design, &job.product, order, names, job.resources())?;
    if !args.force {
        for scene in plan.scenes() {
            refuse_what_must_not_be_printed(&job, &scene.side, std::slice::from_ref(&size))?;
        }
    }
    output::write(&args.out, &make(&plan, &job, project)?.pack()?)
}

/// Finds what a plan needs and makes its files.
pub(crate) fn make(
    plan: &Plan<'_>,
    job: &Job,
    project: &ProjectArgs,
) -> Result<PackageFiles, CliError> {
    let mut fonts = Fonts::open(project)?;
    let words = words(&plan.words(), &mut fonts)?;
    let used = fonts_of(job, &mut fonts)?;
    let mut licences = BTreeMap::new();
    for file in used.iter().filter_map(|font| licence_file(&font.licence)) {
        if !licences.contains_key(file) {
            licences.insert(file, fonts.file(file)?);
        }
    }
    let mut maps: BTreeMap<ViewId, ProductMaps> = BTreeMap::new();
    for view in plan.views() {
        maps.insert(view.id.clone(), project::maps(project, view, u32::MAX)?);
    }
    let materials = Materials {
        artworks: &job.artworks,
        words: &words,
        maps: &maps,
        fonts: &used,
        licences: &licences,
    };
    Ok(plan.files(&materials, &mut |_| Flow::Continue)?)
}

/// The fonts of the texts that are shown.
fn fonts_of(job: &Job, fonts: &mut Fonts) -> Result<Vec<UsedFont>, CliError> {
    let shown = job.design.layers.values().filter(|layer| !layer.hidden);
    for text in shown.filter_map(|layer| layer.content.shaped()) {
        fonts.prepare(&text)?;
    }
    let used = used_fonts(&job.design, fonts.library.list());
    used.into_iter().map(|entry| Ok(UsedFont::new(entry, fonts.file(&entry.file)?))).collect()
}

/// The words of proofs, set.
fn words(texts: &[Text], fonts: &mut Fonts) -> Result<Ready, CliError> {
    let mut ready = Ready::default();
    for text in texts {
        fonts.prepare(text)?;
        let block = shape(text, &mut fonts.library);
        let block = block.map_err(|error| CliError::ProjectFile {
            path: "fonts.json".into(),
            reason: error.to_string(),
        })?;
        ready.texts.insert(text.key(), Arc::new(block));
    }
    Ok(ready)
}
