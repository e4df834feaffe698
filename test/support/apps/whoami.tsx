/** An app that says who has come in, and counts presses. */
import { useState } from "preact/hooks";
import { useRequest, useSession } from "sessile/ui";

export function WhoAmI() {
  const { user } = useSession();
  const session = useSession();
  const { authorization } = useRequest();
  const [presses, setPresses] = useState(0);
  return (
    <main>
      <p role="status">
        {String(user)} by {authorization?.scheme ?? "nothing"} as {authorization?.name ?? "nobody"}, {presses}
      </p>
      <button type="button" onClick={() => setPresses(presses + 1)}>
        Press
      </button>
      <button type="button" onClick={() => session.logout()}>
        Log out
      </button>
    </main>
  );
}
