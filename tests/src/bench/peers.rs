//! What other queue systems do on a machine like this, to stand beside our figures.

/// The peers' figures for a part of the run; empty where none were measured.
pub fn beside(part: &str) -> &'static str {
    match part {
        "tickets" => TICKETS,
        "calls" => CALLS,
        _ => "",
    }
}

const TICKETS: &str = "  peers, on two quiet cores:
  FQM          75 tickets/s with one client (p50 12.5 ms); 292 of 1,709 shared a number
  MADO-queue   450-590 tickets/s (one client p99 3 ms, eight clients p99 190-1,098 ms)
";
const CALLS: &str = "  peers, on two quiet cores:
  MADO-queue   2 of 30 races called one ticket at two counters
";
