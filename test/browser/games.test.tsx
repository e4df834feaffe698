/** The games as they are played with a mouse and keys. */
import { expect, test } from "vitest";
import Hangman from "../../apps/hangman/app.tsx";
import { WORDS } from "../../apps/hangman/words.ts";
import LightOut from "../../apps/lightout/app.tsx";
import Minesweeper from "../../apps/minesweeper/app.tsx";
import { newPage } from "../support/chromium.ts";
import { servedStage } from "../support/stage.tsx";

test("minesweeper: the right button sets flags, so does F; arrow keys go from square to square", async () => {
  const on = await servedStage({ "/": () => <Minesweeper /> });
  const page = await newPage();
  await page.goto(on.url);
  await page.getByRole("button", { name: "C3, closed" }).click({ button: "right" });
  await page.getByRole("button", { name: "C3, flag" }).waitFor();
  await page.getByText("Mines left: 9").waitFor();
  await page.getByRole("button", { name: "C3, flag" }).click({ button: "right" });
  await page.getByRole("button", { name: "C3, closed" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("D3, closed");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("D4, closed");
  await page.keyboard.press("f");
  await page.getByRole("button", { name: "D4, flag" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("D3, closed");
  await page.keyboard.press("Enter");
  await page.getByText("A number says").waitFor();
  // The clock runs by itself, and the flag kept its square closed.
  await page.getByText(/Time: [1-9]\d* s/).waitFor();
  expect(await page.getByRole("button", { name: "D4, flag" }).count()).toBe(1);
});

test("hangman: one just types", async () => {
  const on = await servedStage({ "/": () => <Hangman chance={() => 0} /> });
  const page = await newPage();
  await page.goto(on.url);
  await page.getByText("7 mistakes left").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("a");
  await page.keyboard.type(`q${WORDS[0].toUpperCase()}`);
  await page.getByText(`Yes: ${WORDS[0]}!`).waitFor();
  await page.getByRole("img", { name: "1 of 7 mistakes" }).waitFor();
});

test("lights out: arrow keys go from light to light, a hint has the focus", async () => {
  const on = await servedStage({ "/": () => <LightOut /> });
  const page = await newPage();
  await page.goto(on.url);
  await page.getByRole("button", { name: "Row 2, column 2" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe("Row 3, column 3");
  await page.getByRole("button", { name: "Hint" }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toMatch(/press this$/);
  await page.keyboard.press("Enter");
  await page.getByText(/, 1 press so far/).waitFor();
});
