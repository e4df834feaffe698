import { useState } from "preact/hooks";
import { DragArea, Draggable, DropTarget } from "sessile/widgets";

export const title = "DropTarget";
export const description =
  "A place that takes what it accepts. What is moved stays on the server: the target gets that very value.";

interface Catch {
  readonly name: string;
  readonly kilos: number;
}

const FISH: readonly Catch[] = [
  { name: "Cod", kilos: 4 },
  { name: "Herring", kilos: 0.2 },
  { name: "Tuna", kilos: 80 },
];

export default function DropTargetStory() {
  const [sold, setSold] = useState<readonly Catch[]>([]);
  const kilos = sold.reduce((sum, fish) => sum + fish.kilos, 0);
  const left = FISH.filter((fish) => !sold.includes(fish));
  return (
    <DragArea>
      {left.map((fish) => (
        <Draggable key={fish.name} label={fish.name} data={fish}>
          {fish.name}, {fish.kilos} kg
        </Draggable>
      ))}
      <DropTarget<Catch> label="Scales" accepts={(fish) => fish.kilos < 50} onDrop={(fish) => setSold([...sold, fish])}>
        <p>Scales for less than 50 kg</p>
        <p>
          <output>{kilos} kg</output>
        </p>
      </DropTarget>
    </DragArea>
  );
}
