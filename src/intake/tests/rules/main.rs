//! The rules of bringing files in: what is kept, what is listed, what is refused. Files are made here, never fetched.

mod drawings;
mod files;
mod hostile;
mod made;
mod pages;
mod pictures;
