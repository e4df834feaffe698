export * as button from "./button.tsx";
export * as toggleButton from "./toggle-button.tsx";
