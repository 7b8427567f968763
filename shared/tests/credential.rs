//! Passwords and tokens.

#![cfg(feature = "trust")]

use shared::credential::{PasswordError, StoredPassword, Token};

#[test]
fn a_chosen_password_is_recognised_and_no_other() {
    let stored = StoredPassword::choose("một mật khẩu dài", &[7; 16]).unwrap();

    assert!(stored.is("một mật khẩu dài"));
    assert!(!stored.is("một mật khẩu dàj"));
    assert!(stored.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
}

#[test]
fn a_short_password_is_refused() {
    let refused = StoredPassword::choose("ngắn quá", &[7; 16]);

    assert_eq!(refused, Err(PasswordError::TooShort));
}

#[test]
fn secrets_are_masked_in_logs() {
    let token = Token::from_random(&[1; 32]);
    let password = StoredPassword("$argon2id$secret".to_owned());

    let written = format!("{token:?} {password:?}");

    assert_eq!(written, "Token(masked) StoredPassword(masked)");
}
