export * as barChart from "./bar-chart.tsx";
export * as frame from "./frame.tsx";
export * as image from "./image.tsx";
export * as imageMap from "./image-map.tsx";
export * as lineChart from "./line-chart.tsx";
export * as meter from "./meter.tsx";
export * as progressBar from "./progress-bar.tsx";
export * as sparkline from "./sparkline.tsx";
