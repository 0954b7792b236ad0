// <daybreak-previewer>: Daybreak inside of any page. One module, no dependencies; see docs/EMBEDDING.md.
//
// The program runs in a sandboxed frame of its own (`embed.html` beside this file), which has neither this page's origin nor
// a network: what stands here only opens that frame when it is needed, and speaks with it through a port.
const VERSION = 1;
const FRAME = new URL("embed.html", import.meta.url);
const PATIENCE = 30_000;
const NEAR = "400px";
const KINDS = {
  accounts: "Accounts",
  balances: "Balances",
  transactions: "Transactions",
  non_posted_transactions: "Non-Posted Transactions",
  transaction_updates: "Transaction Updates",
  cards: "Cards",
};
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

class DaybreakPreviewer extends HTMLElement {
  static observedAttributes = ["kind", "view", "theme", "profile", "sample", "expose-values"];

  #root = this.attachShadow({ mode: "open" });
  #frame;
  #port;
  #waiting = [];
  #near;
  #patience;
  #files = [];
  #profile;
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
    if (!("IntersectionObserver" in globalThis)) return this.#load();
    this.#near = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#load(),
      { rootMargin: NEAR },
    );
    this.#near.observe(this);
  }

  disconnectedCallback() {
    // A frame does not outlive its place, so one that is only moved starts anew as well.
    this.destroy();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#frame) return;
    if (name === "theme") this.#dress();
    else if (name === "profile") this.#fetchProfile();
    else this.#reload();
  }

  /** The files that were given last. */
  get files() {
    return this.#files;
  }

  set files(files) {
    this.check(files).catch(() => {});
  }

  /** The program profile: an object or its JSON. */
  get profile() {
    return this.#profile;
  }

  set profile(profile) {
    this.#profile = profile;
    if (this.#frame) this.#sendProfile();
  }

  /** The last report, or null. */
  get report() {
    return this.#report;
  }

  /** Checks files, and resolves with the report. */
  check(files) {
    this.#files = files instanceof File ? [files] : [...(files ?? [])];
    const report = new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
    this.#ask("check", { files: this.#files });
    return report;
  }

  /** Closes every file. */
  reset() {
    this.#files = [];
    this.#report = null;
    if (this.#frame) this.#ask("reset");
  }

  /** Frees everything. Put into a document again, the element starts anew. */
  destroy() {
    this.#near?.disconnect();
    this.#near = undefined;
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
    frame.title = title ? `Daybreak: ${title}` : "Daybreak";
    frame.referrerPolicy = "no-referrer";
    const asked = new URLSearchParams({ host: location.origin });
    for (const name of ["kind", "view", "theme", "sample"]) {
      if (this.hasAttribute(name)) asked.set(name, this.getAttribute(name));
    }
    if (this.hasAttribute("expose-values")) asked.set("values", "shown");
    frame.src = `${FRAME}#${asked}`;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    window.addEventListener("message", (event) => this.#greet(event), { signal });
    document.addEventListener(
      "securitypolicyviolation",
      (event) => event.blockedURI.startsWith(FRAME.href) && this.#fail("This page's policy does not allow the frame."),
      { signal },
    );
    this.#patience = setTimeout(() => this.#fail("The frame did not answer."), PATIENCE);
    this.#frame = frame;
    this.#root.replaceChildren(frame);
    if (this.hasAttribute("profile")) this.#fetchProfile();
    else if (this.#profile !== undefined) this.#sendProfile();
  }

  // The frame has an origin of its own, which is none: so it is known by its window, and only its first word is heard.
  #greet(event) {
    if (event.source !== this.#frame?.contentWindow || event.origin !== "null" || this.#port) return;
    const [port] = event.ports;
    if (event.data?.daybreak !== VERSION || event.data.type !== "hello" || !port) return;
    this.#port = port;
    port.onmessage = ({ data }) => this.#hear(data);
    this.#dress();
    for (const message of this.#waiting.splice(0)) port.postMessage(message);
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
        for (const { resolve } of this.#answers.splice(0)) resolve(data.report);
        this.#tell("report", { report: data.report });
        break;
      case "select":
        this.#tell("select", data.selection);
        break;
      case "fault":
        for (const { reject } of this.#answers.splice(0)) reject(new Error(data.message));
        this.#tell("fault", { message: String(data.message) });
        break;
    }
  }

  #ask(type, facts) {
    const message = { daybreak: VERSION, type, ...facts };
    if (this.#port) this.#port.postMessage(message);
    else {
      // The whole of what was asked before the frame was there is asked once it is.
      this.#waiting.push(message);
      this.#load();
    }
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`daybreak-${name}`, { bubbles: true, composed: true, detail }));
  }

  // What the host's style sheets say of the element is told the frame.
  #dress() {
    if (!this.#port) return;
    const style = getComputedStyle(this);
    const tokens = {};
    for (const name of TOKENS) {
      const value = style.getPropertyValue(`--daybreak-${name}`).trim();
      if (value) tokens[name] = value;
    }
    this.#ask("theme", { theme: this.getAttribute("theme") ?? "auto", tokens });
  }

  #sendProfile() {
    const profile = this.#profile;
    this.#ask("profile", { text: typeof profile === "string" ? profile : JSON.stringify(profile) });
  }

  async #fetchProfile() {
    const address = this.getAttribute("profile");
    if (!address) return;
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) return this.#fault("A profile must come from this page's own origin.");
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      this.profile = await answer.text();
    } catch (error) {
      this.#fault(`The profile could not be loaded: ${error.message}`);
    }
  }

  #fault(message) {
    for (const { reject } of this.#answers.splice(0)) reject(new Error(message));
    this.#tell("fault", { message });
  }

  // Says what is wrong in the element's place, and where the page itself is.
  #fail(message) {
    this.#close();
    const words = document.createElement("p");
    const link = document.createElement("a");
    link.href = new URL("../", FRAME).href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = "Open Daybreak in a window of its own";
    words.append(`Daybreak cannot be shown here. ${message} `, link);
    this.#root.replaceChildren(words);
    this.#fault(message);
  }

  #close() {
    clearTimeout(this.#patience);
    this.#listeners?.abort();
    this.#port?.close();
    this.#frame?.remove();
    this.#listeners = this.#port = this.#frame = undefined;
    this.#waiting = [];
    this.#root.replaceChildren();
    for (const { reject } of this.#answers.splice(0)) reject(new Error("The element was taken out of the document."));
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
