//! Sentences: office.
