// Add two: two questions and their sum, as one program. Each step has its place in the browser's history. Back from the
// second number leads to the first; once the sum is shown that is settled, and going back is ignored.
import { Flow, type FlowHandle, isBack } from "sessile/ui";

export const meta = {
  title: "Add two",
  description: "Two questions and a sum, written as one loop with await. Back corrects the first number.",
};

async function addTwo({ ask, tell, commit }: FlowHandle) {
  let first: number | undefined;
  for (;;) {
    first = await ask("First number", { type: "number", ...(first !== undefined && { initial: first }) });
    try {
      const second = await ask("Second number", { type: "number", back: true });
      commit();
      await tell(
        <p role="status" class="figure small">
          {first} + {second} = {first + second}
        </p>,
        { button: "Again" },
      );
      first = undefined;
    } catch (error) {
      if (!isBack(error)) throw error;
    }
  }
}

export default function AddTwo() {
  return (
    <main>
      <h1>Add two</h1>
      <Flow run={addTwo} history="step" />
    </main>
  );
}
