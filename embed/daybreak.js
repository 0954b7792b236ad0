// <daybreak-previewer>: Daybreak inside of any page. One module, no dependencies; see docs/EMBEDDING.md.
//
// The program runs in a sandboxed frame of its own (`embed.html` beside this file), which has neither this page's origin nor
// a network: what stands here only opens that frame when it is needed, and speaks with it through a port.
const VERSION = 1;
const FRAME = new URL("embed.html", import.meta.url);
// How long the frame may take to come and to start, and how long to greet once its document is there.
const PATIENCE = 30_000;
const GRACE = 5_000;
const NEAR = "400px";
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

const listed = (files) => (files instanceof File ? [files] : [...(files ?? [])]);

const say = (...words) => {
  const element = document.createElement("p");
  element.setAttribute("role", "alert");
  element.append(...words);
  return element;
};

// A framework sets the property also for what stands in its template as an attribute; JSON of a profile begins otherwise.
const isAddress = (profile) => typeof profile === "string" && !profile.trimStart().startsWith("{");

// The line with which a policy allows the frame: what its own line allows already, and where the frame is.
const allowing = (policy) => {
  const lines = policy.split(";").map((line) => line.trim().split(/\s+/));
  const named = ["frame-src", "child-src", "default-src"].map((name) => lines.find(([is]) => is.toLowerCase() === name));
  const [, ...words] = named.find(Boolean) ?? [];
  // Of the words in quotes only this one says something of a frame.
  const kept = words.filter((word) => word === "'self'" || !word.startsWith("'"));
  const origin = FRAME.origin === location.origin ? "'self'" : FRAME.origin;
  return ["frame-src", ...new Set([...kept, origin])].join(" ");
};

class DaybreakPreviewer extends HTMLElement {
  static observedAttributes = [...ASKED, "profile", "expose-values"];

  #root = this.attachShadow({ mode: "open" });
  #frame;
  #port;
  #waiting = [];
  #near;
  #patience;
  #files = [];
  // The files of an element that is only moved.
  #moved = [];
  // What the property holds.
  #profile;
  // Where the profile in force comes from, the property or an address; its text, once it is here; why it is not.
  #source;
  #text;
  #lacking;
  #report = null;
  #answers = [];
  #listeners;

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
    if (this.#moved.length > 0) this.files = this.#moved;
    // What was asked before is a use already, wherever the element stands.
    if (this.#waiting.length > 0 || !("IntersectionObserver" in globalThis)) return this.#load();
    this.#near = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#load(),
      { rootMargin: NEAR },
    );
    this.#near.observe(this);
  }

