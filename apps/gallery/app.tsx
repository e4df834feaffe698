// Gallery: the front page. One card an app, found in the apps folder when the server starts.
import { Limpet, PageHead } from "./frame.tsx";

export const meta = {
  title: "Sessile gallery",
  description: "Small apps that live on the server: open one, open it twice, switch JavaScript off.",
};

export interface GalleryEntry {
  readonly name: string;
  readonly href: string;
  readonly title: string;
  readonly description: string;
}

export default function Gallery({ apps }: { apps: readonly GalleryEntry[] }) {
  return (
    <main class="wide">
      <PageHead description={meta.description} />
      <header class="hero">
        <Limpet />
        <h1>Sessile</h1>
        <p>{meta.description}</p>
      </header>
      <ul class="cards" aria-label="Apps">
        {apps.map(({ name, href, title, description }) => (
          <li key={name}>
            <h2>
              <a href={href}>{title}</a>
            </h2>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </main>
  );
}
