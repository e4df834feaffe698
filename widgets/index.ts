/** Widgets: pure Preact, usable by keyboard, pointer and screen reader, with script and without. */

export { Button, type ButtonProps } from "./buttons/button.tsx";
export { ToggleButton, type ToggleButtonProps } from "./buttons/toggle-button.tsx";
export type { Valued } from "./core/controlled.ts";

export { Html, type HtmlProps } from "./text/html.tsx";
