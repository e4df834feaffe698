// Mail: a stack of folders, tasks and contacts at the side; a list in pages, and beneath it the letter that is read. Where one is
// stands in the address, so a letter can be bookmarked, and browsers without script go by links. The box is the session's: all tabs see it.
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation, useShared, useStatus, useTitle } from "sessile/ui";
import { Button, Dialogs, DockPanel, Hyperlink, useDialogs } from "sessile/widgets";
import { Composer } from "./composer.tsx";
import { LetterList } from "./letter-list.tsx";
import {
  discard,
  type Folder,
  folderOf,
  forward,
  type Letter,
  lettersIn,
  markRead,
  pageOf,
  pageWith,
  put,
  replyTo,
  restore,
  type Written,
} from "./model.ts";
import { Preview } from "./preview.tsx";
import { SAMPLE } from "./sample.ts";
import { Side } from "./side.tsx";

export const meta = {
  title: "Mail",
  description: "A mail program as on a desktop: folders, pages of ten, preview, drafts. By mouse, by keys, by w3m.",
  routes: true,
};

interface MailProps {
  readonly initial?: readonly Letter[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export default function App(props: MailProps) {
  return (
    <Dialogs>
      <Mail {...props} />
    </Dialogs>
  );
}

function Mail({ initial = SAMPLE, now = Date.now }: MailProps) {
  const [all, setAll] = useShared("mail:all", initial);
  /** What was done last, and the place it led to: elsewhere it is no news any more. */
  const [notice, setNotice] = useState({ text: "", place: "" });
  /** What was typed and not yet saved, by the composer's address: who comes back finds it again. */
  const unsaved = useRef(new Map<string, Written>()).current;
  const { path, query, navigate } = useLocation();
  const place = query.size > 0 ? `${path}?${query}` : path;
  const folder = path === "/" ? folderOf("inbox") : folderOf(path.slice(1));
  const byId = (name: string) => all.find((letter) => String(letter.id) === query.get(name));
  const isWriting = path === "/write";
  const draft = byId("draft");

  const done = (text: string, next: string) => {
    setNotice({ text, place: next });
    navigate(next);
  };
  const keep = (to: "drafts" | "sent") => (written: Written) => {
    setAll((before) => put(before, written, { folder: to, draft: draft?.id, date: now() }));
    unsaved.delete(place);
    done(to === "sent" ? `Sent to ${written.to}.` : "Saved in Drafts.", `/${to}`);
  };
  const start = (): Written => {
    const [answered, passed] = [byId("reply"), byId("forward")];
    if (draft) return draft;
    if (answered) return replyTo(answered);
    return passed ? forward(passed) : { to: query.get("to") ?? "", subject: "", text: "" };
  };
  const throwAway = () => {
    if (draft) setAll((before) => discard(before, draft.id));
    unsaved.delete(place);
    done("Moved to the bin.", "/drafts");
  };

  return (
    <DockPanel class="mail" north={<Head />} west={<Side all={all} current={isWriting ? "" : (folder?.id ?? "")} />}>
      <main>
        <p role="status">{notice.place === place ? notice.text : ""}</p>
        {isWriting && (draft?.folder === "drafts" || !query.has("draft")) ? (
          <Composer
            key={place}
            isDraft={draft !== undefined}
            start={unsaved.get(place) ?? start()}
            onType={(written) => unsaved.set(place, written)}
            onSave={keep("drafts")}
            onSend={keep("sent")}
            onDelete={throwAway}
          />
        ) : folder ? (
          <Reader folder={folder} all={all} setAll={setAll} onDone={done} />
        ) : (
          <Missing />
        )}
      </main>
    </DockPanel>
  );
}

interface ReaderProps {
  readonly folder: Folder;
  readonly all: readonly Letter[];
  readonly setAll: (next: (before: readonly Letter[]) => readonly Letter[]) => void;
  readonly onDone: (text: string, next: string) => void;
}

/** A folder, and the letter of it that is read. */
function Reader({ folder: { id, name }, all, setAll, onDone }: ReaderProps) {
  const { query } = useLocation();
  const { confirm } = useDialogs();
  const heading = useRef<HTMLHeadingElement>(null);
  const letters = lettersIn(all, id);
  const letter = letters.find((each) => String(each.id) === query.get("letter"));
  // A letter may have gone to another page since its address was written down.
  const part = pageOf(letters, letter ? pageWith(letters, letter.id) : Number(query.get("page")));
  useTitle(`${letter ? letter.subject || "(no subject)" : name} · Mail`);

  // Who looks at a letter has read it.
  useEffect(() => {
    if (letter && !letter.read) setAll((before) => markRead(before, letter.id));
  }, [letter]);

  const gone = (text: string) => {
    onDone(text, `/${id}?page=${part.page}`);
    // Its button is gone with it.
    heading.current?.focus();
  };
  const remove = async (letter: Letter) => {
    const isForGood = letter.folder === "bin";
    if (isForGood && !(await confirm(`Delete “${letter.subject}” for good?`, { ok: "Delete", danger: true }))) return;
    setAll((before) => discard(before, letter.id));
    gone(isForGood ? "Deleted." : "Moved to the bin.");
  };
  const putBack = (letter: Letter) => {
    setAll((before) => restore(before, letter.id));
    gone(`Put back into ${folderOf(letter.was ?? "inbox")?.name}.`);
  };
  return (
    <>
      <LetterList folder={id} name={name} part={part} current={letter?.id} headingRef={heading} />
      <Preview letter={letter} onDelete={remove} onPutBack={putBack} />
    </>
  );
}

function Missing() {
  useStatus(404);
  useTitle("Not found · Mail");
  return (
    <p>
      There is nothing at this address any more. <Hyperlink to="/inbox">Inbox</Hyperlink>
    </p>
  );
}

function Head() {
  const { alert } = useDialogs();
  const about = () =>
    alert("About Mail", {
      details: "A mail program on a server: folders, letters and this box are widgets there, and browsers show them.",
    });
  return (
    <header class="row spread">
      <h1>Mail</h1>{" "}
      <span class="row">
        <Hyperlink to="/write">Write</Hyperlink> <Button onClick={about}>About…</Button>
      </span>
    </header>
  );
}
