/** Bundles and minifies public/client/: the code of each file; `externalHtmx` leaves htmx out. */
export function buildClient(options?: { externalHtmx?: boolean }): Promise<{ [file: string]: string }>;
