// What stands around the stories: the list of them, at the side and on the first page.
import { useLocation, useStatus } from "sessile/ui";
import { FAMILIES } from "./stories/index.ts";

/** All stories at the side, where there is room; on a phone the way back to the list of them. */
export function Nav({ current }: { current: string }) {
  const { href } = useLocation();
  return (
    <nav aria-label="Widgets">
      <a class="all" href={href("/")}>
        All widgets
      </a>
      {FAMILIES.map(({ name, stories }) => (
        <section key={name}>
          <h2>{name}</h2>
          <ul>
            {stories.map(({ path, title }) => (
              <li key={path}>
                <a href={href(path)} aria-current={path === current ? "page" : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** The first page: every widget, with a line of what it is. */
export function Front({ description }: { description: string }) {
  const { href } = useLocation();
  return (
    <main class="wide showcase-front">
      <h1>Showcase</h1>
      <p class="quiet">{description}</p>
      {FAMILIES.map(({ name, stories }) => (
        <section key={name} aria-labelledby={`family-${name}`}>
          <h2 id={`family-${name}`}>{name}</h2>
          <ul class="cards">
            {stories.map(({ path, title, description }) => (
              <li key={path}>
                <h3>
                  <a href={href(path)}>{title}</a>
                </h3>
                <p>{description}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

export function Missing({ path }: { path: string }) {
  const { href } = useLocation();
  useStatus(404);
  return (
    <>
      <h1>No such widget</h1>
      <p>
        There is nothing at <code>{path}</code>. <a href={href("/")}>All widgets</a>
      </p>
    </>
  );
}
