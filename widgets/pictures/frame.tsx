import type { Ref } from "preact";
import { classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Frame}. */
export interface FrameProps extends PassedOn<"iframe", "title" | "src"> {
  /** What it holds, for those who do not see it. */
  readonly title: string;
  readonly src: string;
  readonly ref?: Ref<HTMLIFrameElement> | undefined;
}

/**
 * Another document within this one; `onLoad` hears that it is there. It is shut in by `sandbox`, without script and without
 * your cookies, unless that says otherwise; what other sites may be shown is said by the app's `csp`.
 *
 * @example
 * <Frame title="Terms of delivery" src="/terms.html" height={320} />
 */
export function Frame({ title, src, sandbox = "", class: given, className, ref, ...rest }: FrameProps) {
  return (
    <iframe
      loading="lazy"
      {...rest}
      ref={ref ?? null}
      title={title}
      src={src}
      sandbox={sandbox}
      class={classes("frame", given, className)}
    />
  );
}
