//! Carries orders out and answers in lines.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use shared::announcement::VoiceCondition;
use shared::catalogue::Catalogue;
use shared::ids::PrinterName;
use shared::lang::Lang;
use shared::text::printer as printer_words;
use tokio::sync::mpsc::UnboundedSender;

use super::{NotDone, Order, said};
use crate::backup::{self, Passphrase};
use crate::clock::Clock;
use crate::devices::{Presence, Seen};
use crate::enrolment;
use crate::export::{self, TakenBack};
use crate::printer::Printed;
use crate::printers::{Outlet, Printers};
use crate::store::{Device, DevicePlan, ParkedItem, Store};
use crate::test_page;

/// What orders are carried out with, in a running node or beside it.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) printers: Printers,
    pub(crate) presence: Arc<Presence>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) public_url: String,
}

impl Desk {
    /// Carries an order out; what takes long says so in words meanwhile.
    pub(super) async fn carry_out(
        &self,
        order: Order,
        words: UnboundedSender<String>,
    ) -> Result<Vec<String>, NotDone> {
        let Self { store, public_url, .. } = self;
        match order {
            Order::AddOfficer { name } => {
                let added = store.add_officer(&name).await.map_err(said)?;
                Ok(vec![format!("{public_url}/counter/setup#{}", added.token.reveal())])
            }
            Order::Enrol { centre, code } => {
                let enrolment = enrolment::enrol(store, &centre, &code).await.map_err(said)?;
                Ok(vec![format!("enrolled as {} ({})", enrolment.hall_name, enrolment.hall)])
            }
            Order::ListParked => {
                let parked = store.parked().map_err(said)?;
                Ok(parked.iter().map(parked_line).collect())
            }
            Order::Retry { submission } => {
                store.unpark(submission).await.map_err(said)?;
                Ok(vec![format!("{submission} will be sent again")])
            }
            Order::AddDevice { plan } => self.add_device(plan).await,
            Order::ListDevices => {
                let devices = store.devices().map_err(said)?;
                Ok(devices.iter().map(|device| self.device_line(device)).collect())
            }
            Order::RevokeDevice { name } => {
                let device = store.revoke_device(&name).await.map_err(said)?;
                Ok(vec![format!("{} ({}) is revoked", device.plan.name, device.id)])
            }
            Order::BackUp { to, passphrase } => self.back_up(to, passphrase, words).await,
            Order::Export { to } => self.export(to, words).await,
            Order::TakeAcknowledgements { from } => self.take_back(&from).await,
            Order::ListPrinters => self.list_printers().await,
            Order::Examine => self.examine().await,
            Order::TestPrinter { printer } => self.test_printer(printer).await,
        }
    }

    async fn back_up(
        &self,
        to: PathBuf,
        passphrase: Passphrase,
        words: UnboundedSender<String>,
    ) -> Result<Vec<String>, NotDone> {
        let (store, now, file) = (self.store.clone(), self.clock.now(), to.clone());
        let copying = tokio::task::spawn_blocking(move || {
            // Whoever asked may have gone.
            let mut tell = |word| drop(words.send(word));
            backup::back_up(&store, &file, &passphrase, now, &mut tell)
        });
        let copied = copying.await.map_err(said)?.map_err(said)?;
        let (parts, bytes, to) = (copied.parts, copied.bytes, to.display());
        Ok(vec![
            format!("{to}: {parts} parts, {bytes} bytes, read back and whole"),
            "keep it away from this machine, and its passphrase away from it".to_owned(),
        ])
    }

    async fn export(
        &self,
        to: PathBuf,
        words: UnboundedSender<String>,
    ) -> Result<Vec<String>, NotDone> {
        let (store, folder) = (self.store.clone(), to.clone());
        let exporting = tokio::task::spawn_blocking(move || {
            // Whoever asked may have gone.
            export::export(&store, &folder, &mut |word| drop(words.send(word)))
        });
        let exported = exporting.await.map_err(said)?.map_err(said)?;
        let (submissions, entries) = (exported.submissions, exported.entries);
        let to = to.display();
        let mut lines = vec![
            format!("{to}: {submissions} applications and {entries} entries, read back and whole"),
            "they stay owed until the centre's acknowledgements come back: kiosk \
             import-acknowledgements --from FILE"
                .to_owned(),
        ];
        lines.extend(exported.left_out.into_iter().map(|one| format!("left out: {one}")));
        Ok(lines)
    }

