/** Request headers of the browser's script. */

export const page = "sessile-page";
export const lastEventId = "last-event-id";
