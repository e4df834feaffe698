/** Log in and out, at once or after a while; what only the one logged in is shown. */
import { useState } from "preact/hooks";
import { useSession } from "sessile/ui";

/** Milliseconds a slow login takes. */
export const SLOW_MS = 10;

export function Login() {
  const session = useSession();
  const [name, setName] = useState("Ada");
  const [count, setCount] = useState(0);
  const slowly = async () => {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    session.login(name);
  };
  return (
    <main>
      <p role="status">
        {session.user ? `Secrets of ${session.user}` : "nobody"}, {count}
      </p>
      <label>
        Name <input name="name" value={name} onInput={(e) => setName(e.currentTarget.value)} />
      </label>
      <button type="button" onClick={() => session.login(name)}>
        Log in
      </button>
      <button type="button" onClick={slowly}>
        Log in slowly
      </button>
      <button type="button" onClick={() => session.logout()}>
        Log out
      </button>
      <button
        type="button"
        onClick={() => {
          session.logout();
          session.end();
        }}
      >
        Leave for good
      </button>
      <button type="button" onClick={() => setCount(count + 1)}>
        Count
      </button>
    </main>
  );
}
