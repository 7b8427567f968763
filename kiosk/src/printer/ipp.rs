//! The driver of printers behind CUPS, and of those that speak IPP themselves.
//!
//! A spooler keeps what it cannot print and prints it when paper is back, perhaps hours later. So a
//! slip that is not out in time is cancelled, and nobody can know how much of it came out.

use std::io::{self, Cursor};
use std::thread;
use std::time::{Duration, Instant};

// Its trait that reads numbers into states has no name of its own there.
use ipp::prelude::*;
use shared::ids::PrintJobId;
use shared::printer::PrinterCondition;

use super::page::{PageFormat, millimetres};
use super::{Bitmap, Printed, Printer, PrinterFault};

/// How long one question may take.
const ANSWER_MAX: Duration = Duration::from_secs(4);
/// How long a slip may be on its way through the spooler.
const SLIP_MAX: Duration = Duration::from_secs(15);
/// Between two looks at a job.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// The address of a printer or of a spooler's queue.
pub type IppAddress = Uri;

/// A printer that takes documents over IPP.
pub struct IppPrinter {
    address: IppAddress,
    client: IppClient,
}

/// How a printer is, and what it accepts.
struct Told {
    condition: PrinterCondition,
    formats: Vec<String>,
}

impl IppPrinter {
    /// The printer at an address such as `ipp://localhost/printers/hall`; nothing is sent yet.
    pub fn new(address: IppAddress) -> Self {
        let client = IppClient::builder(address.clone()).request_timeout(ANSWER_MAX).build();
        Self { address, client }
    }

    fn ask(&self) -> io::Result<Told> {
        let wanted = [
            IppAttribute::PRINTER_STATE,
            IppAttribute::PRINTER_STATE_REASONS,
            IppAttribute::PRINTER_IS_ACCEPTING_JOBS,
            IppAttribute::DOCUMENT_FORMAT_SUPPORTED,
        ];
        let question = IppOperationBuilder::get_printer_attributes(self.address.clone());
        let question = question.attributes(wanted).build().map_err(io::Error::other)?;
        let answer = self.send(question)?;
        let value = |name| value(&answer, DelimiterTag::PrinterAttributes, name);
        let words = |name| words(value(name));
        let state = value(IppAttribute::PRINTER_STATE).and_then(|state| state.as_enum().copied());
        let accepts = value(IppAttribute::PRINTER_IS_ACCEPTING_JOBS);
        let is_closed = accepts.and_then(|value| value.as_boolean().copied()) == Some(false);
        let reasons = words(IppAttribute::PRINTER_STATE_REASONS);
        let state = state.and_then(PrinterState::from_i32);
        Ok(Told {
            condition: condition_of(state, is_closed, &reasons),
            formats: words(IppAttribute::DOCUMENT_FORMAT_SUPPORTED),
        })
    }

    fn hand_over(&self, format: PageFormat, bitmap: &Bitmap) -> io::Result<i32> {
        let (width, height) = millimetres(bitmap);
        let keyword = |name, value: &str| {
            let value = IppValue::new_keyword(value).map_err(io::Error::other)?;
            IppAttribute::with_name(name, value).map_err(io::Error::other)
        };
        let document = IppPayload::new(Cursor::new(format.write(bitmap)));
        let job = IppOperationBuilder::print_job(self.address.clone(), document)
            .job_title("slip")
            .document_format(format.media_type())
            .attribute(keyword("print-scaling", "none")?)
            .attribute(keyword("media", &format!("custom_slip_{width}x{height}mm"))?)
            .build()
            .map_err(io::Error::other)?;
        let answer = self.send(job)?;
        let id = value(&answer, DelimiterTag::JobAttributes, IppAttribute::JOB_ID);
        let id = id.and_then(|id| id.as_integer().copied());
        id.ok_or_else(|| io::Error::other("the printer does not name the job"))
    }

    fn job_state(&self, job: i32) -> io::Result<Option<JobState>> {
        let question = IppOperationBuilder::get_job_attributes(self.address.clone(), job);
        let answer = self.send(question.build().map_err(io::Error::other)?)?;
        let state = value(&answer, DelimiterTag::JobAttributes, IppAttribute::JOB_STATE);
        Ok(state.and_then(|state| JobState::from_i32(*state.as_enum()?)))
    }

