//! `cargo xtask run`: a hall and a centre on this machine, until Ctrl-C.

mod contract;
mod demonstration;
mod interrupt;
mod log_line;
mod node;

pub(crate) use self::node::Node;

use std::fs::{self, File, TryLockError};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};
use rustix::process::Signal;

use self::contract::{Central, Kiosk, absolute, public_url};
use self::demonstration::{Demonstration, Invitation};
use crate::postgres::{self, Cluster};
use crate::setup::{self, Need};
use crate::site::{self, Speed};
use crate::stages::{Stages, say};
use crate::workspace::{Workspace, succeed};

const KIOSK_PORT: u16 = 8080;
const CENTRAL_PORT: u16 = 8090;

/// The hall's screens, where they are, and for what.
const SCREENS: [(&str, &str, &str); 4] = [
    ("portal", "/", "on a phone: find, file, follow"),
    ("kiosk", "/kiosk", "the touchscreen"),
    ("display", "/display", "the board above the seats"),
    ("counter", "/counter", "the officer's desk"),
];

/// The centre and the database under it. Fields drop in order: the centre ends first.
struct Centre {
    node: Node,
    cluster: Cluster,
    listen: SocketAddr,
    invitations: Vec<Invitation>,
}

/// The hall's node.
struct Hall {
    node: Node,
    listen: SocketAddr,
    invitations: Vec<Invitation>,
}

/// Sets up, builds, starts, prints the addresses, and stops everything on Ctrl-C.
pub(crate) fn run(workspace: &Workspace, speed: Speed) -> Result<()> {
    let _lock = only_run(workspace)?;
    interrupt::listen()?;
    let mut stages = Stages::new(5);
    let database = stages.run("What this machine needs", || {
        setup::wasm_target(workspace)?;
        Ok(setup::debian(workspace, &[Need::PostgreSql]))
    })?;
    stages.run("The site for the browsers", || site::build(workspace, speed))?;
    stages.run("The servers", || {
        succeed(workspace.cargo().args(["build", "--release", "-p", "kiosk", "-p", "central"]))
    })?;
    let demonstration = Demonstration::new(workspace)?;
    let centre = stages.run("The centre", || {
        let started = database.and_then(|()| start_centre(workspace, &demonstration));
        interrupt::check()?;
        if let Err(fault) = &started {
            say(format_args!("there is no centre, the hall runs alone: {fault:#}"));
        }
        Ok(started.ok())
    })?;
    let hall = stages.run("The hall", || start_hall(workspace, &demonstration, centre.as_ref()))?;
    print_addresses(workspace, &hall, centre.as_ref());
    watch(hall, centre)
}

/// Keeps a second run out of this one's folders for as long as the file is open.
fn only_run(workspace: &Workspace) -> Result<File> {
    let folder = workspace.target("run");
    fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => bail!("a hall of this project is open already"),
        Err(TryLockError::Error(fault)) => Err(fault.into()),
    }
}

fn start_centre(workspace: &Workspace, demonstration: &Demonstration) -> Result<Centre> {
    let cluster = Cluster::start(workspace)?;
    say("PostgreSQL is up, private to this project");
    let listen = listen_near(CENTRAL_PORT)?;
    let database_url = cluster.url();
    let central = Central { workspace, listen, database_url: &database_url };
    central.configure()?;
    let log = workspace.target("run/central.log");
    let mut node = Node::spawn("central", central.serve(), Signal::TERM, log)?;
    node.wait_until_ready(listen)?;
    let invitations = demonstration.invite_to_centre(&central)?;
    say("the centre is ready");
    Ok(Centre { node, cluster, listen, invitations })
}

fn start_hall(
    workspace: &Workspace,
    demonstration: &Demonstration,
    centre: Option<&Centre>,
) -> Result<Hall> {
    let listen = listen_near(KIOSK_PORT)?;
    let kiosk = Kiosk { workspace, listen, centre: centre.map(|centre| centre.listen) };
    kiosk.configure()?;
    if let Some(centre) = centre {
        let database_url = centre.cluster.url();
        let central = Central { workspace, listen: centre.listen, database_url: &database_url };
        demonstration.enrol(&kiosk, &central, &centre.cluster.identity())?;
    }
    // Before the hall serves: its store belongs to one process at a time.
    let invitations = demonstration.invite_to_hall(&kiosk)?;
    let log = workspace.target("run/kiosk.log");
    let mut node = Node::spawn("kiosk", kiosk.serve(), Signal::TERM, log)?;
    node.wait_until_ready(listen)?;
    say("the hall is ready");
    Ok(Hall { node, listen, invitations })
}

/// Takes the preferred port, or a free one where another program listens there.
fn listen_near(preferred: u16) -> Result<SocketAddr> {
    let is_free = TcpListener::bind((Ipv4Addr::LOCALHOST, preferred)).is_ok();
    let port = if is_free { preferred } else { postgres::free_port()? };
    Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
}

fn print_addresses(workspace: &Workspace, hall: &Hall, centre: Option<&Centre>) {
    let here = public_url(hall.listen);
    println!("\nThe hall is open. Ctrl-C closes it.\n");
    for (screen, path, purpose) in SCREENS {
        println!("  {screen:<8} {:<34} {purpose}", format!("{here}{path}"));
    }
    match centre {
        Some(centre) => {
            println!(
                "  office   {:<34} what arrived at the centre",
                format!("{}/", public_url(centre.listen))
            );
        }
        None => println!("  office   not there: it needs the centre, which needs PostgreSQL"),
    }
    println!("\nEach officer's link works once, for a day, and sets the password:\n");
    let of_hall = hall.invitations.iter().map(|invitation| (hall.listen, invitation));
    let of_centre = centre
        .into_iter()
        .flat_map(|centre| centre.invitations.iter().map(|invitation| (centre.listen, invitation)));
    for (listen, (name, link)) in of_hall.chain(of_centre) {
        println!("  {name:<26} {}", absolute(listen, link));
    }
    println!("\nThe logs are kept in {}.\n", workspace.target("run").display());
}

/// Shows what the servers say until somebody stops the command or a server ends by itself.
fn watch(mut hall: Hall, mut centre: Option<Centre>) -> Result<()> {
    while !interrupt::is_stopping() {
        hall.node.print_news()?;
        check_alive(&mut hall.node)?;
        if let Some(centre) = &mut centre {
            centre.node.print_news()?;
            check_alive(&mut centre.node)?;
            check_alive(centre.cluster.node())?;
        }
        thread::sleep(Duration::from_millis(200));
    }
    println!("\nClosing: the hall, then the centre, then its database.");
    drop(hall);
    drop(centre);
    Ok(())
}

fn check_alive(node: &mut Node) -> Result<()> {
    match node.ended()? {
        None => Ok(()),
        Some(status) => {
            bail!("{} ended with {status}; its log is {}", node.name(), node.log().display())
        }
    }
}
