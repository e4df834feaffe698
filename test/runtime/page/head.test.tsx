/** What components put into the document around them: title, meta, links, language. */
import { useState } from "preact/hooks";
import { Head, useTitle } from "sessile/ui";
import { expect, test } from "vitest";
import { attr } from "../../support/copy.ts";
import { MemoryUser } from "../../support/drivers/memory.ts";
import { expectSame } from "../../support/drivers/scenario.ts";
import { stage } from "../../support/stage.tsx";

function Inner() {
  useTitle("Inner");
  return null;
}

function App() {
  const [n, setN] = useState(0);
  const [inner, setInner] = useState(false);
  const [german, setGerman] = useState(false);
  return (
    <main>
      <Head {...(german && { lang: "de" })}>
        <title>Outer {n}</title>
        <meta name="description" content={`About ${n} & <more>`} />
        {german && <link rel="alternate" hreflang="en" href="/en/" />}
      </Head>
      {inner && <Inner />}
      <button type="button" onClick={() => setN(n + 1)}>
        More
      </button>
      <button type="button" onClick={() => setInner(!inner)}>
        Inner
      </button>
      <button type="button" onClick={() => setGerman(!german)}>
        German
      </button>
    </main>
  );
}

test("title, meta, links and language follow the components, and go with them", async () => {
  const user = await MemoryUser.open(stage({ "/": { component: App, title: "Default", lang: "en" } }), "/");
  const head = () => {
    const named = [...user.copy.elements].filter((e) => attr(e, "name") === "description" || attr(e, "hreflang"));
    return [attr(user.copy.root, "lang"), ...named.map((e) => attr(e, "content") ?? attr(e, "href"))];
  };
  expect([await user.title(), head()]).toEqual(["Outer 0", ["en", "About 0 & <more>"]]);
  await user.click("button", "More");
  expect([await user.title(), head()]).toEqual(["Outer 1", ["en", "About 1 & <more>"]]);
  await user.click("button", "Inner");
  expect(await user.title()).toBe("Inner");
  await user.click("button", "More");
  expect(await user.title()).toBe("Inner");
  await user.click("button", "Inner");
  expect(await user.title()).toBe("Outer 2");
  await user.click("button", "German");
  expect(head()).toEqual(["de", "About 2 & <more>", "/en/"]);
  await user.click("button", "German");
  expect(head()).toEqual(["en", "About 2 & <more>"]);
  await expectSame(user);
});

test("of several titles and languages the one mounted last shows, whichever goes first", async () => {
  function Says({ lang }: { lang: string }) {
    useTitle(`title ${lang}`);
    return <Head lang={lang} />;
  }
  function Two() {
    const [shown, setShown] = useState(["de", "fr"]);
    return (
      <main>
        {shown.map((lang) => (
          <Says key={lang} lang={lang} />
        ))}
        <button type="button" onClick={() => setShown(["fr"])}>
          One
        </button>
        <button type="button" onClick={() => setShown([])}>
          None
        </button>
      </main>
    );
  }
  const user = await MemoryUser.open(stage({ "/": { component: Two, title: "Default", lang: "en" } }), "/");
  const says = async () => [await user.title(), attr(user.copy.root, "lang")];
  expect(await says()).toEqual(["title fr", "fr"]);
  await user.click("button", "One");
  expect(await says()).toEqual(["title fr", "fr"]);
  await user.click("button", "None");
  expect(await says()).toEqual(["Default", "en"]);
});

test("an app without a title of its own has the definition's, or the component's name", async () => {
  function Plain() {
    return <main>plain</main>;
  }
  const on = stage({ "/": Plain, "/named/": { component: Plain, title: "Named" } });
  expect(await (await MemoryUser.open(on, "/")).title()).toBe("Plain");
  expect(await (await MemoryUser.open(on, "/named/")).title()).toBe("Named");
});
