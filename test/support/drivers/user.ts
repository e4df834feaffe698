/** Who uses an app in a test. The same words drive a copy in memory, plain forms, and Chromium with and without script. */
import type { ServerDocument } from "../../../runtime/dom/document.ts";

export interface User {
  readonly driver: DriverName;
  /** The tree in the server this user looks at. */
  readonly document: ServerDocument;
  /** Presses a button, follows a link: whatever has that role and accessible name. */
  click(role: string, name: string): Promise<void>;
  /** Types a text into the control with that label, in place of what stood there. */
  fill(label: string, text: string): Promise<void>;
  /** Chooses the options with these texts, and no others. */
  select(label: string, ...options: string[]): Promise<void>;
  /** Ticks (or unticks) a checkbox, chooses a radio button. */
  check(label: string, on?: boolean): Promise<void>;
  upload(label: string, ...files: { name: string; text: string }[]): Promise<void>;
  /** Follows a link to a file, and says what the browser saves. */
  download(link: string): Promise<{ name: string; text: string }>;
  /** Presses a key in the control with that label. */
  press(label: string, key: string): Promise<void>;
  /** Without script changed fields wait for a button: presses the page's own. With script nothing is left to do. */
  apply(): Promise<void>;
  /** Texts of everything that has this role, in order. */
  texts(role: string): Promise<string[]>;
  value(label: string): Promise<string>;
  title(): Promise<string>;
  reload(): Promise<void>;
  /** Another tab of the same browser at the same address. */
  newTab(): Promise<User>;
  /** What this user's browser holds, to compare with the server's tree; null where there is nothing to compare. */
  outline(): Promise<string | null>;
  close(): Promise<void>;
}

export type DriverName = "memory" | "forms" | "script" | "plain";

/** How long a person would wait for what they expect to see; longer where browsers share a busy machine. */
export const PATIENCE_MS = process.env.DRIVERS ? 10_000 : 3_000;
const POLL_MS = 10;

/** Asks until the answer fits. @throws Error with the last answer */
export async function until<T>(ask: () => Promise<T> | T, fits: (answer: T) => boolean, what: string): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}; at the end: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Waits until one of the elements of this role reads so. */
export async function sees(user: User, role: string, text: string | RegExp): Promise<void> {
  const fits = (each: string) => (typeof text === "string" ? each === text : text.test(each));
  await until(
    () => user.texts(role),
    (texts) => texts.some(fits),
    `no ${role} reads ${text}`,
  );
}
