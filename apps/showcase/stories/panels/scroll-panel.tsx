import { useRef, useState } from "preact/hooks";
import { Button, FlowPanel, ScrollPanel, type ScrollPanelHandle } from "sessile/widgets";

export const title = "ScrollPanel";
export const description = "Shows a part of what is larger than it, and brings any other part into sight.";

const LINES = Array.from({ length: 40 }, (_, i) => `Line ${i + 1}`);

export default function ScrollPanelStory() {
  const panel = useRef<ScrollPanelHandle>(null);
  const middle = useRef<HTMLLIElement>(null);
  const [top, setTop] = useState(0);
  return (
    <>
      <ScrollPanel label="Forty lines" height={180} ref={panel} onScroll={({ top }) => setTop(top)}>
        <ol>
          {LINES.map((line, index) => (
            <li key={line} ref={index === 19 ? middle : null}>
              {line}
            </li>
          ))}
        </ol>
      </ScrollPanel>
      <FlowPanel>
        <Button onClick={() => panel.current?.scrollToTop()}>First</Button>
        <Button onClick={() => panel.current?.ensureVisible(middle)}>Line 20</Button>
        <Button onClick={() => panel.current?.scrollToBottom()}>Last</Button>
      </FlowPanel>
      <p class="quiet">Scrolled by {Math.round(top)} pixels.</p>
    </>
  );
}
