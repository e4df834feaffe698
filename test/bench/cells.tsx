/** A large table, in a file of its own: it shall not be weighed with what others import (preact/compat marks every vnode). */
import type { ComponentType } from "preact";

/** Rows of four cells with a text each: five elements a row. */
export function cellsOf(rows: number): ComponentType {
  const ids = Array.from({ length: rows }, (_, i) => i);
  return function Cells() {
    return (
      <table>
        <tbody>
          {ids.map((id) => (
            <tr key={id}>
              <td>{`a${id}`}</td>
              <td>{`b${id}`}</td>
              <td>{`c${id}`}</td>
              <td>{`d${id}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  };
}
