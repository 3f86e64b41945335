//! Do ten thousand calls at once survive a service that does everything wrong?
//!
//! A binary of its own, so that the memory and the sockets that it counts are those of these calls.

#[cfg(test)]
mod fire {
    mod calls;
    mod gate;
    mod process;
    mod service;
}
