// The drawing: a stroke more for each mistake.
import { LIVES } from "./model.ts";

const POST = "M10 110H90M30 110V10";
const STROKES = [
  "M30 10H75",
  "M75 10V22",
  "M75 22a9 9 0 1 0 .01 0",
  "M75 40V72",
  "M75 48L60 60M75 48L90 60",
  "M75 72L63 94",
  "M75 72L87 94",
];

export function Gallows({ mistakes }: { readonly mistakes: number }) {
  return (
    <svg viewBox="0 0 100 120" width="100" height="120" role="img" aria-label={`${mistakes} of ${LIVES} mistakes`}>
      {[POST, ...STROKES.slice(0, mistakes)].map((path) => (
        <path key={path} d={path} fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" />
      ))}
    </svg>
  );
}
