/// <reference types="vite/types/importMeta.d.ts" />
// Gallery, in development: the cards say what the apps' sources say now.

import Gallery, { meta } from "./app.tsx";
import type { FoundApp } from "./discover.ts";

export { meta };

const modules = import.meta.glob<{ readonly meta?: Partial<FoundApp> }>(["../*/app.tsx", "!../gallery/*"], {
  eager: true,
});

const apps = Object.entries(modules).map(([path, { meta }]) => {
  const name = path.split("/").at(-2) ?? "";
  return { name, href: `/${name}/`, title: meta?.title ?? name, description: meta?.description ?? "" };
});

export default function DevGallery() {
  return <Gallery apps={apps} />;
}
