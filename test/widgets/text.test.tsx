/** Label, Html, Heading. */
import { useRef, useState } from "preact/hooks";
import { visit } from "sessile/testing";
import "sessile/testing/vitest";
import { Button, Heading, Html, Label } from "sessile/widgets";
import { expect, test } from "vitest";

test("Label names the control of that id; without one it is a text", async () => {
  const page = await visit(() => (
    <>
      <Label for="berth" class="wide" data-testid="named">
        Berth
      </Label>
      <input id="berth" />
      <Label wrap={false} align="end" className="own" style={{ color: "red" }} data-testid="text">
        Long
      </Label>
    </>
  ));
  expect(page.getByLabel("Berth")).toHaveAttribute("id", "berth");
  expect(page.getByTestId("named")).toHaveAttribute("class", "label wide");
  const text = page.getByTestId("text");
  expect(text).toHaveAttribute("class", "label end one-line own");
  expect(text).toHaveAttribute("style", "color:red;");
  expect(page.html).toContain("<span");
});

test("Html shows trusted markup, and other markup as it changes", async () => {
  const page = await visit(() => {
    const [strong, setStrong] = useState(false);
    const ref = useRef<HTMLElement>(null);
    const [tag, setTag] = useState("");
    return (
      <>
        <Html
          ref={ref}
          as="p"
          class="news"
          aria-label="News"
          html={strong ? "<strong>Gale</strong>" : "<em>Calm</em>"}
        />
        <Button onClick={() => setStrong(true)}>Wind</Button>
        <Button onClick={() => setTag(ref.current?.localName ?? "")}>Look</Button>
        <p role="status">{tag}</p>
      </>
    );
  });
  expect(page.getByRole("emphasis")).toHaveText("Calm");
  await page.getByRole("button", { name: "Wind" }).click();
  expect(page.getByRole("strong")).toHaveText("Gale");
  expect(page.getByRole("paragraph", { name: "News" })).toHaveAttribute("class", "news");
  await page.getByRole("button", { name: "Look" }).click();
  expect(page.getByRole("status")).toHaveText("p");
});

test("Heading has its level in the outline, whatever its size", async () => {
  const page = await visit(() => (
    <>
      <Heading>Provisions</Heading>
      <Heading level={3} size={1} id="crew" class="own">
        Crew
      </Heading>
    </>
  ));
  expect(page.getByRole("heading", { level: 2 })).toHaveText("Provisions");
  const crew = page.getByRole("heading", { level: 3 });
  expect(crew).toHaveText("Crew");
  expect(crew).toHaveAttribute("id", "crew");
  expect(crew).toHaveAttribute("class", "size-1 own");
});
