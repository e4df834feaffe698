/** Request headers of the browser's script. */

export const page = "sessile-page";
/** `<page token> <key>`: files that go ahead of the event they belong to. */
export const upload = "sessile-upload";
export const lastEventId = "last-event-id";
