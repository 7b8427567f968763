//! Sentences: form.
