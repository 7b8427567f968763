//! What halls and centres say while a test runs; `RUST_LOG=debug` shows it.

use tracing_subscriber::EnvFilter;

/// Begins to show it, once for each process.
pub fn show() {
    let wanted = EnvFilter::from_default_env();
    // Whoever comes first has begun.
    let _ = tracing_subscriber::fmt().with_env_filter(wanted).with_test_writer().try_init();
}
