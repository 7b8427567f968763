//! The printers of a hall: `[printer]` for the only one, or `[[printers]]` for several.
//!
//! | kind | keys |
//! |---|---|
//! | `png` | `folder` |
//! | `network` | `address`, such as `"192.0.2.20:9100"` |
//! | `device` | `path`, such as `"/dev/usb/lp0"` |
//! | `serial` | `path`, `baud`, `flow`: `hardware`, `software` or `none` |
//! | `ipp` | `url`, such as `"ipp://localhost/printers/hall"` |
//!
//! Each may have `name` and `paper`: `80mm` or `58mm`. The first of several is the usual one, for
//! screens that have none of their own.

use std::path::{Path, PathBuf};

use shared::ids::PrinterName;
use shared::slip::PaperWidth;

use super::reader::{self, Reader};
use crate::printer::{FlowControl, IppAddress, SerialLine, Way};

/// The longest name of a printer, in signs.
const NAME_SIGNS_MAX: usize = 40;
/// What most serial printers are set to when they are bought.
const USUAL_BAUD: u32 = 19_200;

/// Where slips come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterConfig {
    /// The name the staff know it by.
    pub name: PrinterName,
    /// The driver.
    pub kind: PrinterKind,
    /// The roll.
    pub paper: PaperWidth,
}

/// A printer's driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrinterKind {
    /// PNG files in a folder.
    Png {
        /// The folder.
        folder: PathBuf,
    },
    /// ESC/POS.
    Thermal(Way),
    /// IPP, such as a queue of CUPS.
    Ipp {
        /// The address of the printer or the queue.
        address: IppAddress,
    },
}

impl PrinterConfig {
    /// The virtual printer of a hall without hardware.
    pub fn usual(slips: impl Into<PathBuf>) -> Self {
        Self {
            name: PrinterName::usual(),
            kind: PrinterKind::Png { folder: slips.into() },
            paper: PaperWidth::default(),
        }
    }
}

/// Reads every printer; none of a configuration that is wrong.
pub(super) fn read(reader: &mut Reader, data_dir: Option<&Path>) -> Option<Vec<PrinterConfig>> {
    let slips = data_dir.map(|folder| folder.join("slips"));
    let only = reader.section("printer", |printer| read_one(printer, slips.as_deref()));
    let several = reader.sections("printers", |printer| {
        let name = printer.required("name", name);
        read_one(printer, slips.as_deref())
            .zip(name)
            .map(|(one, name)| PrinterConfig { name, ..one })
    });
    match (only, several) {
        (None, None) => slips.map(|slips| vec![PrinterConfig::usual(slips)]),
        (Some(only), None) => only.map(|only| vec![only]),
        (None, Some(several)) => {
            let several: Vec<PrinterConfig> = several.into_iter().collect::<Option<_>>()?;
            let is_doubled = |(at, one): (usize, &PrinterConfig)| {
                several[..at].iter().any(|before| before.name == one.name)
            };
            if several.is_empty() {
                reader.problem("printers", "names no printer");
            } else if several.iter().enumerate().any(is_doubled) {
                reader.problem("printers", "names two printers alike");
            }
            Some(several)
        }
        (Some(_), Some(_)) => {
            reader.problem("printer", "stands beside printers; one of them is enough");
            None
        }
    }
}

fn read_one(reader: &mut Reader, slips: Option<&Path>) -> Option<PrinterConfig> {
    let kinds = ["png", "network", "device", "serial", "ipp"].map(|kind| (kind, kind));
    let kind = reader.required("kind", |value| reader::one_of(value, &kinds));
    let name = reader.optional("name", name).unwrap_or_else(PrinterName::usual);
    let widths = [("80mm", PaperWidth::Mm80), ("58mm", PaperWidth::Mm58)];
    let paper = reader.optional("paper", |value| reader::one_of(value, &widths));
    let kind = match kind {
        Some("network") => PrinterKind::Thermal(Way::Network {
            address: reader.required("address", reader::address)?,
        }),
        Some("device") => {
            PrinterKind::Thermal(Way::DeviceFile { path: reader.required("path", reader::path)? })
        }
        Some("serial") => PrinterKind::Thermal(serial(reader)?),
        Some("ipp") => PrinterKind::Ipp { address: reader.required("url", printer_url)? },
        // Where the kind is wrong, its other keys are not called unknown.
        Some(_) | None => {
            let folder = reader.optional("folder", reader::path);
            PrinterKind::Png { folder: folder.or_else(|| slips.map(Path::to_owned))? }
        }
    };
    Some(PrinterConfig { name, kind, paper: paper.unwrap_or_default() })
}

fn serial(reader: &mut Reader) -> Option<Way> {
    let path = reader.required("path", reader::path);
    let baud = reader.optional("baud", reader::count).unwrap_or(USUAL_BAUD);
    let flows = [
        ("hardware", FlowControl::Hardware),
        ("software", FlowControl::Software),
        ("none", FlowControl::None),
    ];
    let flow = reader.optional("flow", |value| reader::one_of(value, &flows)).unwrap_or_default();
    Some(Way::Serial { path: path?, line: SerialLine { baud, flow } })
}

/// A name that stands in a path and on a command line as it is.
fn name(value: &toml::Value) -> Result<PrinterName, String> {
    let name = value.as_str().map(str::trim).unwrap_or_default();
    let is_short = (1..=NAME_SIGNS_MAX).contains(&name.chars().count());
    let is_plain = !name.chars().any(|sign| sign.is_control() || sign == '/');
    if is_short && is_plain {
        Ok(PrinterName::from(name))
    } else {
        Err(format!("is no name of 1 to {NAME_SIGNS_MAX} signs without a slash"))
    }
}

fn printer_url(value: &toml::Value) -> Result<IppAddress, String> {
    let wrong = || "is no address such as \"ipp://localhost/printers/hall\"".to_owned();
    let address: IppAddress = value.as_str().unwrap_or_default().parse().map_err(|_| wrong())?;
    let is_known = matches!(address.scheme_str(), Some("ipp" | "http"));
    if is_known && address.host().is_some() { Ok(address) } else { Err(wrong()) }
}
