// Mail: a stack of folders, tasks and contacts at the side; a list in pages, and beneath it the letter that is read. Where one is
// stands in the address, so a letter can be bookmarked, and browsers without script go by links. The box is the session's: all tabs see it.
import { useEffect, useState } from "preact/hooks";
import { useLocation, useShared, useTitle } from "sessile/ui";
import { Button, Dialogs, DockPanel, Hyperlink, useDialogs } from "sessile/widgets";
import { Composer } from "./composer.tsx";
import { LetterList } from "./letter-list.tsx";
import { discard, folderOf, type Letter, lettersIn, markRead, pageOf, put, type Written } from "./model.ts";
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
  const [notice, setNotice] = useState("");
  const { path, query, navigate } = useLocation();
  const { confirm } = useDialogs();

  const folder = folderOf(path.slice(1)) ?? folderOf("inbox");
  const id = folder?.id ?? "inbox";
  const part = pageOf(lettersIn(all, id), Number(query.get("page")));
  const letter = part.letters.find((each) => String(each.id) === query.get("letter"));
  const draft = all.find((each) => each.folder === "drafts" && String(each.id) === query.get("draft"));
  const isWriting = path === "/write";
  useTitle(isWriting ? "Write · Mail" : `${letter?.subject ?? folder?.name} · Mail`);

  // Who looks at a letter has read it.
  useEffect(() => {
    if (letter && !letter.read) setAll((before) => markRead(before, letter.id));
  }, [letter]);

  const keep = (to: "drafts" | "sent") => (written: Written) => {
    setAll((before) => put(before, written, { folder: to, draft: draft?.id, date: now() }));
    setNotice(to === "sent" ? `Sent to ${written.to}.` : "Saved in Drafts.");
    navigate(`/${to}`);
  };
  const remove = async (gone: Letter) => {
    if (gone.folder === "bin" && !(await confirm(`Delete “${gone.subject}” for good?`, { ok: "Delete", danger: true })))
      return;
    setAll((before) => discard(before, gone.id));
    setNotice(gone.folder === "bin" ? "Deleted." : "Moved to the bin.");
    navigate(`/${id}?page=${part.page}`);
  };

  return (
    <DockPanel class="mail" north={<Head />} west={<Side all={all} current={isWriting ? "" : id} />}>
      <main>
        <p role="status">{notice}</p>
        {isWriting ? (
          <Composer
            key={path + query}
            draft={draft}
            to={query.get("to") ?? ""}
            onSave={keep("drafts")}
            onSend={keep("sent")}
          />
        ) : (
          <>
            <LetterList folder={id} name={folder?.name ?? ""} part={part} current={letter?.id} />
            <Preview letter={letter} onDelete={remove} />
          </>
        )}
      </main>
    </DockPanel>
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
