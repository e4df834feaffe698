/** Apps as the gallery shows them, with its style sheet: what is seen, and what a person can press. */

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import Negative from "../../apps/negative/app.tsx";
import { serve } from "../../runtime/serve.ts";
import { newPage } from "../support/chromium.ts";
import { builtClient } from "../support/client-build.ts";
import { root } from "../support/sources.ts";

const log = { info() {}, warn() {}, error() {} };

test.each([true, false])(
  "negative: while it asks, nothing else can be pressed, and it asks once (script: %s)",
  async (script) => {
    await builtClient();
    const service = await serve(
      { "/": { component: Negative, styles: ["/assets/theme.css"] } },
      { port: 0, host: "127.0.0.1", log, statics: [{ prefix: "/assets/", dir: join(root, "public") }] },
    );
    onTestFinished(() => service.close());
    const page = await newPage({ javaScriptEnabled: script });
    await page.goto(service.url);
    const increment = page.getByText("Increment", { exact: true });
    expect(await increment.isVisible()).toBe(true);
    await page.getByRole("button", { name: "Decrement" }).dblclick();
    const question = page.getByRole("group", { name: "GO NEGATIVE?" });
    await question.waitFor();
    expect(await increment.isVisible()).toBe(false);
    await page.getByRole("button", { name: "No" }).click();
    await increment.waitFor();
    expect(await question.count()).toBe(0);
    await page.getByText("Count: 0").waitFor();
    await page.close();
  },
);
