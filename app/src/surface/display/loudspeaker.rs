//! The browser's loudspeaker: two audio elements in turn, so that the next clip is fetched while
//! one sounds. It plays what it is told and says what became of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use leptos::web_sys::{Event, HtmlAudioElement};
use shared::announcement::{CLIP_MAX_MS, Fault, Order, Played, Tested};
use shared::lang::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;

type Tell = Rc<dyn Fn(u32, Played)>;

/// The loudspeaker of a display.
pub(super) struct Loudspeaker {
    lang: Lang,
    elements: [Element; 2],
    tell: Tell,
    /// Ends a clip that does not end by itself.
    watchdog: RefCell<Option<Timeout>>,
}

/// One audio element and the clip it holds.
struct Element {
    audio: HtmlAudioElement,
    address: Rc<RefCell<String>>,
    /// The turn it plays or played.
    turn: Rc<Cell<u32>>,
    _listeners: [Closure<dyn FnMut()>; 2],
}

impl Loudspeaker {
    /// Sets it up, if the browser has sound at all; `tell` hears of every turn.
    pub(super) fn new(lang: Lang, tell: impl Fn(u32, Played) + 'static) -> Option<Self> {
        let tell: Tell = Rc::new(tell);
        let elements = [Element::new(&tell)?, Element::new(&tell)?];
        Some(Self { lang, elements, tell, watchdog: RefCell::default() })
    }

    /// Plays a clip and fetches the one after it.
    pub(super) fn play(&self, order: Order) {
        let (here, there) = match order.turn % 2 {
            0 => (&self.elements[0], &self.elements[1]),
            _ => (&self.elements[1], &self.elements[0]),
        };
        here.hold(order.clip.address(self.lang));
        here.turn.set(order.turn);
        self.watch(here, order.turn);
        self.start(here, order.turn);
        if let Some(next) = order.next {
            there.hold(next.address(self.lang));
        }
    }

    fn start(&self, element: &Element, turn: u32) {
        let Ok(promise) = element.audio.play() else {
            return (self.tell)(turn, Played::Failed(Fault::Broken));
        };
        let tell = Rc::clone(&self.tell);
        leptos::task::spawn_local(async move {
            if let Err(error) = JsFuture::from(promise).await {
                tell(turn, Played::Failed(fault(&error)));
            }
        });
    }

    fn watch(&self, element: &Element, turn: u32) {
        let (audio, tell) = (element.audio.clone(), Rc::clone(&self.tell));
        let bark = move || {
            // A sound that comes late would speak over the next one.
            drop(audio.pause());
            tell(turn, Played::Failed(Fault::Stalled));
        };
        self.watchdog.replace(Some(Timeout::new(CLIP_MAX_MS, bark)));
    }
}

impl Element {
    fn new(tell: &Tell) -> Option<Self> {
        let audio = HtmlAudioElement::new().ok()?;
        audio.set_preload("auto");
        let turn = Rc::new(Cell::new(0));
        let address = Rc::<RefCell<String>>::default();
        let listeners = [
            listener(tell, &turn, || Played::Ended),
            listener(tell, &turn, {
                let address = Rc::clone(&address);
                move || {
                    // An element that failed fetches even the same clip anew.
                    address.borrow_mut().clear();
                    Played::Failed(Fault::Broken)
                }
            }),
        ];
        audio.set_onended(Some(listeners[0].as_ref().unchecked_ref()));
        audio.set_onerror(Some(listeners[1].as_ref().unchecked_ref()));
        Some(Self { audio, address, turn, _listeners: listeners })
    }

    /// Takes a clip in hand, unless it has it.
    fn hold(&self, address: String) {
        if *self.address.borrow() != address {
            self.audio.set_src(&address);
            self.address.replace(address);
        }
    }
}

fn listener(
    tell: &Tell,
    turn: &Rc<Cell<u32>>,
    played: impl Fn() -> Played + 'static,
) -> Closure<dyn FnMut()> {
    let (tell, turn) = (Rc::clone(tell), Rc::clone(turn));
    Closure::new(move || tell(turn.get(), played()))
}

/// Loads one clip after the other to see whether they can be played.
pub(super) struct Tester(HtmlAudioElement);

impl Tester {
    /// Sets it up, if the browser has sound at all.
    pub(super) fn new() -> Option<Self> {
        let audio = HtmlAudioElement::new().ok()?;
        audio.set_preload("auto");
        Some(Self(audio))
    }

    /// Loads a clip.
    pub(super) async fn test(&self, address: &str) -> Tested {
        let Self(audio) = self;
        let settled = Promise::new(&mut |resolve: Function, _| {
            audio.set_oncanplaythrough(Some(&resolve));
            audio.set_onerror(Some(&resolve));
            let longest = i32::try_from(CLIP_MAX_MS).unwrap_or(i32::MAX);
            let timer =
                window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, longest);
            // Without a timer the element alone has the word.
            drop(timer);
        });
        audio.set_src(address);
        audio.load();
        let word = JsFuture::from(settled).await.ok().and_then(|word| word.dyn_into().ok());
        match word.map(|event: Event| event.type_()).as_deref() {
            Some("canplaythrough") => Tested::Whole,
            Some(_) | None => Tested::Silent,
        }
    }
}

/// Reads why a browser did not begin to play.
fn fault(error: &JsValue) -> Fault {
    let name = Reflect::get(error, &JsValue::from_str("name")).ok();
    match name.and_then(|name| name.as_string()).as_deref() {
        Some("NotAllowedError") => Fault::Refused,
        Some(_) | None => Fault::Broken,
    }
}
