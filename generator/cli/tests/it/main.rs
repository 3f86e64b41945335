//! The integration tests of the programs, in one executable, so that they link once.

mod cli;
mod commands;
mod conform;
mod conformance;
mod diff;
mod foreign;
mod inspect;
mod lint;
mod mock;
mod new;
mod recorded;
mod same;
mod service;
mod special_files;
mod terminal;
mod watch;
