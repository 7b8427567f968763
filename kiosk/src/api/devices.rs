//! Registered screens: a key for the one that opens a one-time link, and what it hears of itself.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Query, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use shared::announcement::VoiceReport;
use shared::credential::Token;
use shared::device::{DeviceRegistration, DeviceView};
use shared::refusal::{Refusal, Refused};

use super::Hall;
use super::authority::{Cookie, cookie, token};
use super::bodies::Read;
use super::refusals::Problem;
use crate::printers::Outlet;
use crate::store::{Device, SlipTo, StoreError};

/// The longest word a screen may say about itself.
const WORD_SIGNS_MAX: usize = 20;

/// The screen that a request comes from.
#[derive(Debug, Clone)]
pub(super) enum Screen {
    /// It carries no key: a phone, or a browser that was never registered.
    Unregistered,
    /// It carries the key of a device.
    Registered(Box<Device>),
    /// It carries a key that opens nothing any more.
    Revoked,
}

impl Screen {
    /// The printer of this screen.
    pub(super) fn outlet<'h>(&self, hall: &'h Hall) -> &'h Arc<Outlet> {
        let name = match self {
            Self::Registered(device) => device.plan.printer.as_ref(),
            Self::Unregistered | Self::Revoked => None,
        };
        hall.printers.named_or_usual(name)
    }

    /// Where a slip that was asked for at this screen goes, or why none may be asked for.
    pub(super) fn slip_to(&self, hall: &Hall) -> Result<SlipTo, Refusal> {
        self.may_act(hall)?;
        Ok(self.paper(hall))
    }

    /// Where a slip goes that an officer asks for at this screen.
    pub(super) fn paper(&self, hall: &Hall) -> SlipTo {
        let outlet = self.outlet(hall);
        let name = outlet.name().clone();
        let prints = outlet.heard().condition.promises_paper();
        if prints { SlipTo::Printer(name) } else { SlipTo::Nobody(name) }
    }

    /// Whether it is known to stand in the hall.
    pub(super) fn is_registered(&self) -> bool {
        match self {
            Self::Registered(_) => true,
            Self::Unregistered | Self::Revoked => false,
        }
    }

    /// Notes a sign of life.
    pub(super) fn was_heard(&self, hall: &Hall) {
        match self {
            Self::Registered(device) => hall.presence.saw(device.id, hall.clock.now()),
            Self::Unregistered | Self::Revoked => {}
        }
    }

    /// Whether this screen may do what only the hall's own touchscreens do.
    fn may_act(&self, hall: &Hall) -> Result<(), Refusal> {
        match self {
            Self::Registered(_) => Ok(()),
            Self::Unregistered if hall.config.require_device => Err(Refusal::DeviceRequired),
            Self::Unregistered => Ok(()),
            Self::Revoked => Err(Refusal::DeviceRevoked),
        }
    }
}

/// What a screen says about itself.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Introduction {
    /// Its dots, such as `1080x1920`.
    screen: Option<String>,
    /// The version of its page.
    version: Option<String>,
}

/// Who this screen is. Asking is a sign of life.
#[utoipa::path(get, path = "/api/device", tag = "devices", params(Introduction), responses(
    (status = 200, body = DeviceView),
    (status = "default", body = Refused),
))]
pub(super) async fn read(
    State(hall): State<Arc<Hall>>,
    Extension(screen): Extension<Screen>,
    Query(Introduction { screen: dots, version }): Query<Introduction>,
    headers: HeaderMap,
) -> Response {
    let view = Json(view(&hall, &screen));
    let key = token(&hall, Cookie::Device, &headers);
    match (screen, key) {
        (Screen::Registered(device), Some(key)) => {
            let (dots, version) = (short(dots), short(version));
            hall.presence.introduced(device.id, dots, version, hall.clock.now());
            let cookie = [(header::SET_COOKIE, cookie(&hall, Cookie::Device, Some(&key)))];
            (cookie, view).into_response()
        }
        (Screen::Registered(_) | Screen::Unregistered | Screen::Revoked, _) => view.into_response(),
    }
}

/// Takes in how the voice of this screen is, for whoever runs the hall.
#[utoipa::path(put, path = "/api/device/voice", tag = "devices", request_body = VoiceReport,
    responses((status = 200, body = DeviceView), (status = "default", body = Refused)))]
pub(super) async fn tell_voice(
    State(hall): State<Arc<Hall>>,
    Extension(screen): Extension<Screen>,
    Read(report): Read<VoiceReport>,
) -> Result<Json<DeviceView>, Problem> {
    match &screen {
        Screen::Registered(device) => {
            let now = hall.clock.now();
            hall.presence.told_of_voice(device.id, report.with_known_clip(), now);
            Ok(Json(view(&hall, &screen)))
        }
        Screen::Unregistered => Err(Refusal::DeviceRequired.into()),
        Screen::Revoked => Err(Refusal::DeviceRevoked.into()),
    }
}

/// Registers this screen with the one-time key of a link.
#[utoipa::path(put, path = "/api/device", tag = "devices", request_body = DeviceRegistration,
    responses((status = 200, body = DeviceView), (status = "default", body = Refused)))]
pub(super) async fn register(
    State(hall): State<Arc<Hall>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Read(DeviceRegistration { token }): Read<DeviceRegistration>,
) -> Result<Response, Problem> {
    let now = hall.clock.now();
    hall.registrations_by_peer.count(&peer.ip().to_string(), now)?;
    let (device, key) = hall.store.register_device(&Token::received(&token)).await?;
    tracing::info!(device = %device.id, "a screen was registered");
    hall.presence.saw(device.id, now);
    let cookie = [(header::SET_COOKIE, cookie(&hall, Cookie::Device, Some(&key)))];
    let view = view(&hall, &Screen::Registered(Box::new(device)));
    Ok((cookie, Json(view)).into_response())
}

/// Finds out which screen a request comes from, and notes that it was heard.
pub(super) async fn recognise(
    State(hall): State<Arc<Hall>>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let screen = match token(&hall, Cookie::Device, request.headers()) {
        None => Screen::Unregistered,
        Some(key) => match hall.store.device(&key) {
            Ok(device) => Screen::Registered(Box::new(device)),
            Err(StoreError::Refused(Refusal::DeviceRevoked)) => Screen::Revoked,
            // A store that cannot be read says so where it is needed.
            Err(StoreError::Refused(_) | StoreError::Failed(_)) => Screen::Unregistered,
        },
    };
    screen.was_heard(&hall);
    request.extensions_mut().insert(screen);
    Ok(next.run(request).await)
}

fn view(hall: &Hall, screen: &Screen) -> DeviceView {
    match screen {
        Screen::Unregistered => {
            DeviceView::Unregistered { is_required: hall.config.require_device }
        }
        Screen::Registered(device) => DeviceView::Registered {
            device: device.id,
            name: device.plan.name.clone(),
            kind: device.plan.kind,
            idle: device.plan.idle,
        },
        Screen::Revoked => DeviceView::Revoked,
    }
}

fn short(word: Option<String>) -> Option<String> {
    word.filter(|word| {
        word.len() <= WORD_SIGNS_MAX && word.chars().all(|sign| sign.is_ascii_graphic())
    })
}
