// <daybreak-previewer>: Daybreak inside of any page. One module, no dependencies; see docs/EMBEDDING.md.
//
// The program runs in a sandboxed frame of its own (`embed.html` beside this file), which has neither this page's origin nor
// a network: what stands here only opens that frame when it is needed, and speaks with it through a port.
const VERSION = 1;
const FRAME = new URL("embed.html", import.meta.url);
// How long the frame may take to come and to start, and how long to greet once its document is there.
const PATIENCE = 30_000;
const GRACE = 5_000;
// How long a document may take to say that it is still there: it may be drawing.
const ANSWER = 2_000;
const NEAR = "400px";
// The directives of a policy that speak of frames, the nearest first.
const FRAMING = ["frame-src", "child-src", "default-src"];
const KINDS = {
  __proto__: null,
  accounts: "Accounts",
  balances: "Balances",
  transactions: "Transactions",
  non_posted_transactions: "Non-Posted Transactions",
  transaction_updates: "Transaction Updates",
  cards: "Cards",
};
const ASKED = ["kind", "view", "theme", "sample"];
const TOKENS = ["accent", "on-accent", "ground", "surface", "text", "sans", "mono"];

// Set through the object model, which no policy of the host's forbids.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; min-height: 12rem; contain: content; }
  :host([hidden]) { display: none; }
  iframe { all: initial; display: block; width: 100%; height: 24rem; border: 0; color-scheme: light dark; }
  p { all: initial; display: block; padding: 1rem; border: 1px solid; font: 0.875rem/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas; }
  p a { color: LinkText; }
`);

// Whatever lists files; what is no file could not even be handed to the frame.
const listed = (files) => {
  const list = files instanceof File ? [files] : [...(files?.[Symbol.iterator] ? files : [files ?? []].flat())];
  if (!list.every((file) => file instanceof File)) throw new TypeError("Only a list of File objects can be checked.");
  return list;
};

const say = (...words) => {
  const element = document.createElement("p");
  element.setAttribute("role", "alert");
  element.append(...words);
  return element;
};

// A framework sets the property also for what stands in its template as an attribute; JSON of a profile begins otherwise.
const isAddress = (profile) => typeof profile === "string" && !profile.trimStart().startsWith("{");

// Not asked yet.
const isWaiting = ({ request }) => request === undefined;

// Answers who waits for a check, once.
const settle = (check, how, answer) => {
  check[how]?.(answer);
  check.resolve = check.reject = undefined;
};

// Why a document may be there that does not greet.
const silent = () => {
  const others = FRAME.origin === location.origin ? "" : " and Cross-Origin-Resource-Policy: cross-origin";
  return `The frame did not start. Its server must send embed.html, and with it neither a policy nor X-Frame-Options. \
