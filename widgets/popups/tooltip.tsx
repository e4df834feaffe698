import { type ComponentChildren, cloneElement, isValidElement, type VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { keys } from "sessile/ui";
import { classes, type PassedOn } from "../core/props.ts";
import { anchored } from "./anchor.ts";

/** Props of {@link Tooltip}. */
export interface TooltipProps extends PassedOn<"span", "title" | "role"> {
  /** What it says: a few words, nothing to press. */
  readonly text: ComponentChildren;
  /** What it is about: one element or widget that takes `aria-describedby` and the focus. */
  readonly children: VNode;
}

/**
 * A few words that show while the pointer is over something, or the keyboard at it. CSS shows them at once, with script and without;
 * browsers without CSS show them behind it. Escape takes them away.
 *
 * @example
 * <Tooltip text="Nobody else sees it"><Button>Save as draft</Button></Tooltip>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tooltip/
 */
export function Tooltip({ text, children, class: given, className, style, ...rest }: TooltipProps) {
  const id = useId();
  const { anchor, beside } = anchored(id);
  const [dismissed, setDismissed] = useState(false);
  if (!isValidElement(children)) throw new Error("A Tooltip is about one element, not about text or several");
  const described = (children.props as { "aria-describedby"?: string })["aria-describedby"];
  const again = dismissed ? () => setDismissed(false) : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears what is pressed in what it stands around.
    <span
      {...rest}
      class={classes("tooltip", dismissed && "dismissed", given, className)}
      style={{ ...anchor, ...style }}
      onKeyDown={dismissed ? undefined : keys("Escape", () => setDismissed(true))}
      onFocusOut={again}
      onMouseLeave={again}
    >
      {cloneElement(children, { "aria-describedby": [described, id].filter(Boolean).join(" ") })}{" "}
      <span role="tooltip" id={id} style={beside}>
        {text}
      </span>
    </span>
  );
}
