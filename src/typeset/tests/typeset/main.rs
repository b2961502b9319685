//! What `typeset` promises, tried on the fonts that ship with the project.

mod bent;
mod carets;
mod fonts;
mod hostile;
mod lines;
mod loaded;
mod mixed;
mod pictures;
mod scripts;
