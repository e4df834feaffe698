import type { ComponentChildren, Ref } from "preact";
import { useId, useImperativeHandle, useRef, useState } from "preact/hooks";
import { keys, prevent, roving } from "sessile/ui";
import { MenuAndButton } from "../collections/menu.tsx";
import { moveByKey, openMenu } from "../collections/menu-keys.ts";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** What a {@link ContextMenu}'s `ref` has. */
export interface ContextMenuHandle {
  /** Opens it beside its button. */
  open(): void;
  close(): void;
}

/** Props of {@link ContextMenu}. */
export interface ContextMenuProps extends PassedOn<"div", "label" | "onContextMenu">, Containing {
  /** What its commands are for: the name of its button. */
  readonly label: string;
  /** `MenuItem`s and the others that stand in menus. */
  readonly items: ComponentChildren;
  readonly disabled?: boolean | undefined;
  readonly ref?: Ref<ContextMenuHandle> | undefined;
}

/**
 * A menu for what is inside: right click, long press, Shift+F10 or the menu key open it where that was, and a button beside it does so
 * for those who have none of these, by touch or without script.
 *
 * @example
 * <ContextMenu label="tides.csv" items={<MenuItem onClick={remove}>Delete</MenuItem>}>
 *   <a href="/tides.csv">tides.csv</a>
 * </ContextMenu>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/
 */
export function ContextMenu({ label, items, disabled = false, children, ref, ...rest }: ContextMenuProps) {
  const { class: given, className, ...passed } = rest;
  const id = useId();
  const slot = useRef<HTMLDivElement>(null);
  /** Where the pointer was; null: it opens beside its button. */
  const [at, setAt] = useState<{ readonly left: number; readonly top: number } | null>(null);
  const menu = (): HTMLElement | null => slot.current?.querySelector('[role="menu"]') as HTMLElement | null;
  const open = (): void => {
    const list = menu();
    if (list) openMenu(list);
  };
  useImperativeHandle(ref ?? null, () => ({ open, close: () => menu()?.hidePopover() }));
  const asked = (event: MouseEvent): void => {
    event.stopPropagation();
    setAt({ left: event.clientX, top: event.clientY });
    open();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its button does the same.
    <div
      {...passed}
      class={classes("context-menu", given, className)}
      onContextMenu={disabled ? undefined : prevent(asked)}
    >
      <div>{children}</div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the items within. */}
      <div ref={slot} class="menu-slot" onKeyDown={keys("ArrowUp ArrowDown Home End", prevent(roving(moveByKey)))}>
        <MenuAndButton
          id={id}
          label={<span aria-hidden="true">⋮</span>}
          disabled={disabled}
          outermost={id}
          button={{ class: "quiet", "aria-label": `Actions: ${label}` }}
          list={{
            // Closed again, it belongs to its button.
            onToggle: at ? (event) => event.newState === "closed" && setAt(null) : undefined,
          }}
        >
          {items}
        </MenuAndButton>
        {at && <span class="menu-place" style={at} />}
      </div>
    </div>
  );
}