    async fn take_back(&self, from: &Path) -> Result<Vec<String>, NotDone> {
        let taken = export::take_back(&self.store, from).await.map_err(said)?;
        let TakenBack { settled, known, not_ours } = taken;
        if settled + known == 0 && not_ours > 0 {
            return Err(NotDone(format!(
                "none of these {not_ours} words is of this hall's centre for this hall; nothing \
                 was changed. Name the file that came back with this hall's export"
            )));
        }
        Ok(vec![format!(
            "{settled} applications are settled, {known} were before, {not_ours} words are not ours"
        )])
    }

    async fn add_device(&self, plan: DevicePlan) -> Result<Vec<String>, NotDone> {
        if let Some(printer) = &plan.printer {
            self.outlet(Some(printer))?;
        }
        let page = plan.kind.page();
        let added = self.store.add_device(plan).await.map_err(said)?;
        Ok(vec![format!("{}{page}#device={}", self.public_url, added.token.reveal())])
    }

    async fn list_printers(&self) -> Result<Vec<String>, NotDone> {
        let mut lines = Vec::new();
        for outlet in self.printers.iter() {
            let condition = outlet.ask(self.clock.now()).await;
            let sentence = printer_words::condition(condition).get(Lang::En);
            lines.push(format!("{}: {}: {sentence}", outlet.name(), condition.name()));
        }
        Ok(lines)
    }

    async fn examine(&self) -> Result<Vec<String>, NotDone> {
        let store = self.store.clone();
        let facts = tokio::task::spawn_blocking(move || store.examine()).await.map_err(said)?;
        Ok(vec![serde_json::to_string(&facts).expect("facts have no odd keys")])
    }

    async fn test_printer(&self, printer: Option<PrinterName>) -> Result<Vec<String>, NotDone> {
        let outlet = self.outlet(printer.as_ref())?;
        let now = self.clock.now();
        let page = test_page::of(&self.catalogue, &self.public_url, now);
        let printed = test_page::print(outlet, page, now).await.map_err(said)?;
        let line = match printed {
            Printed::Confirmed => "the test page is out",
            Printed::Sent => "the test page was handed over; the printer tells no more",
        };
        Ok(vec![format!("{}: {line}", outlet.name())])
    }

    fn outlet(&self, name: Option<&PrinterName>) -> Result<&Arc<Outlet>, NotDone> {
        let Some(name) = name else { return Ok(self.printers.usual()) };
        self.printers.named(name).ok_or_else(|| {
            let known: Vec<String> =
                self.printers.names().iter().map(|one| one.0.clone()).collect();
            NotDone(format!("no printer is called {name}; there are: {}", known.join(", ")))
        })
    }

    fn device_line(&self, device: &Device) -> String {
        let Device { id, plan, is_registered, revoked_at } = device;
        let printer = self.printers.named_or_usual(plan.printer.as_ref()).name();
        let standing = match (revoked_at, is_registered) {
            (Some(at), _) => format!("revoked at {at}"),
            (None, false) => "waits for its link to be opened".to_owned(),
            (None, true) => match self.presence.of(*id) {
                Some(seen) => format!("seen at {}{}", seen.at, voice_words(&seen)),
                None => "not seen since the node started".to_owned(),
            },
        };
        format!("{id} {}: {}, printer {printer}, {standing}", plan.name, plan.kind.name())
    }
}

/// What is wrong with the voice of a display, if anything is.
fn voice_words(seen: &Seen) -> String {
    let Some(voice) = &seen.voice else { return String::new() };
    match (voice.condition, &voice.report.clip) {
        (VoiceCondition::Testing | VoiceCondition::Ok, _) => String::new(),
        (VoiceCondition::Faulty, Some(clip)) => {
            format!(", voice faulty since {}: {clip}", voice.since)
        }
        (VoiceCondition::Faulty, None) => format!(", voice faulty since {}", voice.since),
    }
}

fn parked_line(item: &ParkedItem) -> String {
    format!("{} {} {:?} {}", item.submission, item.slip_code, item.reason, item.at)
}
