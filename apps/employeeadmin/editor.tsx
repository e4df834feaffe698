// One employee: a form that holds its fields itself, and tells the controller what to save once nothing is wrong with it.
import { useEffect, useRef } from "preact/hooks";
import { useTitle } from "sessile/ui";
import { Button, CheckBox, Form, Hyperlink, ListBox, PasswordBox, TextBox, useDialogs } from "sessile/widgets";
import { DEPARTMENTS, type Employee, nameOf, ROLES } from "./model.ts";
import { secretOf } from "./password.ts";

interface EditorProps {
  /** Who is edited; a new one where there is none. */
  readonly employee?: Employee | undefined;
  /** The page of the list they are on. */
  readonly page: number;
  readonly isTaken: (login: string) => boolean;
  readonly onSave: (employee: Employee) => void;
  readonly onDelete?: ((employee: Employee) => void) | undefined;
}

const named = (text: string) => (text.trim() ? null : "A name has letters.");

export function Editor({ employee, page, isTaken, onSave, onDelete }: EditorProps) {
  const { confirm } = useDialogs();
  const title = employee ? nameOf(employee) : "New employee";
  useTitle(`${title} · Employee admin`);

  const left = useRef(new AbortController());
  useEffect(() => () => left.current.abort(), []);

  const submit = async (data: FormData) => {
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const password = String(data.get("password") ?? "");
    onSave({
      login: employee?.login ?? text("login"),
      first: text("first"),
      last: text("last"),
      email: text("email"),
      department: text("department"),
      roles: ROLES.filter((role) => data.has(role)),
      secret: password ? await secretOf(password) : (employee?.secret ?? null),
    });
  };
  const askAndDelete = async () => {
    // Who goes elsewhere meanwhile does not want to be asked any more.
    const { signal } = left.current;
    if (
      employee &&
      (await confirm(`Delete ${nameOf(employee)}?`, { ok: "Delete", danger: true, signal }).catch(() => false))
    )
      onDelete?.(employee);
  };

  return (
    <>
      <h1>{title}</h1>
      <Form
        validate={(data) =>
          data.get("password") === data.get("again") ? {} : { again: "The two passwords are not the same." }
        }
        onSubmit={submit}
      >
        <TextBox
          label="Login"
          name="login"
          required
          maxLength={40}
          pattern="[a-z][a-z0-9.\-]*"
          hint={employee ? "A login stays as it is." : "Small letters, digits, dots and hyphens."}
          readOnly={employee !== undefined}
          autocomplete="off"
          defaultValue={employee?.login}
          validate={(login) => (!employee && isTaken(login) ? `${login} is taken.` : null)}
        />
        <TextBox
          label="First name"
          name="first"
          required
          maxLength={60}
          validate={named}
          defaultValue={employee?.first}
        />
        <TextBox label="Last name" name="last" required maxLength={60} validate={named} defaultValue={employee?.last} />
        <TextBox label="E-mail" name="email" type="email" required defaultValue={employee?.email} />
        <ListBox
          label="Department"
          name="department"
          items={DEPARTMENTS}
          placeholder="Choose…"
          required
          defaultValue={employee?.department}
        />
        <PasswordBox
          label={employee ? "New password" : "Password"}
          name="password"
          autocomplete="new-password"
          minLength={8}
          required={!employee}
          hint={employee ? "Empty: it stays as it is." : undefined}
        />
        <PasswordBox label="Password again" name="again" autocomplete="new-password" required={!employee} />
        <fieldset>
          <legend>Roles</legend>
          {ROLES.map((role) => (
            <CheckBox key={role} name={role} defaultValue={employee?.roles.includes(role)}>
              {role}
            </CheckBox>
          ))}
        </fieldset>
        <div class="row">
          <Button type="submit" kind="primary">
            Save
          </Button>{" "}
          <Hyperlink to={`/?page=${page}`}>Cancel</Hyperlink>{" "}
          {employee && (
            <Button kind="danger" onClick={askAndDelete}>
              Delete…
            </Button>
          )}
        </div>
      </Form>
    </>
  );
}
