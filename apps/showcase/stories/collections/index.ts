export * as dataGrid from "./data-grid.tsx";
