//! The integration tests of the mock server, in one program, so that they compile and link once.

mod clients;
mod limits_page;
