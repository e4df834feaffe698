// What is in the box at first. All of it is invented.
import { type Letter, ME } from "./model.ts";

const SENDERS = [
  "Mira Holm <mira@harbour.example>",
  "Harbour office <office@harbour.example>",
  "Tomas Grey <tomas@crew.example>",
  "Sail loft <loft@sails.example>",
  "Lena Park <lena@crew.example>",
  "Weather service <report@weather.example>",
  "Yara Stone <yara@example.com>",
];

const SUBJECTS: readonly (readonly [subject: string, text: string])[] = [
  [
    "Berth for the weekend",
    "Is there room for a boat of eleven metres from Friday to Sunday?\n\nShe draws two metres, and has a bowsprit.",
  ],
  [
    "Lamp on the breakwater",
    "The lamp at the end of the breakwater was out last night.\n\nSomebody should see to it before the fog comes.",
  ],
  [
    "Watch list for July",
    "Here is who stands watch in July.\n\nWho cannot, tell me by Monday, and find somebody to change with.",
  ],
  [
    "Your sails are ready",
    "The main and both jibs are mended and washed.\n\nThe old tapes were rotten; there are new ones.",
  ],
  ["Supper on board", "On Thursday we eat on board: soup, bread, and what the net brings.\n\nBring a bowl."],
  ["Gale warning", "West 7 to 8, in gusts 10, from Tuesday noon.\n\nHigh water stands half a metre above the tables."],
  [
    "Minutes of the meeting",
    "The minutes are done.\n\nThe crane is to be painted, the dues stay as they are, and the cat is appointed.",
  ],
  ["Lost: one oar", "Grey, two metres sixty, with a leather collar.\n\nLast seen adrift off the pier."],
];

const DAY = 24 * 60 * 60 * 1000;
const BEGINNING = Date.UTC(2026, 5, 30, 8, 30);

const FOLDERS = ["inbox", "inbox", "inbox", "harbour", "crew"];

export const SAMPLE: readonly Letter[] = [
  ...Array.from({ length: 61 }, (_, at): Letter => {
    const [subject, text] = SUBJECTS[(at * 3) % SUBJECTS.length] as (typeof SUBJECTS)[number];
    return {
      id: at + 1,
      folder: FOLDERS[at % FOLDERS.length] as string,
      from: SENDERS[(at * 5) % SENDERS.length] as string,
      to: ME,
      subject: at < SUBJECTS.length ? subject : `Re: ${subject}`,
      text,
      date: BEGINNING - at * (DAY / 3),
      read: at > 5,
    };
  }),
  {
    id: 100,
    folder: "drafts",
    from: ME,
    to: "mira@harbour.example",
    subject: "Re: Berth for the weekend",
    text: "Dear Mira,\n\n",
    date: BEGINNING - DAY,
    read: true,
  },
];

export const CONTACTS = SENDERS.filter((sender) => !sender.startsWith("Weather"));

export const TASKS = ["Pump the bilge", "Order a new flag", "Answer Mira", "Scrub the deck", "Learn a knot"] as const;
