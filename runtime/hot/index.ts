/** Hot reload, for development: pure re-exports. Needs Vite, which production does not. */
export { type DevOptions, startDev } from "./dev.ts";
export type { Swap } from "./live.ts";
export { linkedStyles } from "./transform.ts";
