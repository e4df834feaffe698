import { useState } from "preact/hooks";
import { NumberBox } from "sessile/widgets";

export const title = "NumberBox";
export const description = "A number, or none. The arrow keys step through it.";

export default function NumberBoxStory() {
  const [crew, setCrew] = useState<number | null>(2);
  const [draught, setDraught] = useState<number | null>(null);
  return (
    <>
      <NumberBox label="Crew" name="crew" min={1} max={12} value={crew} onChange={setCrew} />
      <NumberBox label="Draught in m" name="draught" min={0} step={0.1} onChange={setDraught} />
      <p role="status">
        {crew === null ? "Nobody" : `${crew} on board`}
        {draught !== null && `, ${draught} m under water`}
      </p>
    </>
  );
}
