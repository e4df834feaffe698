// Employee admin: the controller. It knows the model and where the page is, and hands each view what it shows and what it may do.
// The list is the session's: every tab sees what was saved in another.
import { useState } from "preact/hooks";
import { useLocation, useShared, useStatus, useTitle } from "sessile/ui";
import { Dialogs, Hyperlink } from "sessile/widgets";
import { Editor } from "./editor.tsx";
import { List } from "./list.tsx";
import { type Employee, find, nameOf, pageOf, pageWith, remove, save } from "./model.ts";
import { SAMPLE } from "./sample.ts";

export const meta = {
  title: "Employee admin",
  description:
    "Create, read, update, delete: a list in pages, a form with checks. Model, views and controller in files of their own.",
  routes: true,
};

export default function App({ initial = SAMPLE }: { initial?: readonly Employee[] }) {
  return (
    <Dialogs>
      <main class="employees">
        <EmployeeAdmin initial={initial} />
      </main>
    </Dialogs>
  );
}

function EmployeeAdmin({ initial }: { readonly initial: readonly Employee[] }) {
  const [all, setAll] = useShared("employeeadmin:all", initial);
  /** What was done last, and the place it led to: elsewhere it is no news any more. */
  const [notice, setNotice] = useState({ text: "", place: "" });
  const { path, query, navigate } = useLocation();
  const login = /^\/employees\/([^/]+)$/.exec(path)?.[1];
  // Logins are of letters that addresses write as they are.
  const employee = login === undefined ? undefined : find(all, login);

  const done = (text: string, page: number) => {
    const place = `/?page=${page}`;
    setNotice({ text, place });
    navigate(place);
  };
  const keep = (saved: Employee) => {
    const next = save(all, saved);
    setAll((now) => save(now, saved));
    done(`${nameOf(saved)} is saved.`, pageWith(next, saved.login));
  };
  const dismiss = (gone: Employee) => {
    const page = pageWith(all, gone.login);
    setAll((now) => remove(now, gone.login));
    done(`${nameOf(gone)} is deleted.`, page);
  };
  const isTaken = (name: string) => find(all, name) !== undefined;

  if (path === "/")
    return (
      <List
        part={pageOf(all, Number(query.get("page")))}
        total={all.length}
        notice={notice.place === `${path}?${query}` ? notice.text : ""}
      />
    );
  if (path === "/new") return <Editor page={1} isTaken={isTaken} onSave={keep} />;
  if (!employee) return <Missing />;
  return (
    <Editor
      key={employee.login}
      employee={employee}
      page={pageWith(all, employee.login)}
      isTaken={isTaken}
      onSave={keep}
      onDelete={dismiss}
    />
  );
}

function Missing() {
  useStatus(404);
  useTitle("Not found · Employee admin");
  return (
    <>
      <h1>No such employee</h1>
      <p>
        Who was here may have been deleted. <Hyperlink to="/">All employees</Hyperlink>
      </p>
    </>
  );
}
