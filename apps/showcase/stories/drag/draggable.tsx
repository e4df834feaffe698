import { useState } from "preact/hooks";
import { DragArea, Draggable, DropTarget } from "sessile/widgets";

export const title = "Draggable";
export const description =
  "What can be moved: dragged by the pointer, or taken up by its button and put down by another.";

const CREW = ["Ada", "Grace", "Mary"];
const WATCHES = ["First watch", "Dog watch"];

export default function DraggableStory() {
  const [watchOf, setWatchOf] = useState<Record<string, string>>({ Ada: "First watch", Grace: "First watch" });
  const card = (name: string) => (
    <Draggable key={name} label={name} data={name} disabled={name === "Mary"}>
      {name}
      {name === "Mary" && <small class="quiet"> is the captain</small>}
    </Draggable>
  );
  return (
    <DragArea>
      {WATCHES.map((watch) => (
        <DropTarget<string>
          key={watch}
          label={watch}
          accepts={(name) => watchOf[name] !== watch}
          onDrop={(name) => setWatchOf({ ...watchOf, [name]: watch })}
        >
          <h2>{watch}</h2>
          {CREW.filter((name) => watchOf[name] === watch).map(card)}
        </DropTarget>
      ))}
      {CREW.filter((name) => !watchOf[name]).map(card)}
    </DragArea>
  );
}
