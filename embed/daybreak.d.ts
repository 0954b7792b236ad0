/** Types of `daybreak.js`: the element `<daybreak-previewer>`. */

/** The kinds of file. */
export type DaybreakKind =
  | "accounts"
  | "balances"
  | "transactions"
  | "non_posted_transactions"
  | "transaction_updates"
  | "cards";

/** How much is shown. */
export type DaybreakView = "full" | "compact" | "cutoff" | "schema";

/** A report, of version 1; its whole form is `docs/report.schema.json`. */
export interface DaybreakReport {
  report_version: 1;
  verdict: "accepted" | "rejected" | "incomplete";
  files: DaybreakFileReport[];
  [more: string]: unknown;
}

/** What came of one file. */
export interface DaybreakFileReport {
  name: string;
  kind: DaybreakKind | null;
  records: number;
  verdict: "accepted" | "rejected" | "incomplete";
  counts: { error: number; warning: number; info: number };
  [more: string]: unknown;
}

/** Where the finding is that the user chose. */
export interface DaybreakSelection {
  /** Null for a finding of a day that is of none of its files, as that one is missing. */
  file: string | null;
  rule: string;
  severity: "error" | "warning" | "info";
  record: number | null;
  line: number | null;
  column: string | null;
}

/** The events of the element; all of them bubble, and cross the borders of shadow roots. */
export interface DaybreakEventMap {
  "daybreak-ready": CustomEvent<Record<string, never>>;
  "daybreak-report": CustomEvent<{ report: DaybreakReport }>;
  "daybreak-emptied": CustomEvent<Record<string, never>>;
  "daybreak-select": CustomEvent<DaybreakSelection>;
  "daybreak-fault": CustomEvent<{ message: string }>;
}

/** `<daybreak-previewer>` */
export class DaybreakPreviewer extends HTMLElement {
  /** The files that were given last; setting others closes these and checks those. */
  get files(): File[];
  set files(files: Iterable<File> | File | null | undefined);
  /** The program profile: an object, its JSON, or an address on the page's own origin. */
  profile: object | string | null | undefined;
  /** The last report. */
  readonly report: DaybreakReport | null;
  /** Checks files, and resolves with the report. */
  check(files: Iterable<File> | File): Promise<DaybreakReport>;
  /** Closes every file. */
  reset(): void;
  /** Frees everything. */
  destroy(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "daybreak-previewer": DaybreakPreviewer;
  }
  interface HTMLElementEventMap extends DaybreakEventMap {}
  interface DocumentEventMap extends DaybreakEventMap {}
  interface WindowEventMap extends DaybreakEventMap {}
}
