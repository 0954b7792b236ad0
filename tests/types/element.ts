// Types of the element as a host uses them; `tsc` reads this, nothing runs it.
import { DaybreakPreviewer, type DaybreakReport } from "../../embed/daybreak.js";

const element: DaybreakPreviewer = document.createElement("daybreak-previewer");
element.setAttribute("kind", "cards");
element.files = [new File(["a|b\n"], "2026-11-21_cards_v1.csv")];
element.files = undefined;
element.profile = { profile_version: 1, name: "Example" };
element.profile = "/profiles/example.json";
element.profile = null;
element.addEventListener("daybreak-report", ({ detail }) => {
  const report: DaybreakReport = detail.report;
  const errors: number[] = report.files.map((file) => file.counts.error);
  console.log(report.verdict, errors);
});
document.addEventListener("daybreak-select", ({ detail }) => console.log(detail.rule, detail.record ?? "the file"));
window.addEventListener("daybreak-report", ({ detail }) => console.log(detail.report.verdict));
element.addEventListener("click", ({ clientX }) => console.log(clientX));
element.addEventListener("daybreak-emptied", () => element.reset());
const report: Promise<DaybreakReport> = element.check(element.files);
report.then(() => element.reset(), () => element.destroy());

element.addEventListener("daybreak-fault", ({ detail }) => console.log(detail.message.length));

// @ts-expect-error the report is only read
element.report = null;
// @ts-expect-error not a file
element.check(["2026-11-21_cards_v1.csv"]);
// @ts-expect-error an event has what is documented, no values
element.addEventListener("daybreak-select", ({ detail }) => detail.value);
