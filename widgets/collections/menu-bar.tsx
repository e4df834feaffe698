import type { Ref } from "preact";
import { keys, prevent, roving } from "sessile/ui";
import { focusGroup } from "../core/focus-group.ts";
import { type Containing, classes, type PassedOn } from "../core/props.ts";
import { MenuPlace } from "./menu.tsx";
import { moveByKey } from "./menu-keys.ts";

/** Props of {@link MenuBar}. */
export interface MenuBarProps extends PassedOn<"ul", "label" | "onKeyDown">, Containing {
  /** What its commands are for, for those who do not see it. */
  readonly label: string;
  readonly ref?: Ref<HTMLUListElement> | undefined;
}

const NOWHERE = {};

/**
 * Menus side by side: `Menu`s and `MenuItem`s. Menus are popovers, which the browser opens and closes by itself: by a press, and
 * once one is open by pointing at another, without asking the server. So they work without script too, and each item is a button
 * that posts. Arrow keys move, by the browser where it can; Escape and a press elsewhere close.
 *
 * @example
 * <MenuBar label="Document">
 *   <Menu label="File"><MenuItem onClick={open}>Open</MenuItem></Menu>
 *   <Menu label="View"><MenuCheckItem onChange={wrap}>Wrap lines</MenuCheckItem></Menu>
 * </MenuBar>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/menubar/
 */
export function MenuBar({ label, children, class: given, className, ref, ...rest }: MenuBarProps) {
  return (
    <ul
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list it is where neither roles nor styles are known.
      role="menubar"
      aria-label={label}
      {...rest}
      {...focusGroup("menubar")}
      ref={ref ?? null}
      class={classes("menu-bar", given, className)}
      onKeyDown={keys("ArrowLeft ArrowRight ArrowUp ArrowDown Home End", prevent(roving(moveByKey)))}
    >
      <MenuPlace value={NOWHERE}>{children}</MenuPlace>
    </ul>
  );
}
