import { useState } from "preact/hooks";
import { useRefresh } from "sessile/ui";
import { expect, test } from "vitest";
import { attr } from "../../support/copy.ts";
import { FormsUser } from "../../support/drivers/forms.ts";
import { byRole } from "../../support/roles.ts";
import { stage } from "../../support/stage.tsx";
import { Visitor } from "../../support/visitor.ts";

function Queue({ name, seconds }: { name: string; seconds: number }) {
  const [waits, setWaits] = useState(false);
  useRefresh(waits ? seconds : null);
  return (
    <button type="button" onClick={() => setWaits(!waits)}>
      {name}
    </button>
  );
}

function Queues() {
  return (
    <main>
      <Queue name="Slow" seconds={30} />
      <Queue name="Fast" seconds={2.4} />
    </main>
  );
}

/** Seconds after which a document without script loads itself anew. */
async function refresh(user: FormsUser): Promise<string | undefined> {
  const meta = [...user.copy.elements].find((e) => attr(e, "http-equiv") === "refresh");
  return meta && attr(meta, "content");
}

test("of several refreshes the soonest counts, and one that ends leaves the others", async () => {
  const user = await FormsUser.open(stage({ "/": Queues }), "/");
  expect(await refresh(user)).toBe(undefined);
  await user.click("button", "Slow");
  expect(await refresh(user)).toBe("30");
  await user.click("button", "Fast");
  expect(await refresh(user)).toBe("2");
  await user.click("button", "Fast");
  expect(await refresh(user)).toBe("30");
  await user.click("button", "Slow");
  expect(await refresh(user)).toBe(undefined);
});

test("with script nothing refreshes", async () => {
  const { runtime } = stage({ "/": Queues });
  const visitor = new Visitor(runtime);
  const copy = await visitor.open("/");
  await visitor.act("/", copy, [["click", copy.address(byRole(copy, "button", "Slow"))]], 1);
  const [meta] = [...copy.elements].filter((e) => attr(e, "http-equiv") === "refresh");
  expect(meta).toBe(undefined);
});
