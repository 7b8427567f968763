//! What officers press at counters.

mod again;
mod back;
mod calls;
mod day;
mod hold;
mod journal;
mod matters;
mod pick;
mod refusals;
mod transfer;
