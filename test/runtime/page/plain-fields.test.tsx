/** Without script: which of the posted fields the user has changed. */
import { useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { expect, test } from "vitest";

function Trip() {
  const [country, setCountry] = useState("Italy");
  const [port, setPort] = useState("Genoa");
  const [told, setTold] = useState<string[]>([]);
  return (
    <>
      <label>
        Country{" "}
        <select
          value={country}
          onChange={(event) => {
            setCountry(event.currentTarget.value);
            setPort("");
          }}
        >
          <option>Italy</option>
          <option>Norway</option>
        </select>
      </label>
      <label>
        Port{" "}
        <input
          value={port}
          onInput={(event) => {
            const { value } = event.currentTarget;
            setPort(value);
            setTold((all) => [...all, value]);
          }}
        />
      </label>
      <p role="status">{told.join()}</p>
    </>
  );
}

test("what a handler makes of another field stands: that one was posted as it was shown", async () => {
  const page = await visit(Trip, { script: false });
  await page.getByLabel("Country").select("Norway");
  await page.getByRole("button", { name: "Apply" }).click();
  expect(page.getByLabel("Port")).toHaveValue("");
  expect(page.getByRole("status")).toHaveText("");
});

test("one that the user has changed as well counts after it", async () => {
  const page = await visit(Trip, { script: false });
  await page.getByLabel("Country").select("Norway");
  await page.getByLabel("Port").fill("Oslo");
  await page.getByRole("button", { name: "Apply" }).click();
  expect(page.getByLabel("Port")).toHaveValue("Oslo");
  expect(page.getByRole("status")).toHaveText("Oslo");
});
