export * as draggable from "./draggable.tsx";
export * as dropTarget from "./drop-target.tsx";
export * as sortableList from "./sortable-list.tsx";
