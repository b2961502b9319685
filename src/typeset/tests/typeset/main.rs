//! What `typeset` promises, tried on the fonts that ship with the project.

mod carets;
mod fonts;
mod hostile;
mod lines;
mod loaded;
mod pictures;
mod scripts;
