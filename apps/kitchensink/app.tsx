// Kitchen sink: all widgets there are, in twelve sinks. Each has an address of its own, so each can be bookmarked, and back goes
// back through them; what was typed or opened in one is still there when one returns.
import { useRef } from "preact/hooks";
import { useLocation, useStatus, useTitle } from "sessile/ui";
import { Dialogs, Hyperlink, Toasts } from "sessile/widgets";
import { SINKS, type Sink } from "./sinks/index.ts";

export const meta = {
  title: "Kitchen sink",
  description: "Every widget in one of twelve sinks, each with an address of its own.",
  routes: true,
};

export default function KitchenSink() {
  const { path } = useLocation();
  const current = SINKS.find((sink) => sink.path === path);
  useTitle(current ? `${current.title} · Kitchen sink` : "Not found · Kitchen sink");
  return (
    <Dialogs>
      <Toasts>
        <div class="sinks">
          <nav aria-label="Sinks">
            <ul>
              {SINKS.map(({ path: to, title }) => (
                <li key={to}>
                  <Hyperlink to={to}>{title}</Hyperlink>
                </li>
              ))}
            </ul>
          </nav>
          <main>
            {current ? (
              <>
                <h1>{current.title}</h1>
                <p class="quiet">{current.description}</p>
              </>
            ) : (
              <Missing />
            )}
            <Kept current={current} />
          </main>
        </div>
      </Toasts>
    </Dialogs>
  );
}

/** A sink that was seen stays, out of sight: its fields keep what was typed. */
function Kept({ current }: { readonly current: Sink | undefined }) {
  const seen = useRef(new Set<Sink>()).current;
  if (current) seen.add(current);
  return SINKS.filter((sink) => seen.has(sink)).map((sink) => (
    <div key={sink.path} class="sink" hidden={sink !== current}>
      <sink.Content />
    </div>
  ));
}

function Missing() {
  useStatus(404);
  return (
    <>
      <h1>No such sink</h1>
      <p>
        There are twelve: <Hyperlink to="/">begin with the first</Hyperlink>.
      </p>
    </>
  );
}
