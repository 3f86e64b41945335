//! `bindery completions` and `bindery man`: what shells and readers of manuals are to know.

use super::DONE;
use super::args::Arguments;
use super::screen::Screen;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io;
use std::path::Path;

/// The completion script of `shell`.
pub(super) fn completions(shell: Shell, screen: &mut Screen) -> io::Result<u8> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "bindery", &mut text);
    screen.result(&String::from_utf8_lossy(&text))?;
    Ok(DONE)
}

/// The page of the program, or one for each command in a folder.
pub(super) fn man(out: Option<&Path>, screen: &mut Screen) -> io::Result<u8> {
    match out {
        Some(out) => {
            std::fs::create_dir_all(out)?;
            clap_mangen::generate_to(Arguments::command(), out)?;
        }
        None => {
            let mut text = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut text)?;
            screen.result(&String::from_utf8_lossy(&text))?;
        }
    }
    Ok(DONE)
}
