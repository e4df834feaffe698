// What the game knows: a tree of questions with animals at its ends. Trees are never changed, only made anew.

export type Knowledge = string | Fork;

export interface Fork {
  readonly question: string;
  readonly yes: Knowledge;
  readonly no: Knowledge;
}

/** What tells a new animal from the one it was taken for. */
export interface Lesson {
  readonly wrong: string;
  readonly fork: Fork;
}

export const BEGINNING: Knowledge = { question: "Does it live in water?", yes: "a limpet", no: "a hedgehog" };

export function animals(known: Knowledge): readonly string[] {
  return typeof known === "string" ? [known] : [...animals(known.yes), ...animals(known.no)];
}

export function taught(known: Knowledge, lesson: Lesson): Knowledge {
  if (typeof known === "string") return known === lesson.wrong ? lesson.fork : known;
  return { ...known, yes: taught(known.yes, lesson), no: taught(known.no, lesson) };
}

/** `cat` as in "Is it a cat?". */
export function withArticle(animal: string): string {
  const name = animal.trim().replace(/[.?!]+$/, "");
  if (/^(an?|the) /i.test(name)) return name;
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}

/** `can it fly` as a question. */
export function asQuestion(text: string): string {
  const question = text.trim().replace(/[?.!\s]+$/, "");
  return `${question.charAt(0).toUpperCase()}${question.slice(1)}?`;
}
