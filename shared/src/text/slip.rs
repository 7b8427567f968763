//! Sentences: slip.
