import { SessileError } from "../core/errors.ts";
import { isDisabled } from "./controls/index.ts";
import { ServerElement } from "./element.ts";
import { HTMLServerElement } from "./elements.ts";
import { ServerEvent } from "./events.ts";
import { matcher } from "./selector.ts";

/**
 * The properties of elements that reflect into attributes, the method calls that travel to the
 * browser, and the layout reads that cannot.
 *
 * @see https://html.spec.whatwg.org/multipage/common-dom-interfaces.html#reflecting-content-attributes-in-idl-attributes
 */

/** Properties whose `true` is an empty attribute and whose `false` is none. */
const BOOLEAN: { [property: string]: string } = Object.fromEntries(
  (
    "hidden disabled readOnly required multiple autofocus noValidate formNoValidate autoplay controls loop playsInline " +
    "open reversed async defer noModule default isMap allowFullscreen inert itemScope"
  )
    .split(" ")
    .map((property) => [property, property.toLowerCase()]),
);
BOOLEAN.defaultChecked = "checked";
BOOLEAN.defaultSelected = "selected";
BOOLEAN.defaultMuted = "muted";
BOOLEAN.muted = "muted";

/** Properties that are their attribute's text. */
const STRING: { [property: string]: string } = {
  className: "class",
  htmlFor: "for",
  httpEquiv: "http-equiv",
  acceptCharset: "accept-charset",
};
for (const property of "id title lang dir name type alt src href placeholder target rel action method min max step pattern accept autocomplete slot".split(
  " ",
)) {
  STRING[property] = property;
}

/** Properties that say "true" or "false" in their attribute. */
const ENUMERATED = ["contentEditable", "draggable", "spellcheck"];

/** Methods whose effect is the browser's alone: they travel as commands. */
const REMOTE =
  "focus blur select scrollIntoView scrollTo scrollBy setSelectionRange setRangeText showPopover hidePopover togglePopover " +
  "play pause load requestFullscreen setPointerCapture releasePointerCapture reportValidity setCustomValidity showPicker";

/** What only a layout could answer. */
const LAYOUT =
  "offsetWidth offsetHeight offsetTop offsetLeft offsetParent clientWidth clientHeight clientTop clientLeft scrollWidth scrollHeight";

function define(prototype: object, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(prototype, name, { configurable: true, ...descriptor });
}

for (const [property, attribute] of Object.entries(BOOLEAN)) {
  define(HTMLServerElement.prototype, property, {
    get(this: ServerElement) {
      return this.hasAttribute(attribute);
    },
    set(this: ServerElement, value: unknown) {
      // `hidden` alone has a value of its own besides on and off.
      if (value === "until-found") this.setAttribute(attribute, value);
      else this.toggleAttribute(attribute, Boolean(value));
    },
  });
}

for (const [property, attribute] of Object.entries(STRING)) {
  define(HTMLServerElement.prototype, property, {
    get(this: ServerElement) {
      return this.getAttribute(attribute) ?? "";
    },
    set(this: ServerElement, value: unknown) {
      this.setAttribute(attribute, value);
    },
  });
}

for (const property of ENUMERATED) {
  define(HTMLServerElement.prototype, property, {
    get(this: ServerElement) {
      const value = this.getAttribute(property);
      if (property === "contentEditable") return value ?? "inherit";
      if (property === "spellcheck") return value !== "false";
      // Images and links are draggable unless told otherwise.
      return value === null
        ? this.localName === "img" || (this.localName === "a" && this.hasAttribute("href"))
        : value === "true";
    },
    set(this: ServerElement, value: unknown) {
      this.setAttribute(property, value);
    },
  });
}

define(HTMLServerElement.prototype, "translate", {
  get(this: ServerElement) {
    return this.getAttribute("translate") !== "no";
  },
  set(this: ServerElement, value: unknown) {
    this.setAttribute("translate", value === true || value === "yes" || value === "" ? "yes" : "no");
  },
});

define(ServerElement.prototype, "tabIndex", {
  get(this: ServerElement) {
    const said = Number.parseInt(this.getAttribute("tabindex") ?? "", 10);
    if (!Number.isNaN(said)) return said;
    return /^(a|button|input|select|textarea|iframe|summary)$/.test(this.localName) ? 0 : -1;
  },
  set(this: ServerElement, value: unknown) {
    this.setAttribute("tabindex", value);
  },
});

define(ServerElement.prototype, "dataset", {
  get(this: ServerElement) {
    const data: { [name: string]: string } = {};
    for (const { name, value } of this.attributes) {
      if (name.startsWith("data-")) data[name.slice(5).replace(/-([a-z])/g, (_, c: string) => c.toUpperCase())] = value;
    }
    const attribute = (name: string): string => `data-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
    return new Proxy(data, {
      set: (_, name: string, value) => {
        this.setAttribute(attribute(name), value);
        return Reflect.set(data, name, String(value));
      },
      deleteProperty: (_, name: string) => {
        this.removeAttribute(attribute(name));
        return Reflect.deleteProperty(data, name);
      },
    });
  },
});

define(ServerElement.prototype, "classList", {
  get(this: ServerElement) {
    const names = () => (this.getAttribute("class") ?? "").split(/\s+/).filter(Boolean);
    const store = (list: Iterable<string>) => this.setAttribute("class", [...new Set(list)].join(" "));
    return {
      contains: (name: string) => names().includes(name),
      add: (...more: string[]) => store([...names(), ...more]),
      remove: (...less: string[]) => store(names().filter((name) => !less.includes(name))),
      toggle: (name: string, force = !names().includes(name)) => {
        store(force ? [...names(), name] : names().filter((other) => other !== name));
        return force;
      },
    };
  },
});

define(ServerElement.prototype, "matches", {
  writable: true,
  value(this: ServerElement, selectors: string) {
    return matcher(selectors)(this);
  },
});

define(ServerElement.prototype, "querySelector", {
  writable: true,
  value(this: ServerElement, selectors: string) {
    const fits = matcher(selectors);
    for (const element of this.$descendants()) if (fits(element)) return element;
    return null;
  },
});

define(ServerElement.prototype, "querySelectorAll", {
  writable: true,
  value(this: ServerElement, selectors: string) {
    return [...this.$descendants()].filter(matcher(selectors));
  },
});

for (const name of REMOTE.split(" ")) {
  define(ServerElement.prototype, name, {
    writable: true,
    value(this: ServerElement, ...args: unknown[]) {
      this.ownerDocument.record.call(this, name, args);
    },
  });
}

define(ServerElement.prototype, "click", {
  writable: true,
  value(this: ServerElement) {
    if (!isDisabled(this)) this.dispatchEvent(new ServerEvent("click", null, false));
  },
});

for (const name of ["scrollTop", "scrollLeft"] as const) {
  define(ServerElement.prototype, name, {
    // What the browser told last, by a scroll event; the server cannot ask.
    get: () => 0,
    set(this: ServerElement, value: number) {
      this.ownerDocument.record.call(this, "scrollTo", [{ [name === "scrollTop" ? "top" : "left"]: value }]);
    },
  });
}

for (const name of LAYOUT.split(" ")) {
  define(ServerElement.prototype, name, {
    get() {
      throw new SessileError("SES_LAYOUT_READ", name);
    },
  });
}

for (const name of ["getBoundingClientRect", "getClientRects"]) {
  define(ServerElement.prototype, name, {
    writable: true,
    value() {
      throw new SessileError("SES_LAYOUT_READ", `${name}()`);
    },
  });
}
