// Serves the gallery and every app from their sources: a save swaps them under the sessions that live.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "sessile";
import { startDev } from "sessile/hot";

/** @param root the project's folder */
export function develop(
  root: string,
  place: {
    readonly port: number;
    readonly host: string;
    readonly domain?: readonly string[];
    readonly hosts?: readonly string[];
  },
): Promise<Service> {
  const names = readdirSync(join(root, "apps")).filter((name) => existsSync(join(root, "apps", name, "app.tsx")));
  const apps = names.filter((name) => name !== "gallery").map((name) => [`/${name}/`, `apps/${name}`]);
  return startDev({
    root,
    ...place,
    apps: { "/": "apps/gallery/dev.tsx", ...Object.fromEntries(apps) },
    frame: "apps/gallery/frame.tsx",
    unframed: ["/"],
    styles: ["/assets/theme.css"],
    statics: [{ prefix: "/assets/", dir: join(root, "public"), only: /\.(?:css|svg)$/ }],
  });
}
