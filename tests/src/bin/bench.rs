//! Measures the figures of the house and writes `target/marks.json`.
//!
//! `cargo run --release -p promises --bin bench [accepts] [tickets] [calls] [paper] [display]
//! [forwarding] [drain] [loaded] [process] [restart] [bundles]`: without a word everything is
//! measured. The programs must have been built with the same profile, and the site by
//! `cargo xtask build`.

#![allow(clippy::print_stdout, reason = "a command talks to the person at the terminal")]

use std::path::Path;

use anyhow::{Result, ensure};
use promises::bench::marks::Marks;
use promises::bench::{
    accepts, bundles, calls, display, drain, forwarding, loaded, peers, press_to_paper, process,
    restart, slips, sqlite_node, tickets, workroom,
};
use promises::posted;
use promises::program::{KioskProgram, project};

const PARTS: [&str; 11] = [
    "accepts",
    "tickets",
    "calls",
    "paper",
    "display",
    "forwarding",
    "drain",
    "loaded",
    "process",
    "restart",
    "bundles",
];

#[tokio::main]
async fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [word, folder] = words.as_slice()
        && word == sqlite_node::WORD
    {
        return sqlite_node::serve(Path::new(folder)).await;
    }
    for word in &words {
        ensure!(PARTS.contains(&word.as_str()), "{word} is none of {PARTS:?}");
    }
    let is_wanted = |part: &str| words.is_empty() || words.iter().any(|word| word == part);
    let mut all = Marks::default();
    for part in PARTS.into_iter().filter(|part| is_wanted(part)) {
        println!("measuring: {part}");
        let marks = measure(part).await?;
        print!("{}", marks.table());
        print!("{}", peers::beside(part));
        marks.write()?;
        all.extend(marks);
    }
    println!("\n{}", all.table());
    println!("written to target/marks.json");
    Ok(())
}

async fn measure(part: &str) -> Result<Marks> {
    let room = workroom()?;
    let copy = posted::Copy::with_many_numbers();
    let mut hall = KioskProgram::configure_in(room.path(), copy.path(), None);
    match part {
        "accepts" => {
            hall.enrol_nowhere().await;
            accepts::measure(&mut hall).await
        }
        "tickets" => tickets::measure(&mut hall).await,
        "calls" => calls::measure(&mut hall).await,
        "paper" => {
            let mut marks = slips::measure()?;
            marks.extend(press_to_paper::measure().await?);
            Ok(marks)
        }
        "display" => display::measure().await,
        "forwarding" => forwarding::measure().await,
        "drain" => drain::measure().await,
        "loaded" => loaded::measure().await,
        "process" => {
            // A day's numbers make the store warm.
            process::warm(&mut hall).await?;
            process::measure(&mut hall).await
        }
        "restart" => {
            hall.enrol_nowhere().await;
            restart::measure(&mut hall).await
        }
        _ => bundles::measure(&project().join("target/site")),
    }
}
