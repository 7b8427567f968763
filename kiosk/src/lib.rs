//! The hall's node: it keeps everything the hall accepts and forwards it exactly once.

pub mod printer;
