export * as anchor from "./anchor.tsx";
export * as button from "./button.tsx";
export * as checkBox from "./check-box.tsx";
export * as hyperlink from "./hyperlink.tsx";
export * as radioButton from "./radio-button.tsx";
export * as toggleButton from "./toggle-button.tsx";
