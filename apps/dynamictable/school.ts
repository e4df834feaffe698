// A school, and when its people are in class: made up, the same each time.

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;
export type Day = (typeof DAYS)[number];

/** An hour in class. */
export interface Lesson {
  readonly day: Day;
  /** The hour it begins: 9 is nine in the morning. */
  readonly hour: number;
}

export interface Person {
  readonly id: number;
  readonly name: string;
  /** What they teach, or what they study. */
  readonly role: string;
  readonly lessons: readonly Lesson[];
}

const FIRST = "Aino Bram Chiara Dag Edda Fionn Greta Hamid Ilse Jonas Katya Leif Mina Noor Oskar Pia".split(" ");
const LAST = "Ager Brekke Conti Duval Eide Falk Grieg Haas Ito Jansen Keane Lund Moreau Nagy".split(" ");
const SUBJECTS = "anatomy botany chemistry drawing ecology geology history physics statistics zoology".split(" ");

export const PEOPLE = 600;

/** Numbers that follow from a first one. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed + 1; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state >>> 8;
  }
}

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T;
}

function person(id: number): Person {
  const chance = numbers(id);
  const next = (): number => chance.next().value as number;
  const name = `${pick(FIRST, next())} ${pick(LAST, next())}`;
  const subject = pick(SUBJECTS, next());
  const role = next() % 6 === 0 ? `Teaches ${subject}` : `Studies ${subject}, year ${1 + (next() % 4)}`;
  const lessons = Array.from({ length: 2 + (next() % 4) }, () => ({ day: pick(DAYS, next()), hour: 8 + (next() % 9) }));
  const once = new Map(lessons.map((lesson) => [`${lesson.day} ${lesson.hour}`, lesson]));
  const place = ({ day, hour }: Lesson): number => DAYS.indexOf(day) * 24 + hour;
  return { id, name, role, lessons: [...once.values()].sort((a, b) => place(a) - place(b)) };
}

/** Everybody. A real school would ask its database for the stretch that is wanted; see `querySource`. */
export const people: readonly Person[] = Array.from({ length: PEOPLE }, (_, n) => person(n + 1));

/** A week in a line, on these days alone: "Mon 9–10, Thu 14–15". */
export function week(lessons: readonly Lesson[], days: ReadonlySet<Day>): string {
  return lessons
    .filter(({ day }) => days.has(day))
    .map(({ day, hour }) => `${day.slice(0, 3)} ${hour}–${hour + 1}`)
    .join(", ");
}
