import Counter from "../../apps/counter/app.tsx";
import Gallery, { type GalleryEntry } from "../../apps/gallery/app.tsx";
import { framed } from "../../apps/gallery/frame.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

const entries: readonly GalleryEntry[] = [
  { name: "counter", href: "/counter/", title: "Counter", description: "One number." },
  { name: "todo", href: "/todo/", title: "To-do", description: "A list." },
];

function Front() {
  return <Gallery apps={entries} />;
}

scenario({
  name: "gallery-leads-to-apps",
  apps: { "/": Front, "/counter/": framed(Counter, "One number.") },
  async play(user) {
    await sees(user, "heading", "Sessile");
    await user.click("link", "Counter");
    await sees(user, "status", "Count: 0");
    await user.click("button", "Increment");
    await sees(user, "status", "Count: 1");
    await user.click("link", "Sessile apps");
    await sees(user, "heading", "To-do");
  },
});
