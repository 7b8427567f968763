//! A slip between two transactions: kept without its secret, printed with it, stamped when again.

use shared::ids::{PrintJobId, SubmissionId};
use shared::slip::Slip;
use shared::time::Timestamp;

use super::Secrets;

/// The slip once more, with the mark that an earlier paper may exist.
pub(super) fn stamped(slip: Slip, now: Timestamp) -> Slip {
    match slip {
        Slip::Ticket(mut slip) => {
            (slip.is_reprint, slip.printed_at) = (true, now);
            Slip::Ticket(slip)
        }
        Slip::Submission(mut slip) => {
            (slip.is_reprint, slip.printed_at) = (true, now);
            Slip::Submission(slip)
        }
    }
}

/// The second factor of a follow-up is derived again when it is printed, never stored.
pub(super) fn without_secret(slip: Slip) -> Slip {
    match slip {
        Slip::Ticket(slip) => Slip::Ticket(slip),
        Slip::Submission(mut slip) => {
            slip.follow_up_secret.clear();
            Slip::Submission(slip)
        }
    }
}

/// The slip as it is printed.
pub(super) fn with_secret(slip: Slip, secrets: &Secrets, id: PrintJobId) -> Slip {
    match slip {
        Slip::Ticket(slip) => Slip::Ticket(slip),
        Slip::Submission(mut slip) => {
            slip.follow_up_secret = secrets.follow_up(SubmissionId(id.0));
            Slip::Submission(slip)
        }
    }
}
