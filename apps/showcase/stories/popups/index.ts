export * as contextMenu from "./context-menu.tsx";
export * as dialogBox from "./dialog-box.tsx";
export * as dialogs from "./dialogs.tsx";
export * as popupPanel from "./popup-panel.tsx";
export * as toast from "./toast.tsx";
export * as tooltip from "./tooltip.tsx";
