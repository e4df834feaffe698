// Finds the apps: every folder beside the gallery's with an app.js in it, and its style sheet if the build made one.
import { access, readdir } from "node:fs/promises";
import type { ComponentType } from "preact";
import type { AppDefinition } from "sessile";

export interface FoundApp {
  readonly name: string;
  readonly component: ComponentType;
  readonly title: string;
  readonly description: string;
  /** URLs of style sheets. */
  readonly styles: readonly string[];
  /** What of the server's limits is another one for this app. */
  readonly limits?: AppDefinition["limits"];
  /** Whether it is at every path below its own. */
  readonly routes?: AppDefinition["routes"];
}

interface AppModule {
  readonly default: ComponentType;
  readonly meta?: { readonly title?: string; readonly description?: string } & Pick<AppDefinition, "limits" | "routes">;
}

interface Places {
  /** The folder that holds one folder an app, compiled. */
  readonly apps: URL;
  /** The folder the browser's files are served from. */
  readonly assets: URL;
  /** Folders that are not to be listed. */
  readonly except: readonly string[];
}

/**
 * Imports every app there is, in the order of their names.
 * @throws Error when an app's module has no component as its default export
 */
export async function discover({ apps, assets, except }: Places): Promise<readonly FoundApp[]> {
  const folders = await readdir(apps, { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory() && !except.includes(entry.name)).map(({ name }) => name);
  const found: FoundApp[] = [];
  for (const name of names.sort()) {
    const file = new URL(`${name}/app.js`, apps);
    if (!(await exists(file))) continue;
    const module: AppModule = await import(file.href);
    if (typeof module.default !== "function")
      throw new Error(`apps/${name}/app.tsx has no component as default export`);
    const hasStyle = await exists(new URL(`apps/${name}/style.css`, assets));
    found.push({
      name,
      component: module.default,
      title: module.meta?.title ?? name,
      description: module.meta?.description ?? "",
      ...(module.meta?.limits && { limits: module.meta.limits }),
      ...(module.meta?.routes && { routes: true }),
      styles: hasStyle ? [`/assets/apps/${name}/style.css`] : [],
    });
  }
  return found;
}

async function exists(file: URL): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false; // Whatever the reason, the file cannot be used.
  }
}
