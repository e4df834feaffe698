/** The showcase on a server of its own, with the style sheets it is shown with. */
import { join } from "node:path";
import Showcase, { meta } from "../../apps/showcase/app.tsx";
import { root } from "./sources.ts";
import { servedStage } from "./stage.tsx";

/** It closes with the test. @returns the address of its first page, without the last slash */
export async function showcase(): Promise<string> {
  const styles = ["/assets/theme.css", "/assets/apps/showcase/style.css"];
  const statics = [
    { prefix: "/assets/apps/showcase/", dir: join(root, "apps/showcase"), only: /\.(css|svg|txt)$/ },
    { prefix: "/assets/", dir: join(root, "public"), only: /\.(css|svg)$/ },
  ];
  const on = await servedStage({ "/showcase/": { component: Showcase, ...meta, lang: "en", styles } }, { statics });
  return `${on.url}/showcase`;
}
