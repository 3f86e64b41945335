//! How does the output get to the disk?