    fn cancel(&self, job: i32) -> io::Result<()> {
        let order = IppOperationBuilder::cancel_job(self.address.clone(), job);
        self.send(order.build().map_err(io::Error::other)?).map(drop)
    }

    /// Waits until the job has ended; one that does not is cancelled.
    fn wait(&self, job: i32) -> Result<Printed, PrinterFault> {
        let until = Instant::now() + SLIP_MAX;
        while Instant::now() < until {
            match self.job_state(job).map_err(PrinterFault::Interrupted)? {
                Some(JobState::Completed) => return Ok(Printed::Confirmed),
                Some(JobState::Canceled | JobState::Aborted) => {
                    return Err(interrupted("the spooler gave the slip up"));
                }
                Some(
                    JobState::Pending
                    | JobState::PendingHeld
                    | JobState::Processing
                    | JobState::ProcessingStopped,
                )
                | None => thread::sleep(LOOK_EVERY),
            }
        }
        self.cancel(job).map_err(PrinterFault::Interrupted)?;
        Err(interrupted("the slip was cancelled, as it did not come out in time"))
    }

    fn send(&self, request: impl Into<IppRequestResponse>) -> io::Result<IppRequestResponse> {
        let answer = self.client.send(request).map_err(io::Error::other)?;
        let status = answer.header().status_code();
        if status.is_success() { Ok(answer) } else { Err(io::Error::other(status.to_string())) }
    }
}

impl Printer for IppPrinter {
    fn print(&self, _job: PrintJobId, bitmap: &Bitmap) -> Result<Printed, PrinterFault> {
        let told = self.ask().map_err(PrinterFault::Unreachable)?;
        if let Some(fault) = PrinterFault::before_a_slip(told.condition) {
            return Err(fault);
        }
        let accepts =
            |format: &PageFormat| told.formats.iter().any(|known| known == format.media_type());
        let format = PageFormat::ALL.into_iter().find(accepts).ok_or(PrinterFault::Failing)?;
        // The job may have arrived although its answer did not.
        let job = self.hand_over(format, bitmap).map_err(PrinterFault::Interrupted)?;
        self.wait(job)
    }

    fn condition(&self) -> PrinterCondition {
        self.ask().map_or(PrinterCondition::Unreachable, |told| told.condition)
    }
}

fn interrupted(why: &str) -> PrinterFault {
    PrinterFault::Interrupted(io::Error::other(why))
}

/// Reads a printer's state (RFC 8011, 5.4.11 and 5.4.12); a reason ends in how grave it is.
fn condition_of(
    state: Option<PrinterState>,
    is_closed: bool,
    reasons: &[String],
) -> PrinterCondition {
    let says = |words: &[&str]| {
        reasons.iter().any(|reason| words.iter().any(|word| reason.starts_with(word)))
    };
    if says(&["cover-open", "door-open"]) {
        PrinterCondition::CoverOpen
    } else if says(&["media-empty", "media-needed"]) {
        PrinterCondition::PaperEnd
    } else if says(&["offline", "shutdown", "connecting-to-device", "timed-out"]) {
        PrinterCondition::Unreachable
    } else if is_closed
        || matches!(state, Some(PrinterState::Stopped))
        || reasons.iter().any(|reason| reason.ends_with("-error"))
    {
        PrinterCondition::Failing
    } else if says(&["media-low"]) {
        PrinterCondition::PaperNearEnd
    } else if state.is_some() {
        PrinterCondition::Ready
    } else {
        PrinterCondition::Unknown
    }
}

fn value<'a>(
    answer: &'a IppRequestResponse,
    group: DelimiterTag,
    name: &str,
) -> Option<&'a IppValue> {
    let mut groups = answer.attributes().groups_of(group);
    groups.find_map(|group| group.get(name)).map(IppAttribute::value)
}

fn words(value: Option<&IppValue>) -> Vec<String> {
    value.into_iter().flatten().map(ToString::to_string).collect()
}
