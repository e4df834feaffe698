import type { ComponentChildren, CSSProperties } from "preact";
import { useId, useImperativeHandle, useLayoutEffect, useRef } from "preact/hooks";
import { useValue, type Valued } from "../core/controlled.ts";
import { type Containing, classes, type Handled, type PassedOn } from "../core/props.ts";
import { anchored } from "./anchor.ts";
import { useDialogState } from "./dialog-state.ts";

/** What a {@link PopupPanel}'s `ref` has. */
export interface PopupPanelHandle {
  open(): void;
  close(): void;
}

/** Props of {@link PopupPanel}; its value says whether it is open. */
export interface PopupPanelProps
  extends PassedOn<"div", "popover" | "onChange" | "onToggle" | "label">,
    Valued<boolean>,
    Containing,
    Handled<PopupPanelHandle> {
  /** What stands on the button that opens it. */
  readonly button: ComponentChildren;
  /** What it is about, for those who do not see it. */
  readonly label: string;
  /** A press elsewhere closes it. Default true. */
  readonly autoHide?: boolean | undefined;
  /** Nothing else can be used while it is open. Default false. */
  readonly modal?: boolean | undefined;
  /** What the button in a modal one is called that closes it. Default `Close`. */
  readonly closeLabel?: string | undefined;
}

/**
 * A button, and a panel that opens beside it: over everything else, and where there is room.
 *
 * The browser opens and closes it by itself, with script and without; the server hears of it only where `onChange`, `value` or
 * `ref` say that it should. Whatever the server holds, with script it is closed as the page is loaded.
 *
 * @example
 * <PopupPanel button="Filter" label="Filter"><CheckBox>Unread</CheckBox></PopupPanel>
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/
 */
export function PopupPanel({ modal = false, ...props }: PopupPanelProps) {
  return modal ? <ModalPopup {...props} /> : <Popover {...props} />;
}

type Props = Omit<PopupPanelProps, "modal">;

function useParts({ id: given, style }: Props): { id: string; anchor: CSSProperties; styles: CSSProperties } {
  const own = useId();
  const { anchor, beside } = anchored(own);
  return { id: typeof given === "string" ? given : own, anchor, styles: { ...beside, ...style } };
}

function Popover(props: Props) {
  const {
    button,
    label,
    autoHide = true,
    closeLabel: _,
    value,
    defaultValue,
    onChange,
    children,
    ref,
    ...others
  } = props;
  const { class: given, className, style: __, ...rest } = others;
  const { id, anchor, styles } = useParts(props);
  const [open, setOpen] = useValue({ value, defaultValue, onChange }, false);
  const isHeard = Boolean(ref) || value !== undefined || onChange !== undefined || defaultValue === true;
  const panel = useRef<HTMLDivElement>(null);
  /** Whether the browser shows it, as it has told. */
  const shown = useRef(false);
  useLayoutEffect(() => {
    if (open === shown.current) return;
    shown.current = open;
    if (open) panel.current?.showPopover();
    else panel.current?.hidePopover();
  });
  useImperativeHandle(ref ?? null, () => ({ open: () => void setOpen(true), close: () => void setOpen(false) }));
  const heard = (now: boolean): unknown => {
    shown.current = now;
    return now === open ? undefined : setOpen(now);
  };
  return (
    <>
      <button
        type="button"
        popovertarget={id}
        style={anchor}
        // With script the browser has done it already; without, the server has to.
        onClick={isHeard ? () => heard(!open) : undefined}
      >
        {button}
      </button>
      <div
        role="dialog"
        aria-label={label}
        {...rest}
        id={id}
        ref={panel}
        popover={autoHide ? "auto" : "manual"}
        class={classes("popup-panel", open && "open", given, className)}
        style={styles}
        onToggle={isHeard ? (event) => heard(event.newState === "open") : undefined}
      >
        {children}
      </div>
    </>
  );
}

function ModalPopup(props: Props) {
  const { button, label, autoHide = true, closeLabel = "Close", value, defaultValue, onChange, ...others } = props;
  const { children, ref, class: given, className, style: _, ...rest } = others;
  const { id, anchor, styles } = useParts(props);
  const { setOpen, ref: dialog, onClose } = useDialogState({ value, defaultValue, onChange }, true);
  useImperativeHandle(ref ?? null, () => ({ open: () => void setOpen(true), close: () => void setOpen(false) }));
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        commandfor={id}
        command="show-modal"
        style={anchor}
        onClick={() => setOpen(true)}
      >
        {button}
      </button>
      <dialog
        aria-label={label}
        {...(rest as object)}
        id={id}
        ref={dialog}
        closedby={autoHide ? "any" : "closerequest"}
        class={classes("popup-panel modal", given, className)}
        style={styles}
        onClose={onClose}
      >
        {children}
        <button type="button" onClick={() => setOpen(false)}>
          {closeLabel}
        </button>
      </dialog>
    </>
  );
}
