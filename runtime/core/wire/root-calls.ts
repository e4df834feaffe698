/** `[url, replace]`: put the URL into the address bar. */
export const navigate = "navigate";
/** `[url]`: load another site's page. */
export const leave = "leave";
/** `[]`: make a request, so that its answer can set a cookie. */
export const sync = "sync";
/** `[key, refused]`: an upload is not wanted any more, for it was refused or cancelled. */
export const cancel = "cancel";
/** `[text]`: put it on the clipboard. */
export const copy = "copy";
/** `[]`: a step back in the browser's history. */
export const back = "back";
