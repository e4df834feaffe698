import { useState } from "preact/hooks";
import { Button, HorizontalPanel } from "sessile/widgets";

export const title = "HorizontalPanel";
export const description = "Puts its children side by side, in one line.";

export default function HorizontalPanelStory() {
  const [page, setPage] = useState(1);
  return (
    <HorizontalPanel justify="space-between" align="center">
      <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
        Back
      </Button>
      <span role="status">Page {page} of 3</span>
      <Button disabled={page === 3} onClick={() => setPage(page + 1)}>
        Next
      </Button>
    </HorizontalPanel>
  );
}
