import type { Locator } from "./locator.ts";
import {
  byAttribute,
  byLabel,
  byRole,
  byText,
  type Query,
  type RoleOptions,
  type TextOptions,
  type TextPattern,
} from "./queries.ts";

/** Where things can be looked for: a page, or what a locator finds. */
export abstract class Searchable {
  protected abstract locate(query: Query): Locator;

  /** How messages call it. */
  abstract toString(): string;

  /**
   * By role and accessible name, as assistive technology has them.
   *
   * @example
   * page.getByRole("button", { name: "Increment" });
   * page.getByRole("heading", { level: 2 });
   */
  getByRole(role: string, options?: RoleOptions): Locator {
    return this.locate(byRole(role, options));
  }

  /** Controls by their label: `<label>` around or by `for`, `aria-label`, `aria-labelledby`, placeholder or title. */
  getByLabel(label: TextPattern, options?: TextOptions): Locator {
    return this.locate(byLabel(label, options));
  }

  /** The innermost elements that read so. */
  getByText(text: TextPattern, options?: TextOptions): Locator {
    return this.locate(byText(text, options));
  }

  getByPlaceholder(placeholder: TextPattern, options?: TextOptions): Locator {
    return this.locate(byAttribute("placeholder", placeholder, options));
  }

  /** Images by their alternative text. */
  getByAltText(text: TextPattern, options?: TextOptions): Locator {
    return this.locate(byAttribute("alt", text, options));
  }

  getByTitle(title: TextPattern, options?: TextOptions): Locator {
    return this.locate(byAttribute("title", title, options));
  }

  /** By `data-testid`: for what a person cannot name. */
  getByTestId(id: TextPattern): Locator {
    return this.locate(byAttribute("data-testid", id));
  }
}