Where this page has Cross-Origin-Embedder-Policy, embed.html needs that header${others} too.`;
};

// The line with which a policy allows the frame: what its own line allows already, and where the frame is.
const allowing = (policy) => {
  const lines = policy.split(";").map((line) => line.trim().split(/\s+/));
  const named = FRAMING.map((name) => lines.find(([is]) => is.toLowerCase() === name));
  const [, ...words] = named.find(Boolean) ?? [];
  // Of the words in quotes only this one says something of a frame.
  const kept = words.filter((word) => word === "'self'" || !word.startsWith("'"));
  const origin = FRAME.origin === location.origin ? "'self'" : FRAME.origin;
  return ["frame-src", ...new Set([...kept, origin])].join(" ");
};

// JSON can hold neither functions nor circles.
const written = (profile) => {
  try {
    return typeof profile === "string" ? profile : JSON.stringify(profile);
  } catch {
    return undefined;
  }
};

class DaybreakPreviewer extends HTMLElement {
  static observedAttributes = [...ASKED, "profile", "expose-values"];

  #root = this.attachShadow({ mode: "open" });
  #frame;
  #port;
  #isRunning = false;
  #isRenewed = false;
  #near;
  #patience;
  #silence;
  #listeners;
  #files = [];
  // Every check since all files were closed last, in its order: its files, its number once it is asked, and how to answer who
  // waits for it.
  #checks = [];
  // The files of an element that is only moved, as they were given.
  #moved = [];
  // The number of the last request, and of the last one that closed everything.
  #request = 0;
  #closed = 0;
  // What the property holds.
  #profile;
  // Where the profile wanted comes from, the property or an address; its text, once it is here, and null for none; or why it
  // is not.
  #source;
  #text = null;
  #lacking;
  // The number of the request for it, and whether the frame has not yet agreed.
  #proposal;
  #isPending = false;
  #report = null;
  // What the frame was told of the host's style sheets, and the drawing before which it is told again.
  #worn;
  #drawing;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    // Properties that were set before this class was there.
    for (const name of ["files", "profile"]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    if (this.#frame) return;
    for (const files of this.#moved.splice(0)) this.check(files).catch(() => {});
    // What was asked before is a use already, wherever the element stands.
    if (this.#checks.length > 0 || !("IntersectionObserver" in globalThis)) return this.#load();
    this.#near = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#load(),
      { rootMargin: NEAR },
    );
    this.#near.observe(this);
  }

  disconnectedCallback() {
    // A frame does not outlive its place, so one that is only moved starts anew, with the files that it was given.
    this.#moved = this.#checks.map(({ files }) => files);
    queueMicrotask(() => (this.#moved = []));
    this.destroy();
  }

  /** Moved by `moveBefore()`, a frame keeps running. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#frame) return;
    if (name === "theme") this.#dress();
    else if (name === "profile") this.#agree();
    else this.#renew();
  }

  /** The files that were given last. */
  get files() {
    return this.#files;
  }

  set files(files) {
    const given = listed(files);
    // A framework may set with every drawing what it has set before.
    if (given.length === this.#files.length && given.every((file, at) => file === this.#files[at])) return;
    if (this.#files.length > 0) this.reset();
    if (given.length > 0) this.check(given).catch(() => {});
  }

  /** The program profile: an object or its JSON. It goes before that of the attribute. */
  get profile() {
    const held = this.#profile;
    return held === undefined || isAddress(held) ? (this.#text ?? undefined) : held;
  }

  set profile(profile) {
    this.#profile = profile || undefined;
    this.#agree();
  }

  /** The last report, or null. */
  get report() {
    return this.#report;
  }

  /** Checks files, and resolves with the report. */
  async check(files) {
    const check = { files: listed(files) };
    this.#files = check.files;
    this.#checks.push(check);
    const report = new Promise((resolve, reject) => Object.assign(check, { resolve, reject }));
    this.#load();
    this.#flush();
    if (this.#lacking) this.#fault(this.#lacking, isWaiting);
    const unplaced = "The element is in no document; once it is, the files are checked.";
    if (!this.isConnected) setTimeout(() => this.isConnected || this.#refuse(unplaced, (one) => one === check), PATIENCE);
    return report;
  }

  /** Closes every file. */
  reset() {
    this.#refuse("The files were closed.");
    this.#forget();
    this.#closed = this.#post("reset");
  }

  /** Frees everything. Put into a document again, the element starts anew. */
  destroy() {
    this.#near?.disconnect();
    this.#near = undefined;
    this.#refuse("The element was taken out of the document.");
    this.#close();
    this.#forget();
  }

  #forget() {
    this.#files = [];
    this.#checks = [];
    this.#report = null;
  }

  #load() {
    if (this.#frame || !this.isConnected) return;
    this.#near?.disconnect();
    // The frame tells an origin and no other; a page that is itself in a sandbox has none that could be told.
    if (origin === "null") return this.#fail("This page has no origin of its own: it is itself in a sandboxed frame, or a file.");
    const title = KINDS[this.getAttribute("kind")];
    const frame = document.createElement("iframe");
    // Neither this page's origin, nor windows, nor a way to lead this page elsewhere.
    frame.setAttribute("sandbox", "allow-scripts allow-downloads");
    // What is copied there by a click or a key.
    frame.allow = "clipboard-write";
    frame.title = title ? `Daybreak: ${title}` : "Daybreak";
    frame.referrerPolicy = "no-referrer";
    const asked = new URLSearchParams({ host: location.origin });
    for (const name of ASKED) {
      if (this.hasAttribute(name)) asked.set(name, this.getAttribute(name));
    }
    // Frameworks write "false" for what is not set: values are shown only where nothing speaks against it.
    if ((this.getAttribute("expose-values") ?? "false") !== "false") asked.set("values", "shown");
    // Nothing that is opened inside is checked before the profile is there either.
    if (this.#wanted() !== undefined) asked.set("profile", "awaited");
    frame.src = `${FRAME}#${asked}`;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    window.addEventListener("message", (event) => this.#greet(event), { signal });
    document.addEventListener(
      "securitypolicyviolation",
      ({ blockedURI, disposition, effectiveDirective, originalPolicy }) => {
        // Of a frame of another origin a browser may tell no more than that.
        const isThere = blockedURI.startsWith(FRAME.href) || blockedURI.replace(/\/$/, "") === FRAME.origin;
        const isFrame = isThere && FRAMING.includes(effectiveDirective);
        if (disposition === "report" || !isFrame || this.#port) return;
        this.#fail(`This page's Content-Security-Policy does not allow the frame. It would with: ${allowing(originalPolicy)}`);
      },
      { signal },
    );
    let isLoaded = false;
    const loaded = () => {
      // A second document, whoever has led the frame to it, knows nothing of what the first one was told. A browser may also
      // tell of the first one again, when the frame was moved: that one answers.
      if (isLoaded && this.#port) return this.#probe();
      if (isLoaded) return this.#reload();
      isLoaded = true;
      // What is there and does not greet is not what was asked for, or may not run.
      if (!this.#port) this.#wait(GRACE, silent());
    };
    frame.addEventListener("load", loaded, { signal });
    this.#wait(PATIENCE, "The frame did not answer.");
    this.#frame = frame;
    this.#root.replaceChildren(frame);
    this.#watch(signal);
    this.#agree();
  }

  // Starts anew unless the document that greeted is still there.
  #probe() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#reload(), ANSWER);
    this.#port.postMessage({ daybreak: VERSION, type: "hello" });
  }

  // Gives up after a while.
  #wait(time, message) {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#fail(message), time);
  }

  // The frame has an origin of its own, which is none: so it is known by its window, and only its first word is heard.
  #greet(event) {
    if (event.source !== this.#frame?.contentWindow || event.origin !== "null" || this.#port) return;
    const [port] = event.ports;
    if (event.data?.daybreak !== VERSION || event.data.type !== "hello" || !port) return;
    this.#port = port;
    port.onmessage = ({ data }) => this.#hear(data);
    clearTimeout(this.#patience);
    this.#dress();
    if (this.#isPending) this.#propose();
    else this.#wait(PATIENCE, "The program did not start.");
    this.#flush();
  }

  #hear(data) {
    if (data?.daybreak !== VERSION) return;
    const { request } = data;
    switch (data.type) {
      case "hello":
        clearTimeout(this.#silence);
        break;
      case "ready":
        clearTimeout(this.#patience);
        this.#isRunning = true;
        this.#tell("ready", {});
        break;
      case "size":
        if (Number.isFinite(data.height)) this.#frame.style.height = `${Math.min(Math.max(data.height, 64), 20_000)}px`;
        break;
      case "agreed":
        if (request !== this.#proposal) break;
        this.#isPending = false;
        this.#flush();
        break;
      case "report":
        // What was closed since is nothing to tell of.
        if (request < this.#closed) break;
        this.#report = data.report;
        for (const check of this.#checks.filter((check) => check.request <= request)) settle(check, "resolve", data.report);
        this.#tell("report", { report: data.report });
        break;
      case "emptied":
        // By a person, that is, and not for other files.
        if (!this.#report || this.#checks.some((check) => !(check.request <= request))) break;
        this.#forget();
        this.#tell("emptied", {});
        break;
      case "select":
        this.#tell("select", data.selection);
        break;
      case "fault":
        this.#hearFault(String(data.message), data);
        break;
    }
  }

  // Refused is who waits for what could not be done, and nobody else: for a file of any request up to this, for this request,
  // or, where the program itself has failed, for anything.
  #hearFault(message, { file, request }) {
    if (file !== undefined) {
      const isMeant = (check) => check.request <= request && check.files.some(({ name }) => name === file);
      return this.#fault(message, isMeant);
    }
    if (request === undefined) return this.#fault(message);
    if (request === this.#proposal) return this.#lack(message);
    this.#fault(message, (check) => check.request === request);
    this.#checks = this.#checks.filter((check) => check.request !== request);
  }

  // Those of them who wait.
  #refuse(message, isMeant = () => true) {
    for (const check of this.#checks.filter(isMeant)) settle(check, "reject", new Error(message));
  }

  // Asks the frame, and gives the number of the request.
  #post(type, facts) {
    this.#request += 1;
    this.#port?.postMessage({ daybreak: VERSION, type, request: this.#request, ...facts });
    return this.#request;
  }

  // What is asked before the frame is there, or the profile in force, is asked once they are: without the profile a verdict
  // could be another one.
  #flush() {
    if (!this.#port || this.#isPending) return;
    for (const check of this.#checks.filter(isWaiting)) check.request = this.#post("check", { files: check.files });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`daybreak-${name}`, { bubbles: true, composed: true, detail }));
  }

  // What the host's style sheets say of the element may change with the system's colours, and with an attribute by which a
  // page switches its own.
  #watch(signal) {
    const again = () => {
      this.#drawing ??= requestAnimationFrame(() => {
        this.#drawing = undefined;
        this.#dress();
      });
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again, { signal });
    const observer = new MutationObserver(again);
    for (const element of [document.documentElement, document.body, this]) observer.observe(element, { attributes: true });
    signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  }

  // What they say is told the frame.
  #dress() {
    if (!this.#port) return;
    const style = getComputedStyle(this);
    const tokens = {};
    for (const name of TOKENS) {
      const value = style.getPropertyValue(`--daybreak-${name}`).trim();
      if (value) tokens[name] = value;
    }
    const worn = { theme: this.getAttribute("theme") ?? "auto", tokens };
    const text = JSON.stringify(worn);
    if (text !== this.#worn) this.#post("theme", worn);
    this.#worn = text;
  }

  // Where the profile is to come from: that of the property, or else that of the attribute.
  #wanted() {
    return this.#profile ?? (this.getAttribute("profile") || undefined);
  }

  #agree() {
    if (!this.#frame) return;
    const source = this.#wanted();
    if (source === this.#source) return;
    this.#source = source;
    this.#isPending = true;
    this.#text = this.#proposal = undefined;
    this.#excuse();
    if (source === undefined) return this.#put(null);
    if (isAddress(source)) return void this.#fetch(source);
    const text = written(source);
    if (text === undefined) this.#lack("The profile cannot be written as JSON.");
    else this.#put(text);
  }

  #put(text) {
    this.#text = text;
    this.#propose();
  }

  // Why there is none is said in the element, and told who waits for a check with it.
  #lack(message) {
    this.#excuse();
    this.#lacking = message;
    this.#proposal = undefined;
    this.#root.prepend(say(message, document.createElement("br"), "What is dropped here is checked without it."));
    this.#propose();
    this.#fault(message, isWaiting);
  }

  #excuse() {
    this.#lacking = undefined;
    this.#root.querySelector("p")?.remove();
  }

  // Tells the frame the profile, or that it is not to wait for one; while it is on its way it waits.
  #propose() {
    if (!this.#port || (this.#text === undefined && !this.#lacking)) return;
    if (!this.#isRunning) this.#wait(PATIENCE, "The program did not start.");
    if (!this.#lacking) this.#proposal = this.#post("profile", { text: this.#text });
    else if (!this.#isRunning) this.#post("profile", { text: null });
  }

  async #fetch(address) {
    // Not another by now, nor here already.
    const isMeant = () => this.#source === address && this.#text === undefined;
    try {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin) throw new Error(`it must come from this page's own origin, not from ${url.origin}`);
      // Nor may it be led to another origin on its way.
      const answer = await fetch(url, { mode: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw new Error(`its server answers with status ${answer.status}`);
      const text = await answer.text();
      if (isMeant()) this.#put(text);
    } catch (error) {
      if (isMeant()) this.#lack(`The profile could not be loaded: ${error.message}.`);
    }
  }

  #fault(message, isMeant) {
    this.#refuse(message, isMeant);
    this.#tell("fault", { message });
  }

  // Says what is wrong in the element's place, and where the program itself is.
  #fail(message) {
    this.#refuse(message);
    this.#checks = [];
    this.#close();
    const link = document.createElement("a");
    link.href = FRAME.href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = "Open Daybreak in a window of its own";
    this.#root.replaceChildren(say(`Daybreak cannot be shown here. ${message}`, document.createElement("br"), link));
    this.#tell("fault", { message });
  }

  // Takes the frame away; what was checked there, another one can be asked.
  #close() {
    clearTimeout(this.#patience);
    clearTimeout(this.#silence);
    this.#listeners?.abort();
    this.#port?.close();
    this.#frame?.remove();
    this.#listeners = this.#port = this.#frame = this.#source = this.#lacking = this.#proposal = this.#worn = undefined;
    this.#text = null;
    this.#isPending = this.#isRunning = false;
    for (const check of this.#checks) check.request = undefined;
    this.#root.replaceChildren();
  }

  // Several attributes that change together start the frame anew once.
  #renew() {
    if (this.#isRenewed) return;
    this.#isRenewed = true;
    queueMicrotask(() => {
      this.#isRenewed = false;
      if (this.#frame) this.#reload();
    });
  }

  #reload() {
    this.#close();
    this.#load();
  }
}

// A page may load this module from two addresses; the first one stays.
if (!customElements.get("daybreak-previewer")) customElements.define("daybreak-previewer", DaybreakPreviewer);

export { DaybreakPreviewer };
