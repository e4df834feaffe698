/** What React's libraries ask of the document in an effect. */
import { expect, test } from "vitest";
import { ServerDocument } from "../../../runtime/dom/document.ts";

test("the title is the title element's text", () => {
  const document = new ServerDocument({ dirty() {}, settle() {}, report() {} });
  document.title = "nowhere to put it";
  expect(document.title).toBe("");
  const head = document.documentElement.appendChild(document.createElement("head"));
  const title = head.appendChild(document.createElement("title"));
  document.title = "One";
  const text = title.firstChild;
  document.title = "Two";
  expect(document.title).toBe("Two");
  expect(title.firstChild).toBe(text);
});

test("nothing has the focus but the body", () => {
  const document = new ServerDocument({ dirty() {}, settle() {}, report() {} });
  const body = document.documentElement.appendChild(document.createElement("body"));
  expect(document.activeElement).toBe(body);
});
