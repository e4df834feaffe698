/** What a click's answer weighs, as `Runtime.fetch` gives it. */
import { tableOf } from "./apps.tsx";
import { Counter } from "./counter.tsx";
import { figure } from "./harness.ts";
import { quietRuntime, Tab } from "./tab.ts";

const bytes = (text: string): number => Buffer.byteLength(text);

const counters = quietRuntime(Counter);
const counter = await Tab.open(counters);
for (let i = 0; i < 9; i++) await counter.click(counter.buttons[0] as number);
figure("answer-counter-click", bytes(await counter.click(counter.buttons[0] as number)));
counters.close();

const tables = quietRuntime(tableOf(1000));
const table = await Tab.open(tables);
const [swap = 0, ...rows] = table.buttons;
await table.click(rows[10] as number);
// The selection wanders: one row gets the class, another loses it.
figure("answer-select-row", bytes(await table.click(rows[500] as number)));
figure("answer-swap-rows", bytes(await table.click(swap)));
tables.close();
