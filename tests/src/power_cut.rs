//! Power cuts by the million: the hall's own store on a simulated disk, against what it promised.
//!
//! A record is a short morning in a hall on a disk without faults: every act on the disk and every
//! answer is written down. Then the power goes at each act, several times with different remains,
//! the hall is opened on what is left, and compared with what it had promised by then.

pub mod act;
pub mod answer;
mod books;
pub mod breach;
pub mod cache;
pub mod check;
pub mod clock;
mod compare;
pub mod cuts;
pub mod disk;
pub mod faults;
pub mod image;
pub mod ledger;
pub mod plan;
pub mod premises;
pub mod record;
pub mod request;
pub mod run;
pub mod tally;
pub mod trouble;
