// The frame's side of the protocol with the page that embeds it (docs/EMBEDDING.md). It runs before the program and leaves
// it `daybreakFrame`.
//
// Who the embedding page is stands behind the `#` of the frame's address. The frame offers a port to that origin and to no
// other; all else goes through the port, so neither side can be spoken to by anybody else.
const VERSION = 1;
const LARGEST_PROFILE = 1_000_000;
const LARGEST_REQUEST = 0xffff_ffff;
const asked = new URLSearchParams(location.hash.slice(1));
const host = asked.get("host");
const root = document.documentElement;
const KINDS = ["accounts", "balances", "transactions", "non_posted_transactions", "transaction_updates", "cards"];

// Where the browser tells who embeds the frame, the address must not say anything else. Firefox answers "null" for a frame
// that sends no referrer, which is no answer; then it is the port alone that goes to nobody but that origin.
const known = location.ancestorOrigins?.[0];
const ancestor = known && known !== "null" ? known : host;
const hosted = Boolean(host) && host !== "null" && host === ancestor && parent !== window;

let port;
// What a host that comes to listen later is told again.
const said = new Map();
const tell = (type, facts = {}) => {
  if (["ready", "report", "size"].includes(type)) said.set(type, facts);
  port?.postMessage({ daybreak: VERSION, type, ...facts });
};

const wear = (theme) => {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
};

// Only these can be changed, and only to colours and faces: nothing else could be hidden in them.
const TOKENS = { accent: "color", "on-accent": "color", ground: "color", surface: "color", text: "color", sans: "font-family", mono: "font-family" };

const dress = (tokens) => {
  for (const [name, property] of Object.entries(TOKENS)) {
    const value = tokens?.[name];
    if (typeof value === "string" && value.length < 200 && CSS.supports(property, value)) root.style.setProperty(`--db-${name}`, value);
    else root.style.removeProperty(`--db-${name}`);
  }
  // What goes with the accent follows it.
  const accent = root.style.getPropertyValue("--db-accent");
  root.style.setProperty("--db-accent-strong", accent);
  root.style.setProperty("--db-accent-tint", accent && `color-mix(in srgb, ${accent} 14%, var(--db-surface))`);
};

let running = false;
const waiting = [];
// One at a time: the program has to have taken in what the last one did before it looks at the next.
const handOver = () => {
  const detail = waiting.shift();
  if (detail) document.dispatchEvent(new CustomEvent("daybreak-asked", { detail }));
};
const ask = (detail) => {
  waiting.push(detail);
  if (running) setTimeout(handOver);
};

// A profile that the host has announced is in force before anything can be dropped: the program starts once it is here.
let begin;
const awaited = hosted && asked.get("profile") === "awaited" ? new Promise((resolve) => (begin = resolve)) : undefined;

// What the host may ask. Anything else is answered by a fault, never passed over in silence.
const requests = {
  // Whether this document is still the one that greeted.
  hello() {
    tell("hello");
  },
  check({ files, request }) {
    if (!Array.isArray(files) || !files.every((file) => file instanceof File)) return "check: files must be a list of File objects";
    ask({ type: "check", files, request });
  },
  profile({ text, request }) {
    const isText = typeof text === "string" && text.length <= LARGEST_PROFILE;
    if (!isText && text !== null) return "profile: text must be the JSON of a program profile, or null for none";
    ask({ type: "profile", text, request });
    begin?.();
  },
  reset({ request }) {
    // What is not done yet need not be.
    waiting.splice(0, waiting.length, ...waiting.filter(({ type }) => type !== "check"));
    ask({ type: "reset", request });
  },
  theme({ theme, tokens }) {
    wear(theme);
    dress(tokens);
  },
};

let isHeard = false;
const hear = ({ data }) => {
  isHeard = true;
  if (data?.daybreak !== VERSION) return tell("fault", { message: `this frame speaks version ${VERSION} of the protocol` });
  const { type, request = 0 } = data;
  const isNumber = Number.isInteger(request) && request >= 0 && request <= LARGEST_REQUEST;
  if (!isNumber) return tell("fault", { message: "request must be a whole number", request: 0 });
  const done = Object.hasOwn(requests, type) ? requests[type] : undefined;
  const wrong = done ? done({ ...data, request }) : `unknown request: ${String(type).slice(0, 40)}`;
  if (wrong) tell("fault", { message: wrong, request });
};

// What the host's address asks for and this frame cannot show; nothing that is asked later waits for it.
const misread = () => {
  const kind = asked.get("kind");
  if (kind && !KINDS.includes(kind)) return `there is no kind "${kind.slice(0, 40)}"; there are ${KINDS.join(", ")}`;
  if (!kind && asked.get("view") === "schema") return `the view "schema" needs a kind: ${KINDS.join(", ")}`;
};

// What was chosen last in each file, since the last report.
const chosen = new Map();

const told = {
  ready() {
    running = true;
    tell("ready");
    const wrong = misread();
    if (wrong) tell("fault", { message: wrong, request: 0 });
    for (const _ of waiting) setTimeout(handOver);
  },
  report({ text, request }) {
    chosen.clear();
    tell("report", { report: JSON.parse(text), request });
  },
  emptied({ request }) {
    // At the start there is nothing that could have been closed.
    if (!running) return;
    said.delete("report");
    tell("emptied", { request });
  },
  agreed: ({ request }) => tell("agreed", { request }),
  select(selection) {
    // Going to another file and back is no choice.
    const place = JSON.stringify(selection);
    if (chosen.get(selection.file) !== place) tell("select", { selection });
    chosen.set(selection.file, place);
  },
  fault: ({ message, file, request }) => tell("fault", { message, file, request }),
};

globalThis.daybreakFrame = {
  view: asked.get("view") ?? "full",
  kind: asked.get("kind") ?? "",
  sample: asked.get("sample") ?? "",
  values: asked.get("values") === "shown",
  hosted,
  awaited,
  tell: (type, facts) => told[type]?.(facts),
};

wear(asked.get("theme"));

// Of what fails later the words could hold something of a file. What has no error is no failure of the program, such as a
// size that was observed twice.
addEventListener("error", ({ message, error }) => {
  if (!error) return;
  const later = "the program failed, and what is shown may not be all";
  tell("fault", { message: running ? later : `the program could not be started: ${message}` });
});

// Nothing can be kept for a frame without an origin, and in Chromium asking leaves a rejection behind that nobody hears.
if (origin === "null") Object.defineProperty(globalThis, "indexedDB", { value: null });

// Until the program takes what is dropped, the browser would leave the frame for it.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());

// A frame cannot be as high as what it holds unless it says how high that is.
let height = 0;
new ResizeObserver(() => {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (now !== height) tell("size", { height: (height = now) });
}).observe(document.body);

const offer = () => {
  port?.close();
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = hear;
  parent.postMessage({ daybreak: VERSION, type: "hello" }, host, [channel.port2]);
  for (const [type, facts] of said) tell(type, facts);
};

if (hosted) {
  // A host that listened too late for the offer asks for another one, as long as nothing has come through the port.
  addEventListener("message", ({ source, origin, data }) => {
    if (source === parent && origin === host && !isHeard && data?.daybreak === VERSION && data.type === "hello") offer();
  });
  offer();
}
