import type { ComponentType } from "preact";
import { SessileError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";

/** An app as its author gives it. */
export interface AppDefinition {
  /** What stands in the document's body. */
  readonly component: ComponentType;
  /** The title until the app sets one. */
  readonly title?: string;
  /** One sentence, for lists of apps. */
  readonly description?: string;
  /** The document's language, a BCP 47 tag. */
  readonly lang?: string;
  /** URLs of style sheets. */
  readonly styles?: readonly string[];
  /** Whether the app answers for every path below its prefix, and tells them apart with `useLocation`. */
  readonly routes?: boolean;
  /**
   * Whether all its answers may be compressed, pushed ones too: only where no page holds a secret beside what others can put in,
   * for the length of a compressed text tells what is in it. Default: only the documents of visitors who show no cookie.
   */
  readonly compress?: boolean;
  /** What this app's forms are held to, where it differs from the server's {@link Limits}: bytes, and a count. */
  readonly limits?: Partial<Pick<Limits, "uploadBytes" | "fileBytes" | "files">>;
}

/** An app at its place. */
export interface App extends Required<AppDefinition> {
  /** `/` or `/name/`. */
  readonly prefix: string;
}

/** Whether an app may stand there. Paths that begin with `/~` are the server's own: its script, and keys of sessions. */
export function isPrefix(path: string): boolean {
  return /^\/(?!~)(?:[^/?#\s]+\/)*$/.test(path);
}

/** Apps by the path they answer to. */
export type Apps = { readonly [prefix: string]: ComponentType | AppDefinition };

/**
 * Checks what the author gave.
 *
 * @throws SessileError SES_NO_APPS, SES_APP_PREFIX, SES_APP_COMPONENT
 */
export function readApps(apps: Apps): ReadonlyMap<string, App> {
  const map = new Map<string, App>();
  for (const [prefix, app] of Object.entries(apps)) {
    if (!isPrefix(prefix)) throw new SessileError("SES_APP_PREFIX", JSON.stringify(prefix));
    const definition: AppDefinition = typeof app === "function" ? { component: app } : app;
    if (typeof definition?.component !== "function") throw new SessileError("SES_APP_COMPONENT", `at ${prefix}`);
    const {
      component,
      title = component.displayName ?? component.name,
      description = "",
      lang = "en",
      styles = [],
      routes = false,
      compress = false,
      limits = {},
    } = definition;
    map.set(prefix, { prefix, component, title, description, lang, styles, routes, compress, limits });
  }
  if (map.size === 0) throw new SessileError("SES_NO_APPS");
  return map;
}
