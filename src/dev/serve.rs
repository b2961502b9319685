//! `cargo dev serve`: the page on this machine, rebuilt when a file changes.
//! trunk does the serving; nothing outside of this machine can reach it.

use std::net::{Ipv4Addr, TcpListener};

use clap::Args;

use crate::{
    error::DevError,
    place::Place,
    program::Program,
    setup::{Work, set_up},
    small_std::with_small_std,
};

/// What `serve` can be told.
#[derive(Debug, Args)]
pub(crate) struct ServeOptions {
    /// Build as it is shipped: small, quick, slow to compile
    #[arg(long)]
    release: bool,
    /// The port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

/// Sets up, then serves until it is interrupted.
///
/// # Errors
/// When something is missing, the port is taken, or trunk fails.
pub(crate) fn serve(place: &Place, options: &ServeOptions) -> Result<(), DevError> {
    let port = options.port;
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|_| DevError::PortTaken { port })?;
    set_up(place, if options.release { Work::ServeRelease } else { Work::Serve })?;
    println!("\nAtelier will be at   http://127.0.0.1:{port}/");
    println!("The first build takes a few minutes; Ctrl-C ends it.\n");
    let mut trunk = Program::new(place, "trunk").args(["serve", "--offline"]);
    trunk = trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    if options.release {
        // What is shipped has a policy under which trunk's reloading script cannot run.
        trunk = with_small_std(trunk).args(["--release", "--no-autoreload=true"]);
    }
    if !options.no_open {
        trunk = trunk.arg("--open");
    }
    trunk.run()
}
