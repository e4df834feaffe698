import { type ComponentChildren, createContext } from "preact";
import { useContext, useId } from "preact/hooks";
import { keys, prevent } from "sessile/ui";
import { Anchor } from "../buttons/anchor.tsx";
import { useValue, type Valued } from "../core/controlled.ts";
import { focusGroup } from "../core/focus-group.ts";
import { type Containing, classes, type PassedOn } from "../core/props.ts";
import { closeAround, leaveByKey, openByKey } from "./menu-keys.ts";

/** Where an item stands. */
interface Place {
  /** What a press closes: the outermost menu. Undefined right in a bar. */
  readonly outermost?: string | undefined;
}

const PlaceContext = createContext<Place | null>(null);

/** What is right in a bar. */
export const MenuPlace = PlaceContext.Provider;

function usePlace(what: string): Place {
  const place = useContext(PlaceContext);
  if (!place)
    throw new Error(`<${what}> stands outside any menu; expected a MenuBar, a Menu or a ContextMenu around it`);
  return place;
}

/** As a menu opens, the browser gives the focus to the first of these that can have it. */
const FIRST = { autofocus: true };

/** What opens a menu, and the menu: the browser shows and hides it, with script and without. */
export interface MenuButton {
  readonly id: string;
  readonly label: ComponentChildren;
  readonly disabled?: boolean | undefined;
  readonly children: ComponentChildren;
  /** What a press of an item closes. */
  readonly outermost: string;
  /** Of the button, besides. */
  readonly button: PassedOn<"button">;
  /** Of the menu, besides. */
  readonly list?: PassedOn<"ul"> | undefined;
}

/** A button and its menu, which stand side by side. */
export function MenuAndButton({ id, label, disabled, children, outermost, button, list }: MenuButton) {
  return (
    <>
      <button type="button" id={`${id}-button`} aria-haspopup="menu" {...button} popovertarget={id} disabled={disabled}>
        {label}
      </button>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list it is where neither roles nor styles are known.
        role="menu"
        {...list}
        {...focusGroup("menu")}
        id={id}
        class="menu"
        popover="auto"
        aria-labelledby={`${id}-button`}
        onKeyDown={keys("ArrowLeft ArrowRight", prevent(leaveByKey))}
      >
        <PlaceContext.Provider value={{ outermost }}>{children}</PlaceContext.Provider>
      </ul>
    </>
  );
}

/** Props of {@link Menu}; what is passed on is the button's. */
export interface MenuProps extends PassedOn<"button", "label" | "onKeyDown" | "popovertarget">, Containing {
  /** What stands on the button that opens it. */
  readonly label: ComponentChildren;
}

/**
 * A menu of a `MenuBar`, or one within another menu. The browser opens it by itself: pressed, and within a menu pointed at.
 *
 * @example
 * <Menu label="File">
 *   <MenuItem onClick={open} shortcut="Ctrl+O">Open</MenuItem>
 *   <Menu label="Recent"><MenuItem onClick={reopen}>tides.csv</MenuItem></Menu>
 * </Menu>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/menubar/
 */
export function Menu({ label, children, disabled, ...rest }: MenuProps) {
  const { outermost } = usePlace("Menu");
  const id = useId();
  const opens = outermost === undefined ? "ArrowDown ArrowUp" : "ArrowLeft ArrowRight";
  const button = { role: "menuitem", ...(outermost && FIRST), ...rest, onKeyDown: keys(opens, prevent(openByKey)) };
  return (
    <li role="none" class="menu-slot">
      <MenuAndButton
        id={id}
        label={label}
        disabled={disabled === true}
        outermost={outermost ?? id}
        button={button as PassedOn<"button">}
      >
        {children}
      </MenuAndButton>
    </li>
  );
}

/** Props of {@link MenuItem}. */
export interface MenuItemProps extends PassedOn<"button">, Containing {
  /** Which keys do the same, as they are written for people: `Ctrl+O`. It is shown; the app hears the keys itself. */
  readonly shortcut?: string | undefined;
  /** Where it leads: then it is a link. */
  readonly href?: string | undefined;
}

/**
 * A command of a menu. A press does it and closes the menu.
 *
 * @example
 * <MenuItem onClick={save} shortcut="Ctrl+S">Save</MenuItem>
 */
