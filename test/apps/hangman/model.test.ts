import { expect, test } from "vitest";
import { guess, LIVES, stageOf, wrong } from "../../../apps/hangman/model.ts";
import { WORDS } from "../../../apps/hangman/words.ts";

const play = (word: string, letters: string) => [...letters].reduce(guess, { word, guessed: "" });

test("a letter that is in the word shows everywhere at once, and costs nothing", () => {
  const game = play("limpet", "pl");
  expect([wrong(game), stageOf(game)]).toEqual([0, "playing"]);
  expect(stageOf(play("deed", "ed"))).toBe("won");
});

test("a letter that is not costs a life, once", () => {
  const game = play("limpet", "zzz");
  expect([wrong(game), game.guessed]).toEqual([1, "z"]);
  expect(stageOf(play("limpet", "zxvbnac".slice(0, LIVES - 1)))).toBe("playing");
  expect(stageOf(play("limpet", "zxvbnac"))).toBe("lost");
});

test("what is no letter, and what comes when it is over, changes nothing", () => {
  expect(play("limpet", "1 ÄZé-").guessed).toBe("");
  expect(play("limpet", "zxvbnaclimpet").guessed).toBe("zxvbnac");
});

test("each word can be guessed by the letters there are", () => {
  expect(WORDS.filter((word) => !/^[a-z]{5,}$/.test(word))).toEqual([]);
  expect(new Set(WORDS).size).toBe(WORDS.length);
});
