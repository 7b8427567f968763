//! What is promised: a hall, a centre and a line between them that tests can cut.

pub mod bench;
pub mod books;
pub mod browser;
pub mod canary;
pub mod centre;
pub mod clock;
pub mod cluster;
pub mod counter;
pub mod disk;
pub mod events;
pub mod fake_printer;
pub mod fake_spooler;
pub mod forms;
pub mod hall;
pub mod line;
pub mod logs;
pub mod office;
pub mod paper;
pub mod patience;
pub mod posted;
pub mod power_cut;
pub mod program;
pub mod sample_file;
pub mod screen_form;
pub mod simulator;
pub mod visitor;
