/**
 * Whether text runs from right to left there: by the nearest `dir`, up to the one of `<html>`.
 *
 * @param element where a key was pressed
 */
export function isRightToLeft(element: Element): boolean {
  return element.closest("[dir]")?.getAttribute("dir")?.toLowerCase() === "rtl";
}

/** The arrow key that means the same from left to right. */
export function logicalKey(key: string, element: Element): string {
  if (!/^Arrow(Left|Right)$/.test(key) || !isRightToLeft(element)) return key;
  return key === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
}
