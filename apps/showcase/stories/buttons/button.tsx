import { useState } from "preact/hooks";
import { Button } from "sessile/widgets";

export const title = "Button";
export const description = "Does something at once. One of a page leads on; what destroys says so by its colour.";

export default function ButtonStory() {
  const [pages, setPages] = useState(1);
  return (
    <>
      <p role="status">Pages: {pages}</p>
      <p class="row">
        <Button kind="primary" onClick={() => setPages(pages + 1)}>
          Add a page
        </Button>{" "}
        <Button onClick={() => setPages(pages * 2)}>Copy all</Button>{" "}
        <Button kind="danger" disabled={pages === 0} onClick={() => setPages(0)}>
          Delete all
        </Button>{" "}
        <Button kind="quiet" onClick={() => setPages(1)}>
          Start again
        </Button>
      </p>
    </>
  );
}
