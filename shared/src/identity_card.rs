//! identity_card.
