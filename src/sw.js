// Keeps the page for use without a network: the files listed here, and no other. `cargo xtask build` fills in lists and version.
//
// A new version waits until the user takes it, or until no page of the old one is open: nobody loses work to an update.
const VERSION = "{version}";
// What every browser keeps, and the two builds of the program: the page says by this script's address which one it runs.
const COMMON = {common};
const SIMD = {simd};
const PLAIN = {plain};
const FILES = [...COMMON, ...(new URL(location.href).searchParams.has("plain") ? PLAIN : SIMD)];
// Other copies of this program may be kept for other folders of this origin: each has its own caches.
const OWN = `daybreak:${new URL(registration.scope).pathname}:`;
const NAME = OWN + VERSION;

const fill = async () => {
  const cache = await caches.open(NAME);
  // Not from the browser's own cache, which may hold what an earlier version brought.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
};

const clear = async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
};

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(clear()));
addEventListener("message", ({ data }) => {
  if (data === "take-over") skipWaiting();
});

const LISTED = new Set(FILES.map((file) => new URL(file, location.href).href));
// The page is kept as what its folder answers. By its name a server may lead there, and a browser shows no page that was led.
const addressOf = ({ url }) => url.split(/[?#]/)[0].replace(/\/index\.html$/, "/");

addEventListener("fetch", (event) => {
  const address = addressOf(event.request);
  if (event.request.method !== "GET" || !LISTED.has(address)) return;
  const answer = async () => (await (await caches.open(NAME)).match(address)) ?? fetch(event.request);
  event.respondWith(answer());
});
