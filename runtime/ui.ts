/**
 * The door for component authors: what a component needs besides Preact and its hooks. Pulls in no server.
 */

export { debounce, island, keys, once, prevent, roving, throttle } from "./dom/marks.ts";
export type { FieldValue, FormFields } from "./flow/fields.ts";
export { Flow, type FlowOptions, type FlowProps, useFlow } from "./flow/flow.tsx";
export type { AskOptions, ChooseOptions, ConfirmOptions, FlowHandle, Program, TellOptions } from "./flow/handle.ts";
export { type Answers, isBack, isCancelled, type StepOptions } from "./flow/step.ts";
export { useAnswer } from "./flow/views.tsx";
export type {
  Closeable,
  CookieOptions,
  DownloadBody,
  RequestInfo,
  SessionHandle,
  UploadProgress,
} from "./page/context.ts";
export { type DownloadLink, useDownload } from "./page/download.ts";
export { Head, useCopy, useLoad, useRefresh, useTitle, useWork } from "./page/hooks.ts";
export {
  type Location,
  useExpire,
  useLocation,
  useRequest,
  useResource,
  useSession,
  useShared,
  useStatus,
} from "./page/session-hooks.ts";
export { formData } from "./page/submission.ts";
export { useUploads } from "./page/upload-hooks.ts";
