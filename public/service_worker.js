// Keeps the portal's shell and the posted catalogue, so that both open without a line.
// Nothing that a person entered passes through here: only GET requests of posted data are kept.

const KEPT = "mot-cua-{{version}}";
const SHELL = [
  "/",
  "{{citizen.js}}",
  "{{citizen.wasm}}",
  {{list citizen}}
  "{{citizen.css}}",
  "{{phone.css}}",
  "{{icons.svg}}",
  "{{be-vietnam-pro-400-latin.woff2}}",
  "{{be-vietnam-pro-400-vietnamese.woff2}}",
  "{{be-vietnam-pro-600-latin.woff2}}",
  "{{be-vietnam-pro-600-vietnamese.woff2}}",
  "/api/catalogue",
];
const PATIENCE_MS = 4000;
const PLACES = ["/procedures", "/t/", "/ticket/", "/s/", "/f/", "/follow-up", "/feedback"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((kept) => kept.addAll(SHELL))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name !== KEPT))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if (request.mode === "navigate") {
    if (isPortal(url.pathname)) {
      event.respondWith(freshOrKept(request, "/"));
    }
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(keptOrFresh(request));
  } else if (url.pathname === "/api/catalogue" || url.pathname.startsWith("/api/catalogue/")) {
    event.respondWith(freshOrKept(request, request));
  }
});

// Every place of the portal is one and the same shell; other surfaces are left alone.
function isPortal(path) {
  return path === "/" || PLACES.some((place) => path.startsWith(place));
}

// Hashed names never change their content.
async function keptOrFresh(request) {
  const kept = await caches.match(request);
  return kept ?? fetch(request);
}

// What is posted may have changed; without an answer in time the last known one serves.
async function freshOrKept(request, name) {
  const kept = await caches.open(KEPT);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (fresh.ok) {
      await kept.put(name, fresh.clone());
    }
    return fresh;
  } catch (silence) {
    const last = await kept.match(name);
    if (last) {
      return last;
    }
    throw silence;
  }
}
