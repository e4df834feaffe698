/** Anchor and Hyperlink. */
import { testServer, visit } from "sessile/testing";
import "sessile/testing/vitest";
import { useLocation } from "sessile/ui";
import { Anchor, Hyperlink } from "sessile/widgets";
import { expect, test } from "vitest";

test.each(["javascript:alert(1)", " JaVa\tScript:alert(1)", "\u0001javascript:alert(1)", "data:text/html,hi"])(
  "Anchor leaves out what would run: %j",
  async (href) => {
    const page = await visit(() => (
      <Anchor href={href} data-testid="link">
        Mine
      </Anchor>
    ));
    expect(page.getByTestId("link").attribute("href")).toBeNull();
  },
);

test("Anchor leads anywhere else, and a window of its own learns nothing of this one", async () => {
  const page = await visit(() => (
    <>
      <Anchor href="https://example.org/" target="_blank" class="own">
        Away
      </Anchor>
      <Anchor href="#here" rel="bookmark">
        Here
      </Anchor>
    </>
  ));
  const away = page.getByRole("link", { name: "Away" });
  expect(away).toHaveAttribute("href", "https://example.org/");
  expect(away).toHaveAttribute("rel", "noopener");
  expect(away).toHaveAttribute("class", "own");
  expect(page.getByRole("link", { name: "Here" })).toHaveAttribute("rel", "bookmark");
});

function Harbour() {
  const { path, query } = useLocation();
  return (
    <>
      <Hyperlink to="/">All</Hyperlink>
      <Hyperlink to="/berths?free=1">Free berths</Hyperlink>
      <p role="status">{`${path} ${query.get("free") ?? ""}`}</p>
    </>
  );
}

test.each([true, false])("Hyperlink: the tree and the history follow (script: %s)", async (script) => {
  const server = testServer({ "/harbour/": { component: Harbour, routes: true } });
  const page = await server.newUser({ script }).visit("/harbour/");
  const [all, free] = ["All", "Free berths"].map((name) => page.getByRole("link", { name }));
  expect(all).toHaveAttribute("aria-current", "page");
  await free?.click();
  expect(page).toHaveURL("/harbour/berths?free=1");
  expect(page.getByRole("status")).toHaveText("/berths 1");
  expect(free).toHaveAttribute("aria-current", "page");
  expect(all?.attribute("aria-current")).toBeNull();
  await page.back();
  expect(page.getByRole("status")).toHaveText("/");
});
