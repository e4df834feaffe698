import type { Ref } from "preact";
import { classes, type PassedOn } from "../core/props.ts";

/** A part of a picture that can be pressed. All numbers are pixels of the picture, from its upper left corner. */
export type Area = {
  /** What it is, or what a press of it does. */
  readonly label: string;
  /** Where a press of it leads. */
  readonly href?: string | undefined;
  readonly onClick?: ((event: MouseEvent) => unknown) | undefined;
  readonly disabled?: boolean | undefined;
} & (
  | {
      readonly shape: "rect";
      readonly left: number;
      readonly top: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly shape: "circle"; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly shape: "polygon"; readonly points: readonly (readonly [x: number, y: number])[] }
);

/** Props of {@link ImageMap}. */
export interface ImageMapProps extends PassedOn<"div", "width" | "height"> {
  readonly src: string;
  /** What the picture shows, in words. */
  readonly alt: string;
  /** The picture's own size in pixels, in which the areas are measured: it is shown as large as there is room. */
  readonly width: number;
  readonly height: number;
  readonly areas: readonly Area[];
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

/**
 * A picture with parts that can be pressed. They are buttons and links over it, not HTML's `<map>`: so they grow and
 * shrink with the picture, show the focus, and are there for browsers without pictures or without script.
 *
 * @example
 * <ImageMap src="/house.svg" alt="The house" width={400} height={300}
 *   areas={[{ shape: "rect", left: 40, top: 120, width: 60, height: 90, label: "Door", onClick: enter }]} />
 */
export function ImageMap({
  src,
  alt,
  width,
  height,
  areas,
  class: given,
  className,
  style,
  ref,
  ...rest
}: ImageMapProps) {
  const size = { width, height };
  return (
    <div
      {...rest}
      ref={ref ?? null}
      class={classes("image-map", given, className)}
      style={{ maxInlineSize: width, ...style }}
    >
      <img src={src} alt={alt} width={width} height={height} />
      {areas.map((area) => {
        const { label, href, onClick, disabled } = area;
        const common = { key: label, title: label, style: placeOf(area, size) };
        return href !== undefined && !disabled ? (
          <a {...common} href={href} {...(onClick && { onClick })}>
            <span>{label}</span>
          </a>
        ) : (
          <button {...common} type="button" disabled={disabled} {...(onClick && { onClick })}>
            <span>{label}</span>
          </button>
        );
      })}
    </div>
  );
}

/** Where it is, in parts of the picture, and what of that box belongs to it. */
function placeOf(area: Area, { width, height }: { width: number; height: number }) {
  const { left, top, right, bottom } = boundsOf(area);
  const box = {
    left: percent(left, width),
    top: percent(top, height),
    width: percent(right - left, width),
    height: percent(bottom - top, height),
  };
  if (area.shape === "circle") return { ...box, borderRadius: "50%" };
  if (area.shape === "rect") return box;
  const corners = area.points.map(([x, y]) => `${percent(x - left, right - left)} ${percent(y - top, bottom - top)}`);
  return { ...box, clipPath: `polygon(${corners.join(", ")})` };
}

function boundsOf(area: Area): { left: number; top: number; right: number; bottom: number } {
  if (area.shape === "rect") {
    const { left, top } = area;
    return { left, top, right: left + area.width, bottom: top + area.height };
  }
  if (area.shape === "circle") {
    const { x, y, radius } = area;
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  }
  const xs = area.points.map(([x]) => x);
  const ys = area.points.map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 1e4) / 100}%`;
}
