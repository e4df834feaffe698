import { ServerElement } from "./element.ts";
import { foreignAttributeName, HTML_NAMESPACE, MATHML_NAMESPACE, SVG_NAMESPACE } from "./names.ts";
import { ServerFragment } from "./node.ts";

/** @see https://html.spec.whatwg.org/multipage/dom.html#htmlelement */
export class HTMLServerElement extends ServerElement {
  override get $isHtml(): boolean {
    return true;
  }

  get namespaceURI(): string {
    return HTML_NAMESPACE;
  }
}

/** @see https://html.spec.whatwg.org/multipage/scripting.html#the-template-element */
export class TemplateElement extends HTMLServerElement {
  get content(): ServerFragment {
    const more = this.$more;
    more.content ??= new ServerFragment(this);
    this.ownerDocument.$templates = true;
    return more.content;
  }
}

abstract class ForeignElement extends ServerElement {
  override get tagName(): string {
    return this.localName;
  }

  override $name(name: string): string {
    return foreignAttributeName(name);
  }
}

/** @see https://svgwg.org/svg2-draft/types.html#InterfaceSVGElement */
export class SVGServerElement extends ForeignElement {
  get namespaceURI(): string {
    return SVG_NAMESPACE;
  }
}

/** @see https://w3c.github.io/mathml-core/#dom-and-javascript */
export class MathMLServerElement extends ForeignElement {
  get namespaceURI(): string {
    return MATHML_NAMESPACE;
  }
}
