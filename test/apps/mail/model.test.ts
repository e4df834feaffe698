import { describe, expect, test } from "vitest";
import {
  discard,
  FOLDERS,
  folderOf,
  forward,
  type Letter,
  lettersIn,
  ME,
  markRead,
  nameOf,
  PAGE_SIZE,
  pageOf,
  pageWith,
  put,
  replyTo,
  restore,
  unreadIn,
} from "../../../apps/mail/model.ts";
import { SAMPLE } from "../../../apps/mail/sample.ts";

const letters = lettersIn(SAMPLE, "inbox");
const written = { to: "a@example.com", subject: "Tide", text: "It comes." };

test("folders are found wherever they are", () => {
  expect(folderOf("crew")?.name).toBe("Crew");
  expect(folderOf("nothing")).toBeUndefined();
  expect(FOLDERS.map(({ id }) => id)).toEqual(["inbox", "drafts", "sent", "bin"]);
});

test("a folder's letters begin with the newest", () => {
  const dates = letters.map(({ date }) => date);
  expect(dates).toEqual([...dates].sort((a, b) => b - a));
});

test("pages are of ten, and the nearest one there is", () => {
  expect(pageOf(letters, 1)).toMatchObject({ first: 1, last: PAGE_SIZE, page: 1 });
  const last = pageOf(letters, 1e9);
  expect([last.page, last.last]).toEqual([last.pages, letters.length]);
  expect(pageOf([], 3)).toEqual({ letters: [], first: 0, last: 0, total: 0, page: 1, pages: 1 });
  for (const odd of [Number.NaN, -3, 0, 1.9]) expect(pageOf(letters, odd).page).toBe(1);
});

test("what was read is not unread, and all else stays", () => {
  const [first] = letters;
  if (!first) throw new Error("the inbox is empty");
  const after = markRead(SAMPLE, first.id);
  expect(unreadIn(after, "inbox")).toBe(unreadIn(SAMPLE, "inbox") - 1);
  expect(after.filter((each, at) => each !== SAMPLE[at])).toHaveLength(1);
});

describe("what is written", () => {
  test("gets a number of its own", () => {
    const after = put(SAMPLE, written, { folder: "sent", date: 5 });
    expect(after.at(-1)).toEqual({ ...written, id: 101, folder: "sent", date: 5, from: ME, read: true });
  });

  test("takes the place of its draft", () => {
    const after = put(SAMPLE, written, { folder: "sent", draft: 100, date: 5 });
    expect(after).toHaveLength(SAMPLE.length);
    expect(lettersIn(after, "drafts")).toEqual([]);
  });
});

test("what is discarded goes to the bin, and from there for good", () => {
  const once = discard(SAMPLE, 1);
  expect(once.find(({ id }) => id === 1)?.folder).toBe("bin");
  expect(discard(once, 1).some(({ id }) => id === 1)).toBe(false);
});

test("what is put back is where it was", () => {
  const before = SAMPLE.find(({ folder }) => folder === "crew");
  if (!before) throw new Error("no letter of the crew");
  const after = restore(discard(SAMPLE, before.id), before.id);
  expect(after.find(({ id }) => id === before.id)).toEqual({ ...before, was: undefined });
});

test("a letter is on the page that shows it", () => {
  for (const { id } of letters)
    expect(pageOf(letters, pageWith(letters, id)).letters.map((each) => each.id)).toContain(id);
  expect(pageWith(letters, -1)).toBe(1);
});

test("answers and letters that are passed on say so once", () => {
  const letter = {
    ...(letters[0] as Letter),
    from: "Ada <ada@example.com>",
    subject: "Re: Tide",
    text: "It comes.\n\nIt goes.",
  };
  expect(replyTo(letter)).toEqual({
    to: "ada@example.com",
    subject: "Re: Tide",
    text: "\n\nAda wrote:\n> It comes.\n>\n> It goes.\n",
  });
  expect(forward(letter)).toMatchObject({ to: "", subject: "Fwd: Re: Tide" });
});

test("an address has a name, or is one", () => {
  expect([nameOf("Ada L. <ada@example.com>"), nameOf("ada@example.com")]).toEqual(["Ada L.", "ada@example.com"]);
});
