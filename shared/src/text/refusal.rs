//! Sentences: refusal.
