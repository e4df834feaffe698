/** Bundles and minifies public/client/index.ts; `externalHtmx` leaves htmx out, to weigh what is our own. */
export function buildClient(options?: { externalHtmx?: boolean }): Promise<string>;
