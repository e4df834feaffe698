import { createContext, type ReactNode, useContext, useState } from "react";
import { expect, test } from "vitest";
import { create, createStore, type StoreApi, useStore } from "zustand";
import { MemoryUser } from "../support/drivers/memory.ts";
import { sees } from "../support/drivers/user.ts";
import { stage } from "../support/stage.tsx";
import { bothWays } from "./users.ts";

interface Count {
  readonly count: number;
  readonly add: () => void;
}
const count = () =>
  createStore<Count>((set) => ({ count: 0, add: () => set((state) => ({ count: state.count + 1 })) }));

const Store = createContext<StoreApi<Count> | null>(null);

function useCount<T>(select: (state: Count) => T): T {
  return useStore(useContext(Store) as StoreApi<Count>, select);
}

/** A store of the page's own. */
function Provider({ children }: { children: ReactNode }) {
  const [store] = useState(count);
  return <Store.Provider value={store}>{children}</Store.Provider>;
}

const Figure = () => <p role="status">Count: {useCount((state) => state.count)}</p>;
const Add = () => <button onClick={useCount((state) => state.add)}>Add</button>;
const App = () => (
  <Provider>
    <Figure />
    <Add />
  </Provider>
);

bothWays("zustand: a store a page", App, async (user) => {
  await user.click("button", "Add");
  await user.click("button", "Add");
  await sees(user, "status", "Count: 2");
});

test("zustand: a store a page is nobody else's", async () => {
  const on = stage({ "/": App });
  const [ada, bo] = [await MemoryUser.open(on, "/"), await MemoryUser.open(on, "/")];
  await ada.click("button", "Add");
  await sees(ada, "status", "Count: 1");
  expect(await bo.texts("status")).toEqual(["Count: 0"]);
});

test("zustand: a store of the module is everybody's, and a change reaches every open page", async () => {
  const useShared = create<Count>((set) => ({ count: 0, add: () => set((state) => ({ count: state.count + 1 })) }));
  const on = stage({
    "/": () => {
      const { count, add } = useShared();
      return (
        <main>
          <p role="status">Count: {count}</p>
          <button onClick={add}>Add</button>
        </main>
      );
    },
  });
  const [ada, bo] = [await MemoryUser.open(on, "/"), await MemoryUser.open(on, "/")];
  await ada.click("button", "Add");
  await sees(bo, "status", "Count: 1");
});
