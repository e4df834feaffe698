// What the form is about: a berth in a harbour. Its fields, their names, what may be chosen, what it starts with.

/** What the page holds while you type. The gate code and the notes are not here: they are read at submit. */
export interface Booking {
  readonly name: string;
  readonly email: string;
  readonly flag: string;
  readonly languages: readonly string[];
  readonly length: string;
  readonly crew: string;
  readonly colour: string;
  readonly arrival: string;
  readonly time: string;
  readonly mooring: string;
  readonly services: readonly string[];
  readonly papers: readonly File[];
  readonly insured: boolean;
}

export interface Submission extends Booking {
  readonly reference: string;
  readonly code: string;
  readonly notes: string;
}

export type FieldName = keyof Submission;

/** Every field in the order of the page, with its label. */
export const LABELS: Readonly<Record<FieldName, string>> = {
  reference: "Reference",
  name: "Name",
  email: "Email",
  code: "Gate code",
  flag: "Flag",
  languages: "Languages on board",
  length: "Boat length",
  crew: "Crew",
  colour: "Hull colour",
  arrival: "Arrival",
  time: "Time",
  mooring: "Mooring",
  services: "Services",
  notes: "Notes",
  papers: "Ship's papers",
  insured: "The boat is insured",
};

export const FIELD_NAMES = Object.keys(LABELS) as FieldName[]; // the keys of a Record<FieldName, …> written out above

export const FLAGS = ["Denmark", "France", "Germany", "Netherlands", "Norway", "Sweden"] as const;
export const LANGUAGES = ["Danish", "Dutch", "English", "French", "German", "Swedish"] as const;
export const MOORINGS = ["Pontoon", "Buoy", "Quay"] as const;
export const SERVICES = ["Water", "Power", "Laundry"] as const;

export const EMPTY: Booking = {
  name: "",
  email: "",
  flag: "",
  languages: [],
  length: "9",
  crew: "2",
  colour: "#1f6f78",
  arrival: "",
  time: "12:00",
  mooring: "Pontoon",
  services: ["Water"],
  papers: [],
  insured: false,
};

export const fieldId = (name: FieldName) => `booking-${name}`;