  disconnectedCallback() {
    // A frame does not outlive its place, so one that is only moved starts anew, with the files that it was given.
    this.#moved = this.#files;
    queueMicrotask(() => (this.#moved = []));
    this.destroy();
  }

  /** Moved by `moveBefore()`, a frame keeps running. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#frame) return;
    if (name === "theme") this.#dress();
    else if (name === "profile") this.#agree();
    else this.#reload();
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
    return held === undefined || isAddress(held) ? this.#text : held;
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
  check(files) {
    this.#files = listed(files);
    const names = this.#files.map(({ name }) => name).filter((name) => !/\.json$/i.test(name));
    const report = new Promise((resolve, reject) => this.#answers.push({ names, resolve, reject }));
    const lacking = this.#lacking;
    this.#ask("check", { files: this.#files });
    if (lacking) this.#fault(lacking);
    return report;
  }

  /** Closes every file. */
  reset() {
    this.#files = [];
    this.#report = null;
    this.#waiting = [];
    this.#refuse("The files were closed.");
    this.#post("reset");
  }

  /** Frees everything. Put into a document again, the element starts anew. */
  destroy() {
    this.#near?.disconnect();
    this.#near = undefined;
    this.#refuse("The element was taken out of the document.");
    this.#close();
    this.#files = [];
    this.#report = null;
  }

  #load() {
    if (this.#frame || !this.isConnected) return;
    this.#near?.disconnect();
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
    frame.src = `${FRAME}#${asked}`;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    window.addEventListener("message", (event) => this.#greet(event), { signal });
    document.addEventListener(
      "securitypolicyviolation",
      ({ blockedURI, disposition, originalPolicy }) => {
        if (disposition === "report" || !blockedURI.startsWith(FRAME.href)) return;
        this.#fail(`This page's Content-Security-Policy does not allow the frame. It would with: ${allowing(originalPolicy)}`);
      },
      { signal },
    );
    // What is there and does not greet is not what was asked for, or may not run.
    const silent = "The frame did not start. Its server must send embed.html, and with it neither a policy nor X-Frame-Options.";
    frame.addEventListener("load", () => this.#port || this.#wait(GRACE, silent), { signal });
    this.#wait(PATIENCE, "The frame did not answer.");
    this.#frame = frame;
    this.#root.replaceChildren(frame);
    this.#agree();
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
    this.#wait(PATIENCE, "The program did not start.");
    this.#dress();
    if (this.#text !== undefined) this.#post("profile", { text: this.#text });
    this.#flush();
  }

  #hear(data) {
    if (data?.daybreak !== VERSION) return;
    switch (data.type) {
      case "ready":
        clearTimeout(this.#patience);
        this.#tell("ready", {});
        break;
      case "size":
        if (Number.isFinite(data.height)) this.#frame.style.height = `${Math.min(Math.max(data.height, 64), 20_000)}px`;
        break;
      case "report":
        this.#report = data.report;
        this.#answer(data.report);
        this.#tell("report", { report: data.report });
        break;
      case "select":
        this.#tell("select", data.selection);
        break;
      case "fault":
        this.#fault(String(data.message), data.file);
        break;
    }
  }

  // A report of what was open before is no answer to who asked for other files.
  #answer(report) {
    const isMeant = ({ names }) => names.length === 0 || report.files.some(({ name }) => names.includes(name));
    const [meant, others] = [this.#answers.filter(isMeant), this.#answers.filter((answer) => !isMeant(answer))];
    this.#answers = others;
    for (const { resolve } of meant) resolve(report);
  }

  // Everybody who waits, or, where it is about one file, who waits for that.
  #refuse(message, file) {
    const isMeant = ({ names }) => file === undefined || names.length === 0 || names.includes(file);
    const meant = this.#answers.filter(isMeant);
    this.#answers = this.#answers.filter((answer) => !isMeant(answer));
    for (const { reject } of meant) reject(new Error(message));
  }

  #post(type, facts) {
    this.#port?.postMessage({ daybreak: VERSION, type, ...facts });
  }

  // What is asked before the frame is there, or the profile, is asked once they are.
  #ask(type, facts) {
    this.#waiting.push([type, facts]);
    this.#load();
    this.#flush();
  }

  #flush() {
    // Without the profile a verdict could be another one.
    const isProfileLacking = this.#source !== undefined && this.#text === undefined;
    if (!this.#port || isProfileLacking) return;
    for (const asked of this.#waiting.splice(0)) this.#post(...asked);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`daybreak-${name}`, { bubbles: true, composed: true, detail }));
  }

  // What the host's style sheets say of the element is told the frame.
  #dress() {
    const style = getComputedStyle(this);
    const tokens = {};
    for (const name of TOKENS) {
      const value = style.getPropertyValue(`--daybreak-${name}`).trim();
      if (value) tokens[name] = value;
    }
    this.#post("theme", { theme: this.getAttribute("theme") ?? "auto", tokens });
  }

  // Puts the profile in force: that of the property, or else that of the attribute.
  #agree() {
    if (!this.#frame) return;
    const source = this.#profile ?? (this.getAttribute("profile") || undefined);
    if (source === this.#source) return;
    // A frame forgets its profile only with everything else.
    if (source === undefined) return this.#reload();
    this.#source = source;
    if (isAddress(source)) this.#fetch(source);
    else this.#put(typeof source === "string" ? source : JSON.stringify(source));
  }

  #put(text) {
    if (text !== this.#text) this.#post("profile", { text });
    this.#text = text;
    this.#lacking = undefined;
    this.#root.querySelector("p")?.remove();
    this.#flush();
  }

  async #fetch(address) {
    this.#text = undefined;
    const isMeant = () => this.#source === address;
    try {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin) throw new Error(`it must come from this page's own origin, not from ${url.origin}`);
      // Nor may it be led to another origin on its way.
      const answer = await fetch(url, { mode: "same-origin" });
      if (!answer.ok) throw new Error(`its server answers with status ${answer.status}`);
      const text = await answer.text();
      if (isMeant()) this.#put(text);
    } catch (error) {
      if (!isMeant()) return;
      this.#lacking = `The profile could not be loaded: ${error.message}.`;
      this.#root.querySelector("p")?.remove();
      this.#root.prepend(say(`${this.#lacking} What is dropped here is checked without it.`));
      this.#fault(this.#lacking);
    }
  }

  #fault(message, file) {
    this.#refuse(message, file);
    this.#tell("fault", { message });
  }

  // Says what is wrong in the element's place, and where the page itself is.
  #fail(message) {
    this.#refuse(message);
    this.#close();
    const link = document.createElement("a");
    link.href = new URL("../", FRAME).href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = "Open Daybreak in a window of its own";
    this.#root.replaceChildren(say(`Daybreak cannot be shown here. ${message}`, document.createElement("br"), link));
    this.#tell("fault", { message });
  }

  #close() {
    clearTimeout(this.#patience);
    this.#listeners?.abort();
    this.#port?.close();
    this.#frame?.remove();
    this.#listeners = this.#port = this.#frame = this.#source = this.#text = this.#lacking = undefined;
    this.#waiting = [];
    this.#root.replaceChildren();
  }

  #reload() {
    const files = this.#files;
    this.#close();
    this.#load();
    if (files.length > 0) this.#ask("check", { files });
  }
}

// A page may load this module from two addresses; the first one stays.
if (!customElements.get("daybreak-previewer")) customElements.define("daybreak-previewer", DaybreakPreviewer);

export { DaybreakPreviewer };
