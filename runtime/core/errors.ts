/**
 * Every error the runtime throws or logs has a code. The table says what happened and what to do;
 * `docs/errors.md` explains each code, and a test holds the two against each other.
 */
const TABLE = {
  SES_ATTRIBUTE_NAME:
    "An attribute name has a character that HTML does not allow. Rename the prop, or do not spread foreign objects.",
  SES_TAG_NAME:
    "An element name has a character that HTML does not allow. Expected a name such as `div` or `my-widget`.",
  SES_HIERARCHY: "A node was inserted into itself, or before a node that is not a child of the parent.",
  SES_SELECTOR:
    "The server's tree knows selectors of one element: `tag`, `.class`, `#id`, `[name]`, `[name='value']`, and lists of them. Go from element to element for others, or keep a ref.",
  SES_ID_RESERVED: "An id of the form `_12` is the runtime's own. Give the element another id.",
  SES_LAYOUT_READ:
    "Layout lives in the browser, the tree in the server. Send a command (`scrollIntoView()`), use CSS, or have an island report sizes by an event.",
  SES_TURN_LOOP:
    "A turn did not come to rest: an effect or a render sets state each time it runs. Give the effect a dependency list, or set state only when it changes.",
  SES_TURN_NESTED: "A turn was started inside another turn of the same page. Do the work directly instead.",
  SES_NO_PAGE: "This hook needs a page: it was called by a component that no Sessile server renders.",
  SES_TOO_MANY_NODES:
    "The page has more elements than the limit `nodes`. Show a part of the data at a time, or raise the limit.",
  SES_TOO_MANY_JOBS:
    "More state changes wait for this page than the limit `jobs`; those on top are dropped. Set state less often.",
  SES_COOKIE:
    "A cookie cannot be set like this: a character HTTP does not allow, a name of the runtime's own, or more than 4096 bytes.",
  SES_APP_PREFIX: "An app's prefix must begin and end with `/`, for example `/counter/`, and not begin with `/~`.",
  SES_APP_COMPONENT: "An app's file exports it; `serve` takes it as it is, or as the `component` of an object.",
  SES_NO_APPS: "There is no app to serve. Expected a component or a record of prefix to app.",
  SES_PROPERTY: "A property of a service cannot be given or written like this.",
  SES_SERVICE: "A service opens once and closes once: make a new one.",
  SES_APP_FILE: "An app is a file that exports a component, or a folder with an `app.tsx` in it.",
  SES_NO_VITE: "Hot reload needs Vite, which is not installed. Run `npm install --save-dev vite`.",
  SES_OPTION: "An option has a value that is not allowed.",
  SES_CONFIG: "The configuration has a key nobody knows, or a value of another kind.",
  SES_BODY_TOO_LARGE:
    "The request's body is larger than the limit `bodyBytes`; with files `uploadBytes`, and `fileBytes` for each.",
  SES_BODY_MALFORMED: "The request's body could not be read as what its content type says.",
  SES_BODY_TYPE:
    "The request's content type is not one of application/json, application/x-www-form-urlencoded, multipart/form-data.",
  SES_BODY_READ: "Somebody has read the request's body before: mount the service before anything that parses bodies.",
  SES_TOO_MANY_PAGES:
    "The session has as many pages as the limit `pages` allows, and a tab shows each of them. Close one.",
  SES_TOO_MANY_FIELDS: "The form has more fields than the limit `fields`.",
  SES_TOO_MANY_FILES: "The form has more files than the limit `files`.",
  SES_UPLOAD_DISK:
    "There is no room for an upload: the disk is full or cannot be written, or its files are more than the limits `diskBytes` and `diskFiles`.",
  SES_UPLOAD_SHARE:
    "There is no room for an upload: the sender has as much of the disk as the limit `diskShare` allows.",
  SES_UPLOAD_CANCELLED: "An upload was cancelled, or the page it was sent to has ended: what had come is removed.",
  SES_FLOW_CANCELLED: "A step was cancelled: what waited for its answer goes no further, unless it catches this.",
  SES_FLOW_ENDED:
    "The page or component that showed a step is gone, or its program has returned: nobody will answer. Clean up in `finally`.",
  SES_FLOW_BACK: "A step that lets people go back was left that way. Ask what should be asked now.",
  SES_FLOW_NO_STEP: "`useAnswer` was called by a component that is no step. Show it by `ask` or `call`.",
  SES_FORM_DATA: "`new FormData(form)` is the browser's: here `formData(event)` gives the same.",
  SES_ABORTED: "The browser closed the connection before the request was complete.",
  SES_TEST_NOT_FOUND: "Nothing on the page is called so. Look at what there is, or wait for it with `waitFor()`.",
  SES_TEST_AMBIGUOUS: "More than one thing is called so. Say which: by name, inside another locator, or with `nth()`.",
  SES_TEST_ACTION: "A person could not do this.",
  SES_TEST_CLOSED: "The tab was closed: nobody can do anything in it.",
  SES_TEST_PATCH: "A patch does not fit the browser's copy of the page: its target is not there, or it is none.",
  SES_TEST_ID_TWICE: "An id stands twice on the page. Ids name one element: use `useId()` or a key of the data.",
  SES_TEST_DIFFERS:
    "The browser's copy of the page and the server's tree differ: a patch is missing or wrong, or a parser repaired the markup.",
  SES_TEST_RESPONSE: "The server's answer is not one that this request gets.",
  SES_TEST_TIMEOUT: "What the test waits for did not come.",
  SES_TEST_EXPECTED: "A matcher of the test kit does not hold.",
} as const;

/** The code of a {@link SessileError}. */
export type ErrorCode = keyof typeof TABLE;

/** The codes, for the test that holds this table against its documentation. */
export const ERROR_CODES = Object.keys(TABLE) as ErrorCode[];

/**
 * An error with a stable code. `message` is what happened, and what to do about it.
 *
 * @example
 * throw new SessileError("SES_OPTION", `port is ${port}, expected 0 to 65535`);
 */
export class SessileError extends Error {
  override readonly name = "SessileError";
  constructor(
    readonly code: ErrorCode,
    detail = "",
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail ? `${detail}. ` : ""}${TABLE[code]}`, options);
  }
}

/** Nothing went wrong: what waited for a person was left off, by that person or because its place is gone. */
const LEFT_OFF: ReadonlySet<ErrorCode> = new Set(["SES_FLOW_CANCELLED", "SES_FLOW_ENDED", "SES_FLOW_BACK"]);

/** Whether an exception only says that somebody did not go on. */
export function isLeftOff(error: unknown): boolean {
  return error instanceof SessileError && LEFT_OFF.has(error.code);
}
