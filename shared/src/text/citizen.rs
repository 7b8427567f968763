//! Sentences: citizen.
