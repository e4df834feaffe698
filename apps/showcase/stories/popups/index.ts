export * as contextMenu from "./context-menu.tsx";
