/** A page that writes down what its handlers hear. */
import { type ComponentChildren, createContext, type JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { ChromiumUser } from "./drivers/chromium.ts";
import { eventsOf, type Network, pause, tap } from "./drivers/network.ts";
import { expectSame } from "./drivers/scenario.ts";
import { until } from "./drivers/user.ts";
import { servedStage } from "./stage.tsx";

/** What was heard, a line each. */
type Heard = (line: string) => void;
const Told = createContext<Heard>(() => {});

function Log({ children }: { children: ComponentChildren }) {
  const [lines, setLines] = useState<readonly string[]>([]);
  const [hear] = useState(() => (line: string) => setLines((now) => [...now, line]));
  return (
    <Told.Provider value={hear}>
      <main>
        {children}
        <ol>
          {lines.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </ol>
      </main>
    </Told.Provider>
  );
}

/** Opens it in Chromium. */
export async function openListening(Part: (props: { hear: Heard }) => JSX.Element) {
  function Listening() {
    return <Part hear={useContext(Told)} />;
  }
  const on = await servedStage({
    "/": () => (
      <Log>
        <Listening />
      </Log>
    ),
  });
  let network!: Network;
  const user = await ChromiumUser.open(on, "/", true, async (tab) => {
    network = await tap(tab);
  });
  /** All that was heard, once it is so many lines and no more. */
  const heard = async (count: number): Promise<string[]> => {
    await until(
      () => user.texts("listitem"),
      (lines) => lines.length >= count,
      `fewer than ${count} lines`,
    );
    await pause(50);
    const lines = await user.texts("listitem");
    await expectSame(user);
    return lines;
  };
  const sent = () => network.posts.flatMap(eventsOf);
  return { on, user, tab: user.tab, network, heard, sent };
}
