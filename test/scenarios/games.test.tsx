import { useState } from "preact/hooks";
import { expect } from "vitest";
import Hangman from "../../apps/hangman/app.tsx";
import { WORDS } from "../../apps/hangman/words.ts";
import LightOut from "../../apps/lightout/app.tsx";
import { puzzle, solve } from "../../apps/lightout/model.ts";
import Minesweeper from "../../apps/minesweeper/app.tsx";
import { around, BEGINNER } from "../../apps/minesweeper/model.ts";
import { nameOf } from "../../apps/minesweeper/names.ts";
import { ServerElement } from "../../runtime/dom/element.ts";
import type { ServerParent } from "../../runtime/dom/node.ts";
import { scenario } from "../support/drivers/scenario.ts";
import { sees, type User, until } from "../support/drivers/user.ts";
import { Random } from "../support/random.ts";

const chanceOf = (seed: number) => {
  const random = new Random(seed);
  return () => random.next();
};

/** The same game for every driver: chance begins anew with each page. */
const seeded = (Game: typeof Minesweeper | typeof Hangman | typeof LightOut, seed: number) => () => {
  const [chance] = useState(() => chanceOf(seed));
  return <Game chance={chance} />;
};

/** The names of all buttons, in order. */
function names(node: ServerParent): string[] {
  return [...node.childNodes].flatMap((child) => {
    if (!(child instanceof ServerElement)) return [];
    return child.localName === "button" ? [child.getAttribute("aria-label") ?? ""] : names(child);
  });
}

/** What a player sees of each square, row by row: `closed`, `flag`, `empty` or a number. */
function board(user: User): string[] {
  const squares = names(user.document.documentElement).filter((name) => /^[A-Z]+\d+, /.test(name));
  return squares.map((name) => name.split(", ")[1] as string);
}

/** Squares that are safe, and squares that are mines, by what can be seen of the board; a person plays like this. */
function reason(seen: readonly string[]): { safe: Set<number>; mines: Set<number> } {
  const mines = new Set<number>();
  const safe = new Set<number>();
  const rules = () =>
    seen.flatMap((says, square) => {
      const beside = around(BEGINNER, square);
      const closed = beside.filter((each) => seen[each] === "closed" && !mines.has(each) && !safe.has(each));
      return /\d/.test(says) && closed.length > 0
        ? [{ closed, left: Number(says) - beside.filter((each) => mines.has(each)).length }]
        : [];
    });
  for (let known = -1; known < mines.size + safe.size; ) {
    known = mines.size + safe.size;
    for (const { closed, left } of rules()) {
      if (left === closed.length) for (const each of closed) mines.add(each);
      if (left === 0) for (const each of closed) safe.add(each);
    }
    const all = rules();
    for (const a of all)
      for (const b of all) {
        if (!a.closed.every((each) => b.closed.includes(each))) continue;
        const others = b.closed.filter((each) => !a.closed.includes(each));
        if (b.left - a.left === 0) for (const each of others) safe.add(each);
        if (b.left - a.left === others.length) for (const each of others) mines.add(each);
      }
  }
  return { safe, mines };
}

scenario({
  name: "minesweeper-won",
  apps: { "/minesweeper/": seeded(Minesweeper, 3) },
  path: "/minesweeper/",
  // How long it took.
  mask: (tree) => tree.replace(/(?<=Time: )\d+ s|(?<=Beginner: )\d+ s/g, "…"),
  async play(user) {
    await user.click("button", "E5, closed");
    await sees(user, "status", /^A number/);
    for (let seen = board(user); seen.includes("closed"); seen = board(user)) {
      const { safe } = reason(seen);
      const [square] = [...safe];
      if (square === undefined) throw new Error(`nothing follows from ${seen}`);
      const name = nameOf(BEGINNER, square);
      await user.click("button", `${name}, closed`);
      await until(
        () => board(user)[square] ?? "",
        (says) => says !== "closed",
        `${name} is not opened`,
      );
      if ((await user.texts("status"))[0]?.startsWith("All clear")) break;
    }
    await sees(user, "status", "All clear. You have won!");
    expect(board(user).filter((says) => says === "flag")).toHaveLength(BEGINNER.mines);
  },
});

