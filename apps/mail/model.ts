// The model: letters in folders. A box never changes, each act makes the next one.

export interface Letter {
  readonly id: number;
  readonly folder: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly date: number;
  readonly read: boolean;
  /** The folder it was in before it came to the bin. */
  readonly was?: string | undefined;
}

/** A folder, and those in it. */
export interface Folder {
  /** What stands in addresses. */
  readonly id: string;
  readonly name: string;
  readonly folders?: readonly Folder[];
}

export const ME = "You <you@example.com>";

export const FOLDERS: readonly Folder[] = [
  {
    id: "inbox",
    name: "Inbox",
    folders: [
      { id: "harbour", name: "Harbour" },
      { id: "crew", name: "Crew" },
    ],
  },
  { id: "drafts", name: "Drafts" },
  { id: "sent", name: "Sent" },
  { id: "bin", name: "Bin" },
];

export const PAGE_SIZE = 10;

export function folderOf(id: string, among: readonly Folder[] = FOLDERS): Folder | undefined {
  for (const folder of among) {
    const found = folder.id === id ? folder : folderOf(id, folder.folders ?? []);
    if (found) return found;
  }
  return undefined;
}

/** The letters of a folder, the newest first. */
export function lettersIn(all: readonly Letter[], folder: string): readonly Letter[] {
  return all.filter((letter) => letter.folder === folder).sort((a, b) => b.date - a.date || b.id - a.id);
}

export function unreadIn(all: readonly Letter[], folder: string): number {
  return all.filter((letter) => letter.folder === folder && !letter.read).length;
}

export function markRead(all: readonly Letter[], id: number): readonly Letter[] {
  return all.map((letter) => (letter.id === id && !letter.read ? { ...letter, read: true } : letter));
}

/** To the bin; out of the bin it is gone. */
export function discard(all: readonly Letter[], id: number): readonly Letter[] {
  return all.flatMap((letter) => {
    if (letter.id !== id) return [letter];
    return letter.folder === "bin" ? [] : [{ ...letter, folder: "bin", was: letter.folder }];
  });
}

/** Out of the bin, to where it was. */
export function restore(all: readonly Letter[], id: number): readonly Letter[] {
  return all.map((letter) =>
    letter.id === id && letter.folder === "bin" ? { ...letter, folder: letter.was ?? "inbox", was: undefined } : letter,
  );
}

export type Written = Pick<Letter, "to" | "subject" | "text">;

/** Puts what was written into a folder: in place of its draft, where it has one. */
export function put(
  all: readonly Letter[],
  written: Written,
  { folder, draft, date }: { readonly folder: string; readonly draft?: number | undefined; readonly date: number },
): readonly Letter[] {
  const id = draft ?? Math.max(0, ...all.map((letter) => letter.id)) + 1;
  const letter: Letter = { ...written, id, folder, date, from: ME, read: true };
  return [...all.filter((each) => each.id !== id), letter];
}

export interface Part {
  readonly letters: readonly Letter[];
  /** The first of them, from 1; 0 where there is none. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** A page of a folder; the nearest one there is. */
export function pageOf(letters: readonly Letter[], wanted: number): Part {
  const total = letters.length;
  const pages = Math.max(Math.ceil(total / PAGE_SIZE), 1);
  const page = Math.min(Math.max(Math.trunc(wanted) || 1, 1), pages);
  const shown = letters.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const before = (page - 1) * PAGE_SIZE;
  return { letters: shown, first: total === 0 ? 0 : before + 1, last: before + shown.length, total, page, pages };
}

/** The page a letter is on; 1 where it is not there. */
export function pageWith(letters: readonly Letter[], id: number): number {
  return (
    Math.floor(
      Math.max(
        letters.findIndex((letter) => letter.id === id),
        0,
      ) / PAGE_SIZE,
    ) + 1
  );
}

/** What an answer to a letter begins with. */
export function replyTo({ from, subject, text }: Letter): Written {
  const quoted = text.split("\n").map((line) => `> ${line}`.trimEnd());
  return {
    to: addressOf(from),
    subject: again("Re: ", subject),
    text: `\n\n${nameOf(from)} wrote:\n${quoted.join("\n")}\n`,
  };
}

/** What a letter begins with that passes another one on. */
export function forward({ from, subject, text }: Letter): Written {
  return { to: "", subject: again("Fwd: ", subject), text: `\n\nFrom ${from}:\n\n${text}\n` };
}

const again = (prefix: string, subject: string) => (subject.startsWith(prefix) ? subject : prefix + subject);

/** `ada@example.com` of `Ada Lovelace <ada@example.com>`. */
export function addressOf(contact: string): string {
  return /<(.*)>$/.exec(contact)?.[1] ?? contact;
}

/** `Ada Lovelace` of `Ada Lovelace <ada@example.com>`. */
export function nameOf(address: string): string {
  return /^(.+?)\s*<.*>$/.exec(address)?.[1] ?? address;
}