export function MenuItem({ shortcut, href, children, ...rest }: MenuItemProps) {
  const { outermost } = usePlace("MenuItem");
  const shared = {
    role: "menuitem",
    ...(outermost && FIRST),
    "aria-keyshortcuts": shortcut?.replace(/Ctrl/g, "Control"),
    ...rest,
  };
  const content = (
    <>
      <span>{children}</span>
      {shortcut && (
        <>
          {" "}
          <small aria-hidden="true">{shortcut}</small>
        </>
      )}
    </>
  );
  if (href !== undefined && !rest.disabled)
    return (
      <li role="none">
        <Anchor
          {...(shared as object)}
          href={href}
          onClick={(event) => {
            closeAround(event.currentTarget);
            return (rest.onClick as ((event: Event) => unknown) | undefined)?.(event);
          }}
        >
          {content}
        </Anchor>
      </li>
    );
  return (
    <li role="none">
      <button type="button" {...(shared as object)} {...closes(outermost)}>
        {content}
      </button>
    </li>
  );
}

/** The browser closes the menu as the button is pressed, before anybody is asked. */
function closes(menu: string | undefined): PassedOn<"button"> {
  return menu === undefined ? {} : { popovertarget: menu, popovertargetaction: "hide" };
}

/** Props of {@link MenuCheckItem}. */
export interface MenuCheckItemProps
  extends PassedOn<"button", "value" | "defaultValue" | "onChange" | "onClick">,
    Valued<boolean>,
    Containing {}

/**
 * An item that is on or off.
 *
 * @example
 * <MenuCheckItem value={wraps} onChange={setWraps}>Wrap lines</MenuCheckItem>
 */
export function MenuCheckItem({ value, defaultValue, onChange, children, ...rest }: MenuCheckItemProps) {
  const { outermost } = usePlace("MenuCheckItem");
  const [checked, setChecked] = useValue({ value, defaultValue, onChange }, false);
  return (
    <li role="none">
      <button
        type="button"
        role="menuitemcheckbox"
        {...(outermost && FIRST)}
        {...rest}
        {...closes(outermost)}
        aria-checked={checked}
        onClick={() => setChecked(!checked)}
      >
        <span>{children}</span>
      </button>
    </li>
  );
}

interface Choice {
  readonly chosen: string;
  readonly choose: (value: string) => unknown;
}

const ChoiceContext = createContext<Choice | null>(null);

/** Props of {@link MenuRadioGroup}; its value is that of the item that is chosen. */
export interface MenuRadioGroupProps extends PassedOn<"ul", "label" | "onChange">, Valued<string>, Containing {
  /** What is chosen, for those who do not see it. */
  readonly label: string;
}

/**
 * Items of which one is chosen.
 *
 * @example
 * <MenuRadioGroup label="Size" value={size} onChange={setSize}>
 *   <MenuRadioItem value="s">Small</MenuRadioItem>
 *   <MenuRadioItem value="l">Large</MenuRadioItem>
 * </MenuRadioGroup>
 */
export function MenuRadioGroup({ label, value, defaultValue, onChange, children, ...rest }: MenuRadioGroupProps) {
  const [chosen, choose] = useValue({ value, defaultValue, onChange }, "");
  const { class: given, className, ...passed } = rest;
  return (
    <li role="none">
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset may stand in a menu. */}
      <ul role="group" aria-label={label} {...passed} class={classes("menu-group", given, className)}>
        <ChoiceContext.Provider value={{ chosen, choose }}>{children}</ChoiceContext.Provider>
      </ul>
    </li>
  );
}

/** Props of {@link MenuRadioItem}. */
export interface MenuRadioItemProps extends PassedOn<"button", "value" | "onClick">, Containing {
  readonly value: string;
}

/** One of the items of a {@link MenuRadioGroup}. */
export function MenuRadioItem({ value, children, ...rest }: MenuRadioItemProps) {
  const { outermost } = usePlace("MenuRadioItem");
  const group = useContext(ChoiceContext);
  if (!group)
    throw new Error(`<MenuRadioItem value="${value}"> stands outside any MenuRadioGroup; expected one around it`);
  return (
    <li role="none">
      <button
        type="button"
        role="menuitemradio"
        {...(outermost && FIRST)}
        {...rest}
        {...closes(outermost)}
        aria-checked={value === group.chosen}
        onClick={() => group.choose(value)}
      >
        <span>{children}</span>
      </button>
    </li>
  );
}

/** A line between items. */
export function MenuSeparator() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it parts items, and is none.
    // biome-ignore lint/a11y/useSemanticElements: a list holds no <hr>.
    <li role="separator" />
  );
}
