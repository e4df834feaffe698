import type { ComponentChildren } from "preact";
import { useId, useImperativeHandle } from "preact/hooks";
import type { Valued } from "../core/controlled.ts";
import { type Containing, classes, type Handled, type PassedOn } from "../core/props.ts";
import { useDialogState } from "./dialog-state.ts";
import { useDragged } from "./dragged.ts";

/** What a {@link DialogBox}'s `ref` has. */
export interface DialogBoxHandle {
  open(): void;
  close(): void;
}

/** Props of {@link DialogBox}; its value says whether it is open. */
export interface DialogBoxProps
  extends PassedOn<"dialog", "open" | "onChange" | "onClose" | "draggable">,
    Valued<boolean>,
    Containing,
    Handled<DialogBoxHandle> {
  /** Stands over it, and is its name. */
  readonly caption: ComponentChildren;
  /** What stands on a button that opens it. The browser does that by itself where it can, without a round trip. */
  readonly button?: ComponentChildren;
  /** Nothing else can be used while it is open. Default true. */
  readonly modal?: boolean | undefined;
  /** Its caption can be dragged. Default true. */
  readonly draggable?: boolean | undefined;
  /** It has a button that closes it, and Escape does. Default true. */
  readonly closable?: boolean | undefined;
  /** What that button is called. Default `Close`. */
  readonly closeLabel?: string | undefined;
}

/**
 * A box over the page, with a caption by which it is dragged. While it is open the focus stays in it; then it goes back to where
 * it was. Escape closes it in the browser, and the app is told (`onChange`).
 *
 * Without script it is shown over the page too, but what is beneath it can still be reached.
 *
 * @example
 * const [open, setOpen] = useState(false);
 * <Button onClick={() => setOpen(true)}>About</Button>
 * <DialogBox caption="About" value={open} onChange={setOpen}><p>Version 2</p></DialogBox>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/
 */
export function DialogBox({
  caption,
  button,
  modal = true,
  draggable = true,
  closable = true,
  closeLabel = "Close",
  value,
  defaultValue,
  onChange,
  children,
  class: given,
  className,
  style,
  ref,
  ...rest
}: DialogBoxProps) {
  const own = useId();
  const id = typeof rest.id === "string" ? rest.id : own;
  const { open, setOpen, ref: dialog, onClose } = useDialogState({ value, defaultValue, onChange }, modal);
  const { offset, handlers } = useDragged(draggable, open);
  useImperativeHandle(ref ?? null, () => ({ open: () => void setOpen(true), close: () => void setOpen(false) }));
  const hasButton = button !== undefined;
  return (
    <>
      {hasButton && (
        // A browser that knows no commands asks the server; so does one without script.
        <button
          type="button"
          aria-haspopup="dialog"
          {...(modal && { commandfor: id, command: "show-modal" })}
          onClick={() => setOpen(true)}
        >
          {button}
        </button>
      )}
      <dialog
        aria-labelledby={`${own}-caption`}
        {...(!closable && { closedby: "none" })}
        {...rest}
        {...(hasButton && { id })}
        ref={dialog}
        class={classes("dialog-box", modal && "modal", given, className)}
        style={{ ...(offset && { translate: offset }), ...style }}
        onClose={onClose}
      >
        {/* What the browser may open by itself has to be there. */}
        {(open || hasButton) && (
          <>
            <h2 id={`${own}-caption`} class={classes("caption", draggable && "drags")} {...handlers}>
              {caption}
            </h2>
            {children}
            {/* Last, so that the focus does not begin here; the theme puts it into the corner. */}
            {closable && (
              <button type="button" class="quiet close" aria-label={closeLabel} onClick={() => setOpen(false)}>
                ×
              </button>
            )}
          </>
        )}
      </dialog>
    </>
  );
}
