import { useState } from "preact/hooks";
import { formData, prevent, useLocation } from "sessile/ui";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

/** Nobody listens to its fields: the form is read when it is sent. */
function Uncontrolled() {
  const [told, setTold] = useState("");
  const [named, setNamed] = useState("");
  return (
    <main>
      <form
        onSubmit={prevent((event) => {
          const { elements } = event.currentTarget;
          setNamed(
            `${(elements.namedItem("q") as HTMLInputElement).value}, ${(elements as unknown as { size: { value: string } }).size.value}`,
          );
          setTold(
            [...formData(event)]
              .map(([name, value]) => `${name}=${typeof value === "string" ? value : value.name}`)
              .join(" "),
          );
        })}
      >
        <label>
          Query <input name="q" />
        </label>
        <label>
          Small <input type="radio" name="size" value="S" />
        </label>
        <label>
          Large <input type="radio" name="size" value="L" />
        </label>
        <label>
          Paper <input type="file" name="paper" />
        </label>
        <button name="how" value="fast">
          Go
        </button>
        <button name="how" value="slow">
          Later
        </button>
      </form>
      <p role="status">{told}</p>
      <p role="note">{named}</p>
    </main>
  );
}

scenario({
  name: "forms-uncontrolled",
  apps: { "/": Uncontrolled },
  async play(user) {
    await user.fill("Query", "tea & co");
    await user.check("Large");
    await user.upload("Paper", { name: "plan.txt", text: "x" });
    await user.click("button", "Later");
    await sees(user, "status", "q=tea & co size=L paper=plan.txt how=slow");
    await sees(user, "note", "tea & co, L");
  },
});

function Search() {
  const { query } = useLocation();
  return (
    <main>
      <form method="get">
        <label>
          Query <input name="q" defaultValue={query.get("q") ?? ""} />
        </label>
        <button type="submit">Search</button>
      </form>
      <p role="status">{query.get("q")}</p>
    </main>
  );
}

scenario({
  name: "forms-get",
  apps: { "/": Search },
  async play(user) {
    await user.fill("Query", "100 % öl");
    await user.click("button", "Search");
    await sees(user, "status", "100 % öl");
  },
});

function Elsewhere() {
  const [log, setLog] = useState("");
  return (
    <main>
      <form onSubmit={() => setLog("heard")}>
        <label>
          Query <input name="q" />
        </label>
        <button type="submit">Here</button>
        <button type="submit" formaction="/found/" name="by" value="name">
          There
        </button>
      </form>
      <p role="status">{log}</p>
    </main>
  );
}

function Found() {
  return <p role="status">{useLocation().query.toString()}</p>;
}

scenario({
  name: "forms-formaction",
  apps: { "/": Elsewhere, "/found/": Found },
  async play(user) {
    await user.fill("Query", "tea");
    await user.click("button", "Here");
    await sees(user, "status", "heard");
    await user.click("button", "There");
    await sees(user, "status", "q=tea&by=name");
  },
});

function Own() {
  return (
    <form>
      <label>
        Query <input name="q" />
      </label>
      <button formaction="/found/">There</button>
    </form>
  );
}

scenario({
  name: "forms-formaction-alone",
  apps: { "/": Own, "/found/": Found },
  async play(user) {
    await user.fill("Query", "tea");
    await user.click("button", "There");
    await sees(user, "status", "q=tea");
  },
});
