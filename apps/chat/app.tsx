// Chat: everybody who has this page open is in one room. A program asks for a name, lets you in, and whichever way you go (a button,
// a closed tab, a session that expires) its `finally` says that you have left. What others say is pushed.
import { useEffect, useState } from "preact/hooks";
import { type Answers, Flow, type FlowHandle, prevent } from "sessile/ui";
import { Room } from "./room.ts";

export const meta = {
  title: "Chat",
  description: "One room for all sessions: what others say is pushed, and try/finally tells that somebody has left.",
};

const ROOM = new Room();

export default function Chat({ room = ROOM }: { room?: Room }) {
  const visit = async ({ ask, call }: FlowHandle) => {
    for (;;) {
      const name = await ask("Your name", { button: "Come in", check: (name) => room.refuses(name) });
      room.join(name);
      try {
        await call(Talk, { room, name });
      } finally {
        room.leave(name);
      }
    }
  };
  return (
    <main>
      <h1>Chat</h1>
      <Flow run={visit} />
    </main>
  );
}

function Talk({ room, name, answer }: Answers<void> & { room: Room; name: string }) {
  useRoom(room);
  const [text, setText] = useState("");
  // Without script nothing is pushed: sending shows what is new, an empty line too.
  const send = () => {
    if (text.trim()) room.say(name, text.trim());
    setText("");
  };
  return (
    <section aria-label="Room">
      <p role="status" class="quiet">
        Here: {room.names.join(", ")}
      </p>
      <div role="log" aria-label="Messages">
        <ul class="rows">
          {room.lines.map(({ id, name, text }) => (
            <li key={id} class={name === null ? "quiet" : undefined}>
              {name !== null && <strong>{name}: </strong>}
              {text}
            </li>
          ))}
        </ul>
      </div>
      <form class="row" onSubmit={prevent(send)}>
        <input
          class="grow"
          name="message"
          aria-label="Message"
          autocomplete="off"
          maxLength={1000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="primary">
          Send
        </button>
      </form>
      <button type="button" onClick={() => answer()}>
        Leave
      </button>
    </section>
  );
}

/** Renders anew whenever something happens in the room. */
function useRoom(room: Room): void {
  const [, update] = useState(0);
  useEffect(() => room.subscribe(() => update((n) => n + 1)), [room]);
}
