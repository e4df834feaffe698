export * as heading from "./heading.tsx";
export * as html from "./html.tsx";
export * as label from "./label.tsx";
