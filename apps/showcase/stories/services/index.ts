export * as useClipboard from "./use-clipboard.tsx";
export * as useDownload from "./use-download.tsx";
export * as useLocation from "./use-location.tsx";
export * as useResource from "./use-resource.tsx";
export * as useTimer from "./use-timer.tsx";
export * as useTitle from "./use-title.tsx";
