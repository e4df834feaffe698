import type { ComponentChildren } from "preact";
import { useState } from "react";
import { prevent } from "sessile/ui";
import { expect } from "vitest";
import { Route, Router, Switch, useLocation } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { bothWays } from "./users.ts";

/** A place within the page: the server goes there, the browser stays. Without script it is a button beside the link. */
function Place({ to, children }: { to: string; children: ComponentChildren }) {
  const [, go] = useLocation();
  return (
    <a href="#" onClick={prevent(() => go(to))}>
      {children}
    </a>
  );
}

function Harbour() {
  const [location] = useState(() => memoryLocation({ path: "/" }));
  return (
    <Router hook={location.hook}>
      <nav>
        <Place to="/">Harbour</Place>
        <Place to="/berths/7">Berth 7</Place>
      </nav>
      <button onClick={() => location.navigate("/nowhere")}>Sail off</button>
      <h1>
        <Switch>
          <Route path="/">All berths</Route>
          <Route path="/berths/:id">{({ id }) => `Berth ${id}`}</Route>
          <Route>Open sea</Route>
        </Switch>
      </h1>
    </Router>
  );
}

bothWays("wouter: routes in the page's memory", Harbour, async (user) => {
  const go = (name: string) => user.click(user.driver === "forms" ? "button" : "link", name);
  expect(await user.texts("heading")).toEqual(["All berths"]);
  await go("Berth 7");
  expect(await user.texts("heading")).toEqual(["Berth 7"]);
  await user.click("button", "Sail off");
  expect(await user.texts("heading")).toEqual(["Open sea"]);
  await go("Harbour");
  expect(await user.texts("heading")).toEqual(["All berths"]);
});
