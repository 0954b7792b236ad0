// The frame's side of the protocol with the page that embeds it (docs/EMBEDDING.md). It runs before the program and leaves
// it `daybreakFrame`.
//
// Who the embedding page is stands behind the `#` of the frame's address. The frame offers a port to that origin and to no
// other, once; all else goes through the port, so neither side can be spoken to by anybody else.
const VERSION = 1;
const LARGEST_PROFILE = 1_000_000;
const asked = new URLSearchParams(location.hash.slice(1));
const host = asked.get("host");
const root = document.documentElement;
const { port1: port, port2: theirs } = new MessageChannel();

const tell = (type, facts = {}) => port.postMessage({ daybreak: VERSION, type, ...facts });

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
const ask = (detail) => {
  if (running) document.dispatchEvent(new CustomEvent("daybreak-asked", { detail }));
  else waiting.push(detail);
};

// What the host may ask. Anything else is answered by a fault, never passed over in silence.
const requests = {
  check({ files }) {
    if (!Array.isArray(files) || !files.every((file) => file instanceof File)) return "check: files must be a list of File objects";
    ask({ type: "check", files });
  },
  profile({ text }) {
    if (typeof text !== "string" || text.length > LARGEST_PROFILE) return "profile: text must be the JSON of a program profile";
    ask({ type: "profile", text });
  },
  reset() {
    // What is not done yet need not be.
    waiting.splice(0, waiting.length, ...waiting.filter(({ type }) => type !== "check"));
    ask({ type: "reset" });
  },
  theme({ theme, tokens }) {
    wear(theme);
    dress(tokens);
  },
};

port.onmessage = ({ data }) => {
  if (data?.daybreak !== VERSION) return tell("fault", { message: `this frame speaks version ${VERSION} of the protocol` });
  const request = Object.hasOwn(requests, data.type) ? requests[data.type] : undefined;
  const wrong = request ? request(data) : `unknown request: ${String(data.type).slice(0, 40)}`;
  if (wrong) tell("fault", { message: wrong });
};

const told = {
  ready() {
    running = true;
    tell("ready");
    waiting.splice(0).forEach(ask);
  },
  report: ({ text }) => tell("report", { report: JSON.parse(text) }),
  select: (selection) => tell("select", { selection }),
  fault: ({ message, file }) => tell("fault", { message, file }),
};

globalThis.daybreakFrame = {
  view: asked.get("view") ?? "full",
  kind: asked.get("kind") ?? "",
  sample: asked.get("sample") ?? "",
  values: asked.get("values") === "shown",
  tell: (type, facts) => told[type]?.(facts),
};

wear(asked.get("theme"));

addEventListener("error", ({ message }) => {
  if (!running) tell("fault", { message: `the program could not be started: ${message}` });
});

// A frame cannot be as high as what it holds unless it says how high that is.
let height = 0;
new ResizeObserver(() => {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (now !== height) tell("size", { height: (height = now) });
}).observe(document.body);

// Where the browser tells who embeds the frame, the address must not say anything else. Firefox answers "null" for a frame
// that sends no referrer, which is no answer; then it is the port alone that goes to nobody but that origin.
const known = location.ancestorOrigins?.[0];
const ancestor = known && known !== "null" ? known : host;
if (host && host !== "null" && host === ancestor && parent !== window) {
  parent.postMessage({ daybreak: VERSION, type: "hello" }, host, [theirs]);
}
