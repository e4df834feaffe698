// One widget: what it is, at work, and the source of that beside it.
import { useState } from "preact/hooks";
import { Html } from "sessile/widgets";
import { sourceOf } from "./source.ts";
import type { Listed } from "./stories/index.ts";

export function StoryPage({ story }: { story: Listed }) {
  const { title, description, file, Example } = story;
  const [source] = useState(() => sourceOf(file));
  return (
    <>
      <h1>{title}</h1>
      <p class="quiet">{description}</p>
      <div class="story">
        <section class="example" aria-label="Example">
          <Example />
        </section>
        <section class="source" aria-labelledby="source">
          <h2 id="source">
            Source <code class="quiet">{file}</code>
          </h2>
          <pre dir="ltr">
            <Html as="code" html={source} />
          </pre>
        </section>
      </div>
    </>
  );
}
