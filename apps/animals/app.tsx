// Animals: think of one, and the game guesses it, or learns it. The game is a recursion over what it knows, with questions
// in the middle of it. What it has learnt is the session's: all your tabs play with it, and nobody else's words turn up.
import { useRef } from "preact/hooks";
import { Flow, type FlowHandle, useShared } from "sessile/ui";
import { animals, asQuestion, BEGINNING, type Knowledge, type Lesson, taught, withArticle } from "./knowledge.ts";

export const meta = {
  title: "Animals",
  description: "Think of an animal: the game guesses it, or learns it from you. A recursive function with await.",
};

/** Goes down by the answers to what it knows. @returns what it has learnt, or null */
async function guess(known: Knowledge, flow: FlowHandle): Promise<Lesson | null> {
  const { confirm, tell } = flow;
  if (typeof known !== "string") return guess((await confirm(known.question)) ? known.yes : known.no, flow);
  if (!(await confirm(`Is it ${known}?`))) return learn(known, flow);
  await tell("I guessed it!", { button: "Play again" });
  return null;
}

async function learn(wrong: string, { ask, confirm }: FlowHandle): Promise<Lesson> {
  const right = withArticle(await ask("I give up. What is it?"));
  const question = asQuestion(await ask(`Which question tells ${right} from ${wrong}?`));
  const yes = await confirm(`${question} For ${right}, the answer is`);
  return { wrong, fork: yes ? { question, yes: right, no: wrong } : { question, yes: wrong, no: right } };
}

export default function Animals() {
  const [known, setKnown] = useShared<Knowledge>("animals:known", BEGINNING);
  const latest = useRef(known);
  latest.current = known;

  const play = async (flow: FlowHandle) => {
    for (;;) {
      await flow.tell("Think of an animal.", { button: "I have one" });
      const lesson = await guess(latest.current, flow);
      // Another tab may have learnt something meanwhile: to that this is added.
      if (lesson) setKnown((now) => taught(now, lesson));
    }
  };

  return (
    <main>
      <h1>Animals</h1>
      <Flow run={play} />
      <p role="status" class="quiet">
        I know {animals(known).length} animals: {animals(known).join(", ")}.
      </p>
    </main>
  );
}
