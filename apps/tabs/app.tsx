// One session, several tabs: a value all tabs share, a value of this tab's own; log in, log out, end the session.
import { useState } from "preact/hooks";
import { prevent, useSession, useShared } from "sessile/ui";

export const meta = { title: "Tabs", description: "What tabs of one session share, and what is each one's own." };

export default function Tabs() {
  const session = useSession();
  const [shared, setShared] = useShared("tabs:count", 0);
  const [own, setOwn] = useState(0);
  const [name, setName] = useState("");
  return (
    <main>
      <h1>Tabs</h1>
      <section aria-label="Values" class="row">
        <p role="status">
          Shared: {shared}, own: {own}
        </p>
        <button type="button" class="primary" onClick={() => setShared((n) => n + 1)}>
          Add to all tabs
        </button>{" "}
        <button type="button" onClick={() => setOwn(own + 1)}>
          Add to this tab
        </button>
      </section>
      <section aria-label="Session">
        <p aria-live="polite">{session.user ? `Logged in as ${String(session.user)}` : "Nobody is logged in."}</p>
        {session.user ? (
          <button type="button" onClick={() => session.logout()}>
            Log out
          </button>
        ) : (
          <form
            class="row tight end"
            onSubmit={prevent(() => {
              if (name.trim()) session.login(name.trim());
            })}
          >
            <label class="field">
              User
              <input
                name="user"
                autocomplete="username"
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            </label>
            <button type="submit">Log in</button>
          </form>
        )}{" "}
        <button type="button" class="danger" onClick={() => session.end()}>
          End the session
        </button>
      </section>
    </main>
  );
}
