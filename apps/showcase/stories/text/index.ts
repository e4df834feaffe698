export * as html from "./html.tsx";
