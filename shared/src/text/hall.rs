//! Sentences: hall.
