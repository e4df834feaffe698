// The list, in pages. All of it is links: it works in anything that shows pages.
import { useTitle } from "sessile/ui";
import { Hyperlink } from "sessile/widgets";
import { nameOf, type Part } from "./model.ts";

interface ListProps {
  readonly part: Part;
  readonly total: number;
  /** What was done last, or "". */
  readonly notice: string;
}

export function List({ part: { rows, page, pages }, total, notice }: ListProps) {
  useTitle(`Employees, page ${page} of ${pages}`);
  return (
    <>
      <div class="row spread">
        <h1>Employees</h1> <Hyperlink to="/new">New employee</Hyperlink>
      </div>
      <p role="status">{notice}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keys. */}
      <section class="scroll-panel" aria-label="List" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Login</th>
              <th scope="col">Department</th>
              <th scope="col">Roles</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((employee) => (
              <tr key={employee.login}>
                <th scope="row">
                  <Hyperlink to={`/employees/${employee.login}`}>{nameOf(employee)}</Hyperlink>
                </th>
                <td>{employee.login}</td>
                <td>{employee.department}</td>
                <td>{employee.roles.join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {total === 0 && <p class="quiet">Nobody is employed.</p>}
      <nav class="row spread" aria-label="Pages">
        {page > 1 ? <Hyperlink to={`/?page=${page - 1}`}>Previous</Hyperlink> : <span class="quiet">Previous</span>}{" "}
        <span>
          Page {page} of {pages}
        </span>{" "}
        {page < pages ? <Hyperlink to={`/?page=${page + 1}`}>Next</Hyperlink> : <span class="quiet">Next</span>}
      </nav>
    </>
  );
}
