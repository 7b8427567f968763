//! A spooler in the hands of a test: it speaks IPP, keeps the documents it was given, and prints
//! them, or not.

use std::io::Cursor;
use std::io::Read as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::post;
use ipp::prelude::*;
use kiosk::printer::Bitmap;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How the printer behind the spooler is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// It prints.
    Well,
    /// It keeps every document and prints none.
    Stuck,
    /// The roll is out, and the spooler says so.
    OutOfPaper,
}

/// A spooler; it ends with its handle.
pub struct FakeSpooler {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
    serving: JoinHandle<()>,
}

struct Inside {
    behind: Behind,
    formats: Vec<&'static str>,
    documents: Vec<(String, Vec<u8>)>,
    cancelled: Vec<i32>,
}

impl FakeSpooler {
    /// A spooler with a printer that takes these documents.
    pub async fn taking(formats: &[&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port is free");
        let address = listener.local_addr().expect("it is bound");
        let inside = Arc::new(Mutex::new(Inside {
            behind: Behind::Well,
            formats: formats.to_vec(),
            documents: Vec::new(),
            cancelled: Vec::new(),
        }));
        let queue = Router::new().route("/printers/hall", post(answer));
        let queue = queue.with_state(Arc::clone(&inside));
        let serving = tokio::spawn(async move {
            axum::serve(listener, queue).await.expect("a server does not end");
        });
        Self { address, inside, serving }
    }

    /// The address of its queue.
    pub fn url(&self) -> String {
        format!("ipp://{}/printers/hall", self.address)
    }

    /// Makes the printer behind it so from here on.
    pub fn set(&self, behind: Behind) {
        lock(&self.inside).behind = behind;
    }

    /// The documents it was given, with their types.
    pub fn documents(&self) -> Vec<(String, Vec<u8>)> {
        lock(&self.inside).documents.clone()
    }

    /// The jobs that were cancelled.
    pub fn cancelled(&self) -> Vec<i32> {
        lock(&self.inside).cancelled.clone()
    }
}

impl Drop for FakeSpooler {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The dots of the one picture in a PDF page that a hall writes.
pub fn dots_of_pdf(file: &[u8], width: u32, height: u32) -> Bitmap {
    let begin = find(file, b"/Subtype/Image").expect("there is a picture");
    let begin = begin + find(&file[begin..], b"stream\n").expect("it has dots") + 7;
    let row_bytes = width.div_ceil(8) as usize;
    let mut picture = Bitmap::blank(width, height);
    for (y, row) in (0..).zip(file[begin..].chunks(row_bytes).take(height as usize)) {
        for x in (0..width).filter(|x| row[*x as usize / 8] & (0x80 >> (x % 8)) != 0) {
            picture.ink(i32::try_from(x).expect("a slip is narrow"), y, 1);
        }
    }
    picture
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|place| place == word)
}

fn lock(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(State(inside): State<Arc<Mutex<Inside>>>, body: Bytes) -> impl IntoResponse {
    let request = ipp::parser::IppParser::new(ipp::reader::IppReader::new(Cursor::new(body)));
    let request = request.parse().expect("the hall speaks IPP");
    let answer = lock(&inside).answer(request);
    ([(header::CONTENT_TYPE, "application/ipp")], answer.to_bytes())
}

impl Inside {
    fn answer(&mut self, request: IppRequestResponse) -> IppRequestResponse {
        let header = *request.header();
        let new = IppRequestResponse::new_response;
        let mut answer =
            new(header.version, StatusCode::SuccessfulOk, header.request_id).expect("it is plain");
        let mut say = |group, name, value: IppValue| {
            let attribute = IppAttribute::with_name(name, value).expect("a short name");
            answer.attributes_mut().add(group, attribute);
        };
        match Operation::from_i16(header.operation_or_status) {
            Some(Operation::GetPrinterAttributes) => {
                let group = DelimiterTag::PrinterAttributes;
                let state = match self.behind {
                    Behind::Well | Behind::Stuck => PrinterState::Idle,
                    Behind::OutOfPaper => PrinterState::Stopped,
                };
                let reason = match self.behind {
                    Behind::Well | Behind::Stuck => "none",
                    Behind::OutOfPaper => "media-empty-error",
                };
                say(group, "printer-state", IppValue::Enum(state as i32));
                say(group, "printer-is-accepting-jobs", IppValue::Boolean(true));
                say(group, "printer-state-reasons", IppValue::new_keyword(reason).expect("short"));
                let formats = self.formats.iter();
                let formats =
                    formats.map(|one| IppValue::new_mime_media_type(*one).expect("short"));
                say(group, "document-format-supported", IppValue::Array(formats.collect()));
            }
            Some(Operation::PrintJob) => {
                let format = said(&request, DelimiterTag::OperationAttributes, "document-format");
                let mut document = Vec::new();
                request.into_payload().read_to_end(&mut document).expect("it is in memory");
                self.documents.push((format, document));
                let job = i32::try_from(self.documents.len()).expect("few");
                say(DelimiterTag::JobAttributes, "job-id", IppValue::Integer(job));
            }
            Some(Operation::GetJobAttributes) => {
                let state = match self.behind {
                    Behind::Well => JobState::Completed,
                    Behind::Stuck | Behind::OutOfPaper => JobState::Processing,
                };
                say(DelimiterTag::JobAttributes, "job-state", IppValue::Enum(state as i32));
            }
            Some(Operation::CancelJob) => {
                let job = said(&request, DelimiterTag::OperationAttributes, "job-id");
                self.cancelled.push(job.parse().expect("a number"));
            }
            other => panic!("no spooler is asked for {other:?}"),
        }
        answer
    }
}

fn said(request: &IppRequestResponse, group: DelimiterTag, name: &str) -> String {
    let mut groups = request.attributes().groups_of(group);
    let attribute = groups.find_map(|group| group.get(name));
    attribute.map(|one| one.value().to_string()).unwrap_or_default()
}
