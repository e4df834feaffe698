/**
 * What a DOM does, as functions of a document that run unchanged on the server's and in Chromium: both have to give
 * the same answer. Each gets an empty body that stands in the document.
 */
export type DomCase = (document: Document, body: HTMLElement) => unknown;

/** Makes an element with attributes, in the body. */
const PRELUDE = `
const make = (name, attributes = {}, parent = body) => {
  const element = document.createElement(name);
  for (const attribute in attributes) element.setAttribute(attribute, attributes[attribute]);
  parent.appendChild(element);
  return element;
};
const input = (type, attributes = {}) => make("input", { type, ...attributes });
const select = (values, attributes = {}) => {
  const element = make("select", attributes);
  for (const value of values) make("option", {}, element).appendChild(document.createTextNode(value));
  return element;
};
const text = (element) => element.textContent;
const after = (element, act) => { act(element); return element; };
`;

/** A case written down as the body of a function. */
export function domCase(code: string): DomCase {
  return new Function("document", "body", `${PRELUDE}${code}`) as DomCase;
}

/** What is read, by what it shows. */
export const DOM_CASES: { readonly [group: string]: { readonly [what: string]: string } } = {
  "reflected text": {
    "className is the attribute class": `const e = make("p"); e.className = "a b"; return [e.className, e.getAttribute("class")];`,
    "htmlFor is for": `const e = make("label"); e.htmlFor = "x"; return [e.htmlFor, e.getAttribute("for")];`,
    "absent is empty": `const e = make("input"); return [e.id, e.title, e.name, e.placeholder, e.className];`,
    "numbers and null become text": `const e = make("p"); e.title = 7; e.lang = null; return [e.title, e.lang, e.getAttribute("title")];`,
    "names of attributes in any case": `const e = make("p", { TITLE: "a" }); return [e.title, e.getAttribute("tItLe"), e.hasAttribute("title"), e.attributes.length];`,
    "an attribute removed": `const e = make("p", { title: "a" }); e.removeAttribute("TITLE"); return [e.title, e.hasAttribute("title"), e.getAttribute("title")];`,
    "SVG keeps the case of names": `const e = document.createElementNS("http://www.w3.org/2000/svg", "linearGradient"); e.setAttribute("viewBox", "0"); return [e.localName, e.tagName, e.getAttribute("viewBox")];`,
    "HTML names are upper case": `const e = make("p"); return [e.localName, e.tagName, e.nodeName, e.nodeType];`,
  },
  "boolean and enumerated": {
    "set and reset": `const e = make("button"); e.disabled = true; const on = e.getAttribute("disabled"); e.disabled = false; return [on, e.hasAttribute("disabled"), e.disabled];`,
    "any text is on": `return [make("input", { readonly: "false" }).readOnly, make("input", { required: "" }).required];`,
    "hidden until found": `const e = make("p"); e.hidden = "until-found"; return [e.getAttribute("hidden"), e.hidden === false];`,
    "hidden by truth": `const e = make("p"); e.hidden = "x"; return [e.getAttribute("hidden"), e.hidden];`,
    "draggable, where it is the default": `return [make("p").draggable, make("img").draggable, make("a").draggable, make("a", { href: "/" }).draggable];`,
    "draggable, said": `const e = make("img"); e.draggable = false; return [e.draggable, e.getAttribute("draggable"), make("p", { draggable: "true" }).draggable];`,
    spellcheck: `const e = make("p"); const before = e.spellcheck; e.spellcheck = false; return [before, e.spellcheck, e.getAttribute("spellcheck")];`,
    contentEditable: `const e = make("p"); const before = e.contentEditable; e.contentEditable = "true"; return [before, e.contentEditable, e.getAttribute("contenteditable")];`,
    translate: `const e = make("p"); e.translate = false; return [e.translate, e.getAttribute("translate"), make("p").translate];`,
    toggleAttribute: `const e = make("p"); return [e.toggleAttribute("hidden"), e.hidden, e.toggleAttribute("hidden"), e.toggleAttribute("hidden", false), e.hidden];`,
    "media begin muted": `const e = document.createElement("video"); e.defaultMuted = true; return [e.getAttribute("muted"), e.defaultMuted];`,
  },
  tabIndex: {
    "by default": `return ["p", "button", "input", "select", "textarea", "a", "iframe"].map((name) => [name, make(name).tabIndex]);`,
    "of a link": `return make("a", { href: "/" }).tabIndex;`,
    "of a summary": `return make("summary", {}, make("details")).tabIndex;`,
    said: `const e = make("p"); e.tabIndex = 3; return [e.tabIndex, e.getAttribute("tabindex"), make("button", { tabindex: "-1" }).tabIndex];`,
    nonsense: `return make("p", { tabindex: "x" }).tabIndex;`,
  },
  "class list and data": {
    "add, remove, toggle": `const e = make("p", { class: "a  b" }); e.classList.add("c", "a"); e.classList.remove("b"); const t = e.classList.toggle("d"); return [e.className, t, e.classList.toggle("d"), e.classList.contains("c"), e.className];`,
    forced: `const e = make("p"); return [e.classList.toggle("a", false), e.className, e.classList.toggle("a", true), e.className];`,
    "data is read": `const e = make("p", { "data-a-b": "1", "data-c": "" }); return [e.dataset.aB, e.dataset.c, e.dataset.d];`,
    "data is written": `const e = make("p"); e.dataset.aB = 1; return e.getAttribute("data-a-b");`,
  },
  "value of an input": {
    "from the attribute, until it is set": `const e = input("text", { value: "a" }); const first = e.value; e.setAttribute("value", "b"); const second = e.value; e.value = "c"; e.setAttribute("value", "d"); return [first, second, e.value, e.defaultValue];`,
    "does not reflect": `const e = input("text"); e.value = "a"; return [e.getAttribute("value"), e.hasAttribute("value")];`,
    "null is empty": `const e = input("text", { value: "a" }); e.value = null; return e.value;`,
    "of a button is its attribute": `const e = input("submit"); e.value = "Send"; return [e.value, e.getAttribute("value"), input("button").value];`,
    "of a box is on": `const e = input("checkbox"); return [e.value, input("radio", { value: "a" }).value];`,
    "of a file field cannot be set": `const e = input("file"); try { e.value = "a"; } catch {} return e.value;`,
    "without line ends": `const e = input("text"); e.value = "a\\nb\\r\\nc"; return e.value;`,
    "of an email without space around": `const e = input("email"); e.value = "  a@b.c  "; return e.value;`,
    "unknown types are text": `const e = input("bogus"); return [e.type, make("input").type, input("NUMBER").type];`,
    "type to text and back": `const e = input("number"); e.value = "7"; e.type = "text"; e.value = "x"; e.type = "number"; return e.value;`,
    "a text that becomes a box": `const e = input("text"); e.value = "a"; e.type = "checkbox"; return [e.value, e.getAttribute("value")];`,
    "a box that becomes a text": `const e = input("checkbox", { value: "a" }); e.type = "text"; return e.value;`,
    "a text that becomes a range": `const e = input("text"); e.value = "x"; e.type = "range"; return e.value;`,
    "a text that becomes hidden and text again": `const e = input("text", { value: "a" }); e.value = "b"; e.type = "hidden"; const hidden = e.getAttribute("value"); e.type = "text"; return [hidden, e.value];`,
    valueAsNumber: `const e = input("number"); e.value = "1.5"; return [e.valueAsNumber, String(input("number").valueAsNumber)];`,
    "cut to its range": `const e = input("range", { min: "10", max: "20" }); e.value = "99"; const high = e.value; e.value = "-1"; return [high, e.value];`,
    "of a range whose bounds change": `const e = input("range"); e.value = "80"; e.setAttribute("max", "50"); return e.value;`,
  },
  checked: {
    "from the attribute, until it is set": `const e = input("checkbox", { checked: "" }); const first = e.checked; e.checked = false; e.setAttribute("checked", "x"); return [first, e.checked, e.defaultChecked, e.hasAttribute("checked")];`,
    "does not reflect": `const e = input("checkbox"); e.checked = true; return e.hasAttribute("checked");`,
    "one radio button of a group": `const [a, b, c] = ["a", "b", "c"].map((value) => input("radio", { name: "g", value })); a.checked = true; b.checked = true; return [a, b, c].map((e) => e.checked);`,
    "other groups, forms and boxes stay": `const form = make("form"); const a = make("input", { type: "radio", name: "g" }, form); const b = input("radio", { name: "g" }); const c = input("radio", { name: "h" }); const d = input("checkbox", { name: "g" }); for (const e of [a, c, d, b]) e.checked = true; return [a, b, c, d].map((e) => e.checked);`,
    "radio buttons without a name are no group": `const [a, b] = [input("radio"), input("radio")]; a.checked = b.checked = true; return [a.checked, b.checked];`,
    "a group tied by the attribute form": `const form = make("form", { id: "f" }); const a = make("input", { type: "radio", name: "g" }, form); const b = input("radio", { name: "g", form: "f" }); a.checked = true; b.checked = true; return [a.checked, b.checked];`,
    "a checked one that gets the group's name": `const a = input("radio", { name: "g" }); const b = input("radio", { name: "h" }); a.checked = b.checked = true; b.name = "g"; return [a.checked, b.checked];`,
  },
  select: {
    "shows its first option": `const e = select(["a", "b"]); return [e.value, e.selectedIndex, e.selectedOptions.length, e.type];`,
    "shows no disabled one": `const e = select(["a", "b"]); e.options[0].setAttribute("disabled", ""); const f = make("select"); make("option", { disabled: "" }, f); make("option", {}, f).appendChild(document.createTextNode("x")); return [f.value, f.selectedIndex];`,
    "of a group that is disabled": `const e = make("select"); const g = make("optgroup", { disabled: "" }, e); make("option", { value: "a" }, g); make("option", { value: "b" }, e); return e.value;`,
    "set by value": `const e = select(["a", "b", "c"]); e.value = "b"; return [e.value, e.selectedIndex, e.options[1].selected];`,
    "set to what is not there": `const e = select(["a"]); e.value = "x"; return [e.value, e.selectedIndex, e.selectedOptions.length];`,
    "set by index": `const e = select(["a", "b"]); e.selectedIndex = 1; const second = e.value; e.selectedIndex = 9; return [second, e.value];`,
    "set by option": `const e = select(["a", "b", "c"]); e.options[2].selected = true; e.options[1].selected = true; return [e.value, [...e.options].map((o) => o.selected)];`,
    "the first of the same value": `const e = select(["a", "b", "b"]); e.value = "b"; return e.selectedIndex;`,
    "the last that is selected by attribute": `const e = make("select"); for (const v of ["a", "b", "c"]) make("option", { value: v, ...(v !== "c" && { selected: "" }) }, e); return [e.value, e.options[0].selected];`,
    "multiple begins with none": `const e = select(["a", "b"], { multiple: "" }); return [e.value, e.selectedIndex, e.selectedOptions.length, e.type];`,
    "multiple holds several": `const e = select(["a", "b", "c"], { multiple: "" }); e.options[0].selected = e.options[2].selected = true; return [e.value, e.selectedOptions.length];`,
    "a list box begins with none": `return select(["a", "b"], { size: "3" }).selectedIndex;`,
    "an option that comes first does not take over": `const e = select(["b"]); void e.value; e.insertBefore(document.createElement("option"), e.firstChild); return e.selectedIndex;`,
    "an option that is disabled while shown": `const e = select(["a", "b"]); void e.value; e.options[0].setAttribute("disabled", ""); return e.value;`,
    "the shown option goes": `const e = select(["a", "b", "c"]); e.value = "b"; e.options[1].remove(); return e.value;`,
    "one that showed nothing gets an option": `const e = select([]); const none = e.selectedIndex; make("option", { value: "a" }, e); return [none, e.value];`,
    "values of options": `const e = select(["  a \\n b  ", "x"]); e.options[1].setAttribute("value", ""); return [e.options[0].value, e.options[0].text, e.options[1].value];`,
    "no-break spaces count": `return select(["\\u00a0a"]).value;`,
  },
  textarea: {
    "from its text, until it is set": `const e = make("textarea"); e.textContent = "a"; const first = e.value; e.value = "b"; e.textContent = "c"; return [first, e.value, e.defaultValue];`,
    "line ends": `const e = make("textarea"); e.value = "a\\r\\nb\\rc"; const set = e.value; const f = make("textarea"); f.textContent = "a\\r\\nb"; return [set, f.value];`,
    type: `return make("textarea").type;`,
  },
  forms: {
    reset: `const form = make("form"); const a = make("input", { value: "a" }, form); const b = make("input", { type: "checkbox", checked: "" }, form); const t = make("textarea", {}, form); a.value = "x"; b.checked = false; t.value = "y"; form.reset(); return [a.value, b.checked, t.value];`,
    "reset of a select": `const form = make("form"); const e = make("select", {}, form); for (const v of ["a", "b", "c"]) make("option", { value: v, ...(v === "b" && { selected: "" }) }, e); e.value = "c"; form.reset(); return e.value;`,
    "reset that is prevented": `const form = make("form"); const a = make("input", { value: "a" }, form); a.value = "x"; form.addEventListener("reset", (event) => event.preventDefault()); form.reset(); return a.value;`,
    elements: `const form = make("form", { id: "f" }); const a = make("input", {}, make("p", {}, form)); const b = input("text", { form: "f" }); input("text"); return [form.elements.length, form.elements[0] === a, form.elements[1] === b];`,
    "form of a control": `const form = make("form", { id: "f" }); return [make("input", {}, form).form === form, input("text", { form: "f" }).form === form, input("text").form, make("input", { form: "x" }, form).form];`,
    "type of a button": `return [make("button").type, make("button", { type: "reset" }).type, make("button", { type: "x" }).type];`,
  },
  "details and dialog": {
    "open reflects": `const e = make("details"); e.open = true; const on = e.getAttribute("open"); e.open = false; return [on, e.hasAttribute("open")];`,
    "a dialog shown and closed": `const e = make("dialog"); e.show(); const shown = e.open; e.close(); return [shown, e.open];`,
  },
  tree: {
    "insert, move, remove": `const p = make("p"); const [a, b, c] = ["a", "b", "i"].map((name) => make(name, {}, p)); p.insertBefore(c, a); a.remove(); return [...p.children].map((e) => e.localName);`,
    "insert before itself": `const p = make("p"); const a = make("a", {}, p); const b = make("b", {}, p); p.insertBefore(a, a); return [...p.children].map((e) => e.localName);`,
    "a node has one parent": `const [p, q] = [make("p"), make("q")]; const a = make("a", {}, p); q.appendChild(a); return [p.firstChild, a.parentNode === q];`,
    "into itself": `const p = make("p"); const a = make("a", {}, p); try { a.appendChild(p); return "done"; } catch { return "refused"; }`,
    "before a stranger": `const p = make("p"); try { p.insertBefore(document.createElement("b"), make("i")); return "done"; } catch { return "refused"; }`,
    "a child it does not have": `try { make("p").removeChild(make("i")); return "done"; } catch { return "refused"; }`,
    "text content": `const p = make("p"); p.textContent = "a"; make("b", {}, p).textContent = "b"; p.appendChild(document.createTextNode("c")); return [p.textContent, p.childNodes.length, p.firstElementChild.localName];`,
    emptied: `const p = make("p"); make("b", {}, p); p.textContent = ""; return [p.firstChild, p.lastChild, p.childNodes.length];`,
    siblings: `const p = make("p"); const a = make("a", {}, p); const t = p.appendChild(document.createTextNode("t")); const b = make("b", {}, p); return [a.nextSibling === t, b.previousSibling === t, p.lastChild === b, t.parentNode === p];`,
    "contains and closest": `const p = make("p"); const a = make("a", {}, make("b", {}, p)); return [p.contains(a), p.contains(p), a.contains(p), a.closest("p") === p, a.closest("i")];`,
    connected: `const p = make("p"); const a = document.createElement("a"); const before = a.isConnected; p.appendChild(a); const in_ = a.isConnected; p.remove(); return [before, in_, a.isConnected];`,
    "what a template holds": `const e = make("template"); e.content.appendChild(document.createElement("b")); return [e.content.nodeType, e.firstChild, e.content.firstChild.localName];`,
    "names that are no names": `const tries = ["a b", "1a", "a>", ""]; return tries.map((name) => { try { document.createElement(name); return "made"; } catch { return "refused"; } });`,
    "attributes that are none": `const e = make("p"); return ["a b", "a>", "a=b", ""].map((name) => { try { e.setAttribute(name, ""); return "set"; } catch { return "refused"; } });`,
  },
  events: {
    "capture, target, bubble": `const order = []; const p = make("p"); const b = make("b", {}, p); p.addEventListener("click", () => order.push("capture"), true); p.addEventListener("click", () => order.push("bubble")); b.addEventListener("click", () => order.push("target")); b.click(); return order;`,
    stopped: `const order = []; const p = make("p"); const b = make("b", {}, p); p.addEventListener("click", () => order.push("bubble")); b.addEventListener("click", (event) => { event.stopPropagation(); order.push("first"); }); b.addEventListener("click", () => order.push("second")); b.click(); return order;`,
    "stopped at once": `const order = []; const b = make("b"); b.addEventListener("click", (event) => { event.stopImmediatePropagation(); order.push("first"); }); b.addEventListener("click", () => order.push("second")); b.click(); return order;`,
    "a listener added twice is one": `let n = 0; const b = make("b"); const hear = () => n++; b.addEventListener("click", hear); b.addEventListener("click", hear); b.addEventListener("click", hear, true); b.click(); return n;`,
    "a listener removed": `let n = 0; const b = make("b"); const hear = () => n++; b.addEventListener("click", hear); b.removeEventListener("click", hear); b.click(); return n;`,
    targets: `const p = make("p"); const b = make("b", {}, p); let seen; p.addEventListener("click", (event) => { seen = [event.target === b, event.currentTarget === p, event.eventPhase, event.bubbles]; }); b.click(); return seen;`,
    "a disabled button is not clicked": `let n = 0; const b = make("button", { disabled: "" }); b.addEventListener("click", () => n++); b.click(); return n;`,
  },
};

