/** Two copies of Preact in one process break hooks; every package has to find the same one. */
import { useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { createPortal } from "preact/compat";
import { useState } from "preact/hooks";
import { render } from "preact-render-to-string";
import * as React from "react";
import * as ReactDom from "react-dom";
import { expect, test } from "vitest";

test("react and react-dom are Preact itself", () => {
  expect(React.useState).toBe(useState);
  expect(React.Fragment).toBe(Fragment);
  expect(ReactDom.createPortal).toBe(createPortal);
});

test("hooks, React's hooks and signals work in one component", () => {
  function Mixed() {
    const [one] = useState(1);
    const [two] = React.useState(2);
    const three = useSignal(3);
    return (
      <p>
        {one} {two} {three.value} {three}
      </p>
    );
  }
  expect(render(<Mixed />)).toBe("<p>1 2 3 3</p>");
});
