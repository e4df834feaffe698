export * as dataGrid from "./data-grid.tsx";
export * as flexTable from "./flex-table.tsx";
export * as grid from "./grid.tsx";
export * as menuBar from "./menu-bar.tsx";
export * as tree from "./tree.tsx";