scenario({
  name: "minesweeper-flags",
  apps: { "/minesweeper/": seeded(Minesweeper, 3) },
  path: "/minesweeper/",
  mask: (tree) => tree.replace(/(?<=Time: )\d+ s/g, "…"),
  async play(user) {
    await user.click("button", "Set flags");
    await user.click("button", "A1, closed");
    await user.click("button", "A2, closed");
    await user.click("button", "A2, flag");
    await sees(user, "paragraph", /Mines left: 9/);
    await user.click("button", "Set flags");
    // A flag keeps it closed; by name it works too.
    await user.click("button", "A1, flag");
    await user.fill("Square", "k1");
    await user.click("button", "Press");
    await sees(user, "alert", /no such square/);
    await user.fill("Square", "b2");
    await user.click("button", "Press");
    await sees(user, "status", /^A number/);
    await user.select("Level", "Intermediate");
    await user.apply();
    await sees(user, "status", /^Open any square/);
    await user.click("button", "P16, closed");
    await sees(user, "status", /^A number/);
    await user.click("button", "New game");
    await sees(user, "paragraph", /Mines left: 40/);
    // One that goes off shows all others. Where they are follows from chance, as the rules lay them.
    await user.select("Level", "Beginner");
    await user.apply();
    await sees(user, "status", /^Open any square/);
    await user.click("button", "A1, closed");
    await sees(user, "status", /^A number/);
    for (let seen = board(user); !seen.includes("a mine"); seen = board(user)) {
      const square = seen.indexOf("closed");
      await user.click("button", `${nameOf(BEGINNER, square)}, closed`);
      await until(
        () => board(user)[square] ?? "",
        (says) => says !== "closed",
        "it is not opened",
      );
    }
    await sees(user, "status", "That was a mine.");
    const shown = board(user).filter((says) => /mine/.test(says));
    expect(shown).toHaveLength(BEGINNER.mines);
  },
});

scenario({
  name: "lightout-solved",
  apps: { "/lightout/": seeded(LightOut, 5) },
  path: "/lightout/",
  async play(user) {
    const wanted = solve(puzzle(3, chanceOf(5))) ?? [];
    for (const [index] of wanted.entries()) {
      await user.click("button", "Hint");
      const hinted = () => names(user.document.documentElement).find((name) => name.endsWith("press this"));
      const label = (await until(hinted, (name) => name !== undefined, "no hint")) as string;
      await user.click("button", label);
      const left = wanted.length - index - 1;
      await sees(user, "status", left === 0 ? /^Dark after/ : new RegExp(`, ${index + 1} press`));
    }
    await user.click("button", "Start again");
    await sees(user, "status", /, 0 presses so far/);
    await user.click("button", "Row 1, column 1");
    await user.click("button", "Start again");
    await sees(user, "status", /, 0 presses so far/);
    for (const at of wanted) await user.click("button", `Row ${Math.floor(at / 5) + 1}, column ${(at % 5) + 1}`);
    await sees(user, "status", /^Dark after/);
    await user.click("button", "Next puzzle");
    await sees(user, "status", /0 presses so far/);
  },
});

scenario({
  name: "hangman-played",
  apps: { "/hangman/": seeded(Hangman, 8) },
  path: "/hangman/",
  async play(user) {
    const word = WORDS[Math.floor(chanceOf(8)() * WORDS.length)] as string;
    const missing = [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => !word.includes(letter));
    await user.click("button", missing[0] as string);
    await sees(user, "status", "6 mistakes left.");
    for (const letter of new Set(word)) await user.click("button", letter);
    await sees(user, "status", `Yes: ${word}!`);
    await user.click("button", "New word");
    await sees(user, "status", "7 mistakes left.");
    const chance = chanceOf(8);
    chance();
    const others = WORDS.filter((each) => each !== word);
    const next = others[Math.floor(chance() * others.length)] as string;
    const wrong = [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => !next.includes(letter)).slice(0, 7);
    for (const letter of wrong) await user.click("button", letter);
    await sees(user, "status", `It was ${next}.`);
  },
});
