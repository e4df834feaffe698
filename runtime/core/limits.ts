/** What a server accepts. Every limit has a default, a name here and a clear answer when it is met. */
export interface Limits {
  /** Largest request body in bytes, of a form without its files: 413. It is held in memory. */
  bodyBytes: number;
  /** Largest form in bytes, files included, from a browser that has a session: 413. Others may send `bodyBytes`. */
  uploadBytes: number;
  /** Largest single file in bytes: 413. Files go to disk as they arrive. */
  fileBytes: number;
  /** Bytes of the disk that all files take which pages still have, 4096 at least each: 507. */
  diskBytes: number;
  /** Files on disk: 507. */
  diskFiles: number;
  /** Which part of both one session may have; an address may have twice that: 507. 1: all. */
  diskShare: number;
  /** Largest JSON of events in bytes: 413. Files travel beside it. */
  eventBytes: number;
  /** Largest single form field in bytes: 413. */
  fieldBytes: number;
  /** Form fields in one request: 413. */
  fields: number;
  /** Files in one request: 413. */
  files: number;
  /** Events in one request: 413. */
  events: number;
  /** Events a session may cause per second, in the long run: 429. */
  eventsPerSecond: number;
  /** Events a session may cause at once, beyond that rate: 429. */
  eventsBurst: number;
  /** Push streams of one session: 429. */
  streams: number;
  /** Elements of one page: past that it shows an error. */
  nodes: number;
  /** Jobs that may wait for one page's turn; what comes on top is dropped, and logged. */
  jobs: number;
  /** Milliseconds a turn may take before a log line names its app, component and event. */
  slowTurnMs: number;
  /** Sessions whose cookie never came back; the oldest one ends first. */
  provisional: number;
  /** Milliseconds such a session lives. */
  provisionalMs: number;
  /** Sessions kept; the least recently used one ends first. */
  sessions: number;
  /** Pages of one session; the least recently used one ends first. */
  pages: number;
  /** Bytes of patches a page keeps for a browser that may ask again; older ones lead to a resync. */
  outboxBytes: number;
  /** Bytes a stream may hold for a slow reader before it is closed (and resumes). */
  streamBytes: number;
  /** Renders of one component for one event before they count as endless. */
  turnRenders: number;
  /** Milliseconds without a sign of life after which a session ends. Open tabs give one. */
  idleMs: number;
  /** The same where somebody is logged in. */
  loggedInIdleMs: number;
  /** Milliseconds after its last tab was closed that a session waits for a reload. */
  graceMs: number;
  /** Milliseconds between two heartbeats of a stream. */
  heartbeatMs: number;
  /** Milliseconds a browser without script waits for async handlers to settle. */
  settleMs: number;
  /** Milliseconds an answer to a scripted browser is kept open for async handlers. */
  streamMs: number;
}

/** The defaults. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 10 * 1024 * 1024,
  uploadBytes: 100 * 1024 * 1024,
  fileBytes: 10 * 1024 * 1024,
  diskBytes: 10 * 1024 * 1024 * 1024,
  diskFiles: 100_000,
  diskShare: 0.25,
  eventBytes: 1024 * 1024,
  fieldBytes: 1024 * 1024,
  fields: 1000,
  files: 100,
  events: 1000,
  eventsPerSecond: 200,
  eventsBurst: 2_000,
  streams: 40,
  nodes: 200_000,
  jobs: 10_000,
  slowTurnMs: 200,
  provisional: 20_000,
  provisionalMs: 60_000,
  sessions: 100_000,
  pages: 20,
  outboxBytes: 64 * 1024,
  streamBytes: 256 * 1024,
  turnRenders: 1000,
  idleMs: 5 * 60_000,
  loggedInIdleMs: 60 * 60_000,
  graceMs: 30_000,
  heartbeatMs: 20_000,
  settleMs: 5_000,
  streamMs: 30_000,
};
