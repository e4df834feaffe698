/** The pages that are measured. */
import type { ComponentType } from "preact";
import { memo } from "preact/compat";
import { useCallback, useState } from "preact/hooks";

interface RowProps {
  readonly id: number;
  readonly selected: boolean;
  readonly onSelect: (id: number) => void;
}

const Row = memo(({ id, selected, onSelect }: RowProps) => (
  <tr class={selected ? "danger" : ""}>
    <td class="number">{id}</td>
    <td>
      <button onClick={() => onSelect(id)}>row {id}</button>
    </td>
    <td class="note">
      <span aria-hidden="true">×</span>
    </td>
  </tr>
));

/** A keyed table of which one row is selected, and the second and the last but one change places. */
export function tableOf(rows: number): ComponentType {
  return function Table() {
    const [ids, setIds] = useState(() => Array.from({ length: rows }, (_, i) => i + 1));
    const [selected, setSelected] = useState(0);
    const select = useCallback((id: number) => setSelected(id), []);
    const swap = () => {
      const next = [...ids];
      const [a, b] = [next[1] as number, next[rows - 2] as number];
      next[1] = b;
      next[rows - 2] = a;
      setIds(next);
    };
    return (
      <main>
        <button onClick={swap}>Swap rows</button>
        <table>
          <tbody>
            {ids.map((id) => (
              <Row key={id} id={id} selected={id === selected} onSelect={select} />
            ))}
          </tbody>
        </table>
      </main>
    );
  };
}

/** A row that keeps a count of its own: five elements. */
function CountingRow({ id }: { id: number }) {
  const [count, setCount] = useState(0);
  return (
    <tr>
      <td class="number">{id}</td>
      <td>Count: {count}</td>
      <td>
        <button onClick={() => setCount(count + 1)}>Add</button>
      </td>
    </tr>
  );
}

/** A table in which a click changes one row alone. */
export function countersOf(rows: number): ComponentType {
  const ids = Array.from({ length: rows }, (_, i) => i);
  return function Counters() {
    return (
      <table>
        <tbody>
          {ids.map((id) => (
            <CountingRow key={id} id={id} />
          ))}
        </tbody>
      </table>
    );
  };
}

const nothing = (): void => {};

/** An orders table as apps have it: components, attributes, a handler in each row. Eight elements a row. */
function Order({ id }: { id: number }) {
  return (
    <tr id={`order-${id}`} class={id % 2 ? "odd" : "even"} data-id={id}>
      <td class="number">{id}</td>
      <td>
        <a href={`/orders/${id}`} title={`Order number ${id}`}>
          Order {id}
        </a>
      </td>
      <td class="amount">{(id * 1.25).toFixed(2)} €</td>
      <td>
        <button type="button" class="quiet" onClick={nothing} disabled={id % 10 === 0}>
          Remove
        </button>
      </td>
      <td>{id % 3 ? "paid & sent" : "open"}</td>
    </tr>
  );
}

/** About `elements` elements. */
export function ordersOf(elements: number): ComponentType {
  const ids = Array.from({ length: Math.round(elements / 8) }, (_, i) => i + 1);
  return function Orders() {
    return (
      <main>
        <h1>Orders</h1>
        <table class="orders">
          <tbody>
            {ids.map((id) => (
              <Order key={id} id={id} />
            ))}
          </tbody>
        </table>
      </main>
    );
  };
}
