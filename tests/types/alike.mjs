// Holds the element's types against its script: what is public in one, a property, a method or an event, is in the other.
//
// node tests/types/alike.mjs FOLDER_OF_THE_PACKAGE_TYPESCRIPT
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ts = createRequire(import.meta.url)(process.argv[2]);

// What a browser calls.
const NOT_ITS_OWN = [
  "constructor",
  "connectedCallback",
  "disconnectedCallback",
  "connectedMoveCallback",
  "attributeChangedCallback",
];

const parse = (name) => {
  const path = new URL(`../../embed/${name}`, import.meta.url);
  return ts.createSourceFile(name, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
};

const every = (node, is, found = []) => {
  if (is(node)) found.push(node);
  ts.forEachChild(node, (child) => void every(child, is, found));
  return found;
};

const only = (file, what, found) => {
  if (found.length !== 1) throw new Error(`${file.fileName}: ${found.length} times ${what}, not once`);
  return found[0];
};

const is = (node, kind) => node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;

// Each with what it is: "report, read only", "check(files)".
const members = (file) => {
  const named = (node) => ts.isClassDeclaration(node) && node.name?.text === "DaybreakPreviewer";
  const { members } = only(file, "the class DaybreakPreviewer", every(file, named));
  const isPublic = (member) =>
    member.name &&
    !ts.isPrivateIdentifier(member.name) &&
    !NOT_ITS_OWN.includes(member.name.getText(file)) &&
    ![ts.SyntaxKind.StaticKeyword, ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword].some((kind) => is(member, kind));
  const shown = members.filter(isPublic);
  const isSet = (name) => shown.some((member) => ts.isSetAccessor(member) && member.name.getText(file) === name);
  return shown.map((member) => {
    const name = member.name.getText(file);
    if (ts.isMethodDeclaration(member)) return `${name}(${member.parameters.map((one) => one.name.getText(file)).join(", ")})`;
    const isFixed = ts.isGetAccessor(member) ? !isSet(name) : is(member, ts.SyntaxKind.ReadonlyKeyword);
    return isFixed ? `${name}, read only` : name;
  });
};

// All of them are told by one method, by their names without what they begin with.
const told = (file) => {
  const isEvent = (node) => ts.isNewExpression(node) && node.expression.getText(file) === "CustomEvent";
  only(file, "new CustomEvent", every(file, isEvent));
  const isTold = (node) => ts.isCallExpression(node) && node.expression.getText(file) === "this.#tell";
  return every(file, isTold).map(({ arguments: [name] }) => {
    if (!ts.isStringLiteral(name)) throw new Error(`${file.fileName}: an event is told whose name is not written there`);
    return `event daybreak-${name.text}`;
  });
};

const typed = (file) => {
  const named = (node) => ts.isInterfaceDeclaration(node) && node.name.text === "DaybreakEventMap";
  return only(file, "the interface DaybreakEventMap", every(file, named)).members.map(({ name }) => `event ${name.text}`);
};

const [script, types] = [parse("daybreak.js"), parse("daybreak.d.ts")];
const inScript = [...members(script), ...told(script)];
const inTypes = [...members(types), ...typed(types)];
const missing = (from, there, name) => there.filter((what) => !from.includes(what)).map((what) => `${name} lacks: ${what}`);
const lacking = new Set([
  ...missing(inTypes, inScript, "embed/daybreak.d.ts"),
  ...missing(inScript, inTypes, "embed/daybreak.js"),
]);
for (const line of lacking) console.error(line);
process.exitCode = lacking.size > 0 ? 1 : 0;
