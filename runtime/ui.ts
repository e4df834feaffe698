/**
 * The door for component authors: what a component needs besides Preact and its hooks. Pulls in no server.
 */

export { debounce, island, keys, once, prevent, throttle } from "./dom/marks.ts";
export { Head, useRefresh, useTitle } from "./page/hooks.ts";
