/** What a component opened that was never mounted, because something failed in the same render, is closed. */
import { Component, type ComponentChildren } from "preact";
import { Suspense } from "preact/compat";
import { useResource } from "sessile/ui";
import { beforeEach, expect, test } from "vitest";
import { byRole, textByRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { Visitor } from "../../support/visitor.ts";

let told: string[] = [];
let failing = true;
beforeEach(() => {
  told = [];
  failing = true;
});

class Connection {
  open = true;
  constructor(readonly name: string) {}
  close(): void {
    told.push(`close ${this.name}${this.open ? "" : " AGAIN"}`);
    this.open = false;
  }
}

function Holder({ name }: { name: string }) {
  useResource(() => new Connection(name));
  return <p>{name}</p>;
}

/** Shows nothing of what failed, until it is told to try again. */
class Boundary extends Component<{ children?: ComponentChildren }> {
  override state = { failed: false };
  static override getDerivedStateFromError = () => ({ failed: true });
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <button type="button" onClick={() => this.setState({ failed: false })}>
        Again
      </button>
    );
  }
}

function Fails({ name }: { name: string }) {
  useResource(() => new Connection(name));
  if (failing) throw new Error("meant");
  return <p role="status">works</p>;
}
function Both() {
  return (
    <Boundary>
      <Holder name="sibling" />
      <Fails name="failing" />
    </Boundary>
  );
}

test("is closed at once, the latest first: its own, and that of others that were never mounted", async () => {
  await new Visitor(stage({ "/": Both }).runtime).open("/");
  expect(told).toEqual(["close failing", "close sibling"]);
});

test("and opened anew where it is tried again", async () => {
  const visitor = new Visitor(stage({ "/": Both }).runtime);
  const copy = await visitor.open("/");
  told = [];
  failing = false;
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Again"))]], 1);
  expect(textByRole(copy, "status")).toBe("works");
  expect(told).toEqual([]);
});

test("is closed where no boundary is there, too", async () => {
  const on = stage({ "/": () => <Fails name="failing" /> });
  await new Visitor(on.runtime).visit("/");
  expect(told).toEqual(["close failing"]);
});

test("stays open in one that only waits", async () => {
  let arrive: () => void = () => {};
  const coming = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let come = false;
  function Waits() {
    const connection = useResource(() => new Connection("waiting"));
    if (!come) throw coming;
    return <p role="status">{connection.open ? "open" : "closed"}</p>;
  }
  const on = stage({
    "/": () => (
      <Suspense fallback={<p role="status">waits</p>}>
        <Waits />
      </Suspense>
    ),
  });
  const visitor = new Visitor(on.runtime);
  const copy = await visitor.open("/");
  come = true;
  arrive();
  await new Promise(setImmediate);
  await visitor.post("/", { p: copy.token, n: 1, v: 0, e: [] });
  const document = on.documents[0];
  expect([document?.body?.textContent?.includes("open"), told]).toEqual([true, []]);
});
