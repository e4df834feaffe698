/** What keys do in menus. @see https://www.w3.org/WAI/ARIA/apg/patterns/menubar/#keyboardinteraction */
import { logicalKey } from "../core/direction.ts";

const ITEM = '[role^="menuitem"]';
const MENU = '[role="menu"],[role="menubar"]';

/** The items of this menu, not those of menus within; what is disabled is passed by. */
function itemsOf(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>(ITEM)].filter(
    (item) => item.closest(MENU) === menu && !item.hasAttribute("disabled"),
  );
}

/** The button that opens a menu stands first beside it. */
function openerOf(menu: Element): HTMLElement | null {
  return menu.parentElement?.firstElementChild as HTMLElement | null;
}

/** The menu a button opens. */
function menuOf(opener: Element): HTMLElement | null {
  const next = opener.nextElementSibling;
  return next?.getAttribute("role") === "menu" ? (next as HTMLElement) : null;
}

/** Shows a menu, and gives the focus to one of its items. */
export function openMenu(menu: HTMLElement, at = 0): void {
  menu.showPopover();
  itemsOf(menu).at(at)?.focus();
}

/** An arrow key on a button that opens a menu: of a bar by Down and Up, of a menu sideways. */
export function openByKey(event: KeyboardEvent): void {
  const opener = event.currentTarget as HTMLElement;
  const menu = menuOf(opener);
  const key = logicalKey(event.key, opener);
  // The other way leads out of the menu it stands in.
  if (!menu || key === "ArrowLeft") return;
  event.stopPropagation();
  openMenu(menu, key === "ArrowUp" ? -1 : 0);
}

/** Sideways within a menu: out of it, or to the next one of the bar. */
export function leaveByKey(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const isBack = logicalKey(event.key, menu) === "ArrowLeft";
  const outer = menu.parentElement?.closest(MENU);
  if (!outer) return;
  const opener = openerOf(menu);
  if (outer.getAttribute("role") === "menubar") {
    const items = itemsOf(outer);
    const next = items.at((items.indexOf(opener as HTMLElement) + (isBack ? -1 : 1)) % items.length);
    const other = next && menuOf(next);
    menu.hidePopover();
    // First: the browser gives the focus back to where it was as a menu opened.
    next?.focus();
    if (other) openMenu(other);
  } else if (isBack) {
    event.stopPropagation();
    menu.hidePopover();
    opener?.focus();
  }
}

/** Where the browser does not move the focus by itself: along a bar, or up and down a menu. */
export function moveByKey(event: KeyboardEvent): HTMLElement | undefined {
  const item = (event.target as Element).closest<HTMLElement>(ITEM);
  const menu = item?.closest(MENU);
  if (!item || !menu) return undefined;
  const [back, on] = menu.getAttribute("role") === "menubar" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const items = itemsOf(menu);
  const at = items.indexOf(item);
  const key = logicalKey(event.key, menu);
  const places: { readonly [key: string]: number } = {
    [back]: at - 1,
    [on]: (at + 1) % items.length,
    Home: 0,
    End: -1,
  };
  const place = places[key];
  const next = place === undefined ? undefined : items.at(place);
  next?.focus();
  return next;
}

/** A link of a menu is followed: the browser closes nothing then. */
export function closeAround(item: Element): void {
  let outermost: HTMLElement | null = null;
  for (let menu = item.closest<HTMLElement>("[popover]"); menu; menu = menu.parentElement?.closest("[popover]") ?? null)
    outermost = menu;
  outermost?.hidePopover();
}
