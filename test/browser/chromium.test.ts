import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPage } from "../support/chromium.ts";

const html = `<!doctype html><title>Page</title><p>written</p><script>document.querySelector("p").append(" and run")</script>`;
const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
let url: string;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

test("Chromium loads a page and runs its script", async () => {
  const page = await newPage({ colorScheme: "dark", viewport: { width: 500, height: 400 } });
  await page.goto(url);
  expect(await page.textContent("p")).toBe("written and run");
  const seen = () => [innerWidth, innerHeight, matchMedia("(prefers-color-scheme: dark)").matches];
  expect(await page.evaluate(seen)).toEqual([500, 400, true]);
  await page.close();
});

test("Chromium without script", async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(url);
  expect(await page.textContent("p")).toBe("written");
});

test("two pages share no storage", async () => {
  const [one, other] = [await newPage(), await newPage()];
  await one.goto(url);
  await one.evaluate(() => localStorage.setItem("a", "1"));
  await other.goto(url);
  expect(await other.evaluate(() => localStorage.getItem("a"))).toBe(null);
});
