import type { ComponentChildren } from "preact";
import { useState } from "react";
import { prevent, useLocation } from "sessile/ui";
import { expect, test } from "vitest";
import { Route, Router, Switch, useLocation as useRoute } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { FormsUser } from "../support/drivers/forms.ts";
import { MemoryUser } from "../support/drivers/memory.ts";
import { stage } from "../support/stage.tsx";
import { bothWays } from "./users.ts";

const Places = () => (
  <h1>
    <Switch>
      <Route path="/">All berths</Route>
      <Route path="/berths/:id">{({ id }) => `Berth ${id}`}</Route>
      <Route>Open sea</Route>
    </Switch>
  </h1>
);

/** wouter on the page's own location. */
function useHere(): [path: string, navigate: (to: string) => void] {
  const { path, navigate } = useLocation();
  return [path, navigate];
}

function Harbour() {
  const { href, navigate } = useLocation();
  return (
    <Router hook={useHere}>
      <a href={href("/")}>Harbour</a>
      <a href={href("/berths/7")}>Berth 7</a>
      <button onClick={() => navigate("/nowhere")}>Sail off</button>
      <Places />
    </Router>
  );
}

test.each([MemoryUser, FormsUser])("wouter: routes on the page's location (%o)", async (Kind) => {
  const user = await Kind.open(stage({ "/harbour/": { component: Harbour, routes: true } }), "/harbour/");
  expect(await user.texts("heading")).toEqual(["All berths"]);
  await user.click("link", "Berth 7");
  expect(await user.texts("heading")).toEqual(["Berth 7"]);
  await user.click("button", "Sail off");
  expect(await user.texts("heading")).toEqual(["Open sea"]);
  await user.click("link", "Harbour");
  expect(await user.texts("heading")).toEqual(["All berths"]);
});

/** A place in memory alone: the server goes there, the browser stays. Without script it is a button beside the link. */
function Place({ to, children }: { to: string; children: ComponentChildren }) {
  const [, go] = useRoute();
  return (
    <a href="#" onClick={prevent(() => go(to))}>
      {children}
    </a>
  );
}

function Wizard() {
  const [location] = useState(() => memoryLocation({ path: "/" }));
  return (
    <Router hook={location.hook}>
      <Place to="/berths/7">Berth 7</Place>
      <button onClick={() => location.navigate("/nowhere")}>Sail off</button>
      <Places />
    </Router>
  );
}

bothWays("wouter: routes in the page's memory", Wizard, async (user) => {
  await user.click(user.driver === "forms" ? "button" : "link", "Berth 7");
  expect(await user.texts("heading")).toEqual(["Berth 7"]);
  await user.click("button", "Sail off");
  expect(await user.texts("heading")).toEqual(["Open sea"]);
});
