/** Location is state: three views and a path there is nothing at. What was counted stays, wherever one goes. */
import { useState } from "preact/hooks";
import { useLocation, useStatus, useTitle } from "sessile/ui";

export function Routed() {
  const { path, query, hash, href, navigate } = useLocation();
  const [count, setCount] = useState(0);
  const item = /^\/items\/(\w+)$/.exec(path)?.[1];
  useTitle(`Routed ${path}`);
  return (
    <main>
      <nav>
        <a href={href("/")}>Home</a> <a href={href("/items/1")}>One</a> <a href={href("/items/2")}>Two</a>{" "}
        <a href={href("?page=2")}>Page two</a> <a href={href("/nothing")}>Nothing</a> <a href="#note">Note</a>{" "}
        <a href="/elsewhere/">Elsewhere</a>
      </nav>
      <p role="status">
        {path}
        {query.size > 0 && ` ?${query}`}
        {hash} counted {count}
      </p>
      {path === "/" ? <h1>Home</h1> : item ? <h1>Item {item}</h1> : <Missing />}
      <button type="button" onClick={() => setCount(count + 1)}>
        Count
      </button>
      <button type="button" onClick={() => navigate("/items/3")}>
        Go to three
      </button>
      <button type="button" onClick={() => navigate("/items/4", { replace: true })}>
        Replace by four
      </button>
      <button type="button" onClick={() => navigate("../elsewhere/")}>
        Leave
      </button>
      <label>
        Draft <input name="draft" />
      </label>
      <p id="note">A note.</p>
    </main>
  );
}

function Missing() {
  useStatus(404);
  return <h1>There is nothing here</h1>;
}
