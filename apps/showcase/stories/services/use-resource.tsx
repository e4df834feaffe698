import { useState } from "preact/hooks";
import { Button, useResource } from "sessile/widgets";

export const title = "useResource";
export const description =
  "Something that is opened for a component, and closed with it: a connection, a file, a watch.";

/** Stands for a database: it counts who is connected. */
const database = {
  open: 0,
  connect() {
    database.open++;
    return { close: () => database.open-- };
  },
};

function Connected() {
  useResource(database.connect);
  return <p>This part has a connection.</p>;
}

export default function UseResourceStory() {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Button aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        Connected
      </Button>
      {isShown && <Connected />}
    </>
  );
}
