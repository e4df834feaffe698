import type { ComponentChildren, Ref } from "preact";
import { useState } from "preact/hooks";
import { classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Image}. */
export interface ImageProps extends PassedOn<"img", "alt" | "src" | "width" | "height" | "role"> {
  readonly src: string;
  /** What it shows, in words. Empty: it only adorns. */
  readonly alt: string;
  /** In pixels. With `height` its place is kept while it is loaded, so that nothing moves. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** What stands in its place if it cannot be loaded. Default: the browser's own way, with `alt`. */
  readonly fallback?: ComponentChildren;
  readonly ref?: Ref<HTMLImageElement> | undefined;
}

/**
 * A picture. `onLoad` and `onError` hear what became of it; another `src` is another try.
 *
 * @example
 * <Image src={portrait} alt="Ada Lovelace" width={96} height={96} fallback={<span class="initials">AL</span>} />
 */
export function Image({ src, alt, fallback, onError, class: given, className, ref, ...rest }: ImageProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const isReplaced = fallback !== undefined && failed === src;
  if (isReplaced) {
    const { width, height, id, style } = rest;
    const named = alt ? { role: "img" as const, "aria-label": alt } : {};
    return (
      <span
        {...named}
        {...(id !== undefined && { id })}
        class={classes("image", "failed", given, className)}
        style={{ ...(width && { inlineSize: width }), ...(height && { blockSize: height }), ...style }}
      >
        {fallback}
      </span>
    );
  }
  const heard =
    fallback === undefined
      ? onError
      : (event: Event) => {
          setFailed(src);
          (onError as ((event: Event) => unknown) | undefined)?.(event);
        };
  return (
    <img
      {...rest}
      ref={ref ?? null}
      src={src}
      alt={alt}
      class={classes("image", given, className)}
      {...(heard && { onError: heard as NonNullable<typeof onError> })}
    />
  );
}
