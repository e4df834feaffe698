/** Widgets: pure Preact, usable by keyboard, pointer and screen reader, with script and without. */

export { Anchor, type AnchorProps } from "./buttons/anchor.tsx";
export { Button, type ButtonProps } from "./buttons/button.tsx";
export { CheckBox, type CheckBoxProps } from "./buttons/check-box.tsx";
export { Hyperlink, type HyperlinkProps } from "./buttons/hyperlink.tsx";
export { RadioButton, type RadioButtonProps } from "./buttons/radio-button.tsx";
export { RadioGroup, type RadioGroupProps } from "./buttons/radio-group.tsx";
export { ToggleButton, type ToggleButtonProps } from "./buttons/toggle-button.tsx";

export type { Valued } from "./core/controlled.ts";

export { Heading, type HeadingProps } from "./text/heading.tsx";
export { Html, type HtmlProps } from "./text/html.tsx";
export { Label, type LabelProps } from "./text/label.tsx";
