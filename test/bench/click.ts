/** In process: a click comes in, the patch text is there. Dispatch, render, fold, frame. */
import { Counter } from "./counter.tsx";
import { aside, figure, interleave, median, timed } from "./harness.ts";
import { OpenPage } from "./pages.ts";

const CALLS = 50_000;

const open = (): { page: OpenPage; button: number } => {
  const page = new OpenPage(Counter);
  return { page, button: page.buttons[0] as number };
};
const one = open();
const thousand = Array.from({ length: 1000 }, open);
const click = ({ page, button }: ReturnType<typeof open>): void => {
  if (!page.click(button).includes(">Count: ")) throw new Error("no patch");
};

const rounds = await interleave(7, {
  one: () => timed(CALLS, () => click(one)),
  inTurn: () => timed(CALLS, (i) => click(thousand[i % 1000] as ReturnType<typeof open>)),
});
figure("click-to-patch", median(rounds.one));
// Here most of what a click touches has to be fetched from memory: that depends on who else uses the machine's caches.
aside("click-to-patch-1000-pages-in-turn", median(rounds.inTurn), "µs");
