// What this is.
import { Hyperlink } from "sessile/widgets";

export function Info() {
  return (
    <>
      <p>
        Each sink at the side holds widgets of one kind. They live on the server, in this session: go to another sink
        and come back, load the page anew, open it in a second tab.
      </p>
      <p>
        Each has an address of its own, so it can be bookmarked, and the browser's Back goes back through them. All of
        it works by keyboard, and in a browser without script.
      </p>
      <p>
        Begin with <Hyperlink to="/buttons">buttons</Hyperlink>, or with <Hyperlink to="/trees">trees</Hyperlink>.
      </p>
    </>
  );
}