/** Where the server's DOM does otherwise, and why. */
export const DOM_DIFFERENCES: readonly {
  what: string;
  code: string;
  server: unknown;
  browser: unknown;
  why: string;
}[] = [
  {
    what: "click() ticks no box",
    code: `const e = input("checkbox"); e.click(); return e.checked;`,
    server: false,
    browser: true,
    why: "click() is an event of the server's own: what a click does by default is the browser's to do.",
  },
  {
    what: "click() submits no form",
    code: `let n = 0; const form = make("form"); form.addEventListener("submit", (event) => { event.preventDefault(); n++; }); make("button", {}, form).click(); return n;`,
    server: 0,
    browser: 1,
    why: "requestSubmit() does.",
  },
  {
    what: "a checked radio button that joins a group unchecks the others only when a browser is told of it",
    code: `const a = input("radio", { name: "g" }); a.checked = true; const b = document.createElement("input"); b.type = "radio"; b.name = "g"; b.checked = true; body.appendChild(b); return [a.checked, b.checked];`,
    server: [true, true],
    browser: [false, true],
    why: "A group is looked for when the button is written, and not each time a node is put somewhere.",
  },
  {
    what: "URLs are as they are written",
    code: `return make("a", { href: "HTTP://Example.org" }).href;`,
    server: "HTTP://Example.org",
    browser: "http://example.org/",
    why: "The server need not know where the document stands.",
  },
  {
    what: "enumerated text is as it is written",
    code: `return [make("p", { dir: "sideways" }).dir, make("form").method];`,
    server: ["sideways", ""],
    browser: ["", "get"],
    why: "Nobody asks; the attribute is what counts.",
  },
  {
    what: "colours are six digits",
    code: `const e = input("color"); e.value = "red"; return e.value;`,
    server: "#000000",
    browser: "#ff0000",
    why: "Browsers have only begun to take any colour of CSS there.",
  },
  {
    what: "any HTML element reflects what some do",
    code: `const e = make("p"); e.disabled = true; return e.hasAttribute("disabled");`,
    server: true,
    browser: false,
    why: "One class for all keeps elements small and quick; the attribute means nothing there.",
  },
];
