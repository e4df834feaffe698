import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../buttons/button.tsx";
import { type Containing, classes, type PassedOn } from "../core/props.ts";

/** Props of {@link Toast}. */
export interface ToastProps extends PassedOn<"div">, Containing {
  /** What it tells of. Default `normal`. */
  readonly kind?: "normal" | "good" | "danger" | undefined;
  /** Seconds after which it goes; 0: it stays. It stays as well while the pointer or the keyboard is in it. Default 6. */
  readonly seconds?: number | undefined;
  /** What can be done about it. */
  readonly action?: { readonly label: string; readonly onClick: () => unknown } | undefined;
  /** It is to go: its time is over, its button was pressed, its action done. */
  readonly onDismiss: () => unknown;
  /** What the button is called that takes it away. Default `Dismiss`. */
  readonly dismissLabel?: string | undefined;
}

/**
 * A short notice, with a button that takes it away. `Toasts` shows it where it is seen and read out; by itself it stands where it is put.
 *
 * @example
 * {saved && <Toast kind="good" onDismiss={() => setSaved(false)}>Saved.</Toast>}
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/alert/
 */
export function Toast({
  kind = "normal",
  seconds = 6,
  action,
  onDismiss,
  dismissLabel = "Dismiss",
  children,
  class: given,
  className,
  ...rest
}: ToastProps) {
  const [isHeld, setHeld] = useState(false);
  const latest = useRef(onDismiss);
  latest.current = onDismiss;
  useEffect(() => {
    if (isHeld || seconds <= 0) return;
    const timer = setTimeout(() => latest.current(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [isHeld, seconds]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears who is within.
    <div
      {...rest}
      class={classes("toast", kind !== "normal" && kind, given, className)}
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocusIn={hold}
      onFocusOut={release}
    >
      <div>{children}</div>
      {action && (
        <Button
          kind="quiet"
          onClick={() => {
            onDismiss();
            return action.onClick();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button kind="quiet" class="close" aria-label={dismissLabel} onClick={() => onDismiss()}>
        ×
      </Button>
    </div>
  );
}

/** How a notice is shown. */
export type ToastOptions = Pick<ToastProps, "kind" | "seconds" | "action">;

/**
 * Shows a notice.
 *
 * @returns takes it away
 */
export type ShowToast = (message: ComponentChildren, options?: ToastOptions) => () => void;

const Shows = createContext<ShowToast | null>(null);

/**
 * The function that shows a notice, in any component within `Toasts`.
 *
 * @example
 * const toast = useToast();
 * <Button onClick={() => toast("Archived.", { action: { label: "Undo", onClick: restore } })}>Archive</Button>
 */
export function useToast(): ShowToast {
  const show = useContext(Shows);
  if (!show) throw new Error("useToast() outside any <Toasts>; expected one around the app");
  return show;
}

/** Props of {@link Toasts}. */
export interface ToastsProps extends Containing {
  /** What the button is called that takes a notice away. Default `Dismiss`. */
  readonly dismissLabel?: string | undefined;
}

interface Shown {
  readonly key: number;
  readonly message: ComponentChildren;
  readonly options: ToastOptions;
}

/**
 * Stands around the app, and shows its notices in a corner, the latest below. Readers of the screen hear them: what has gone wrong
 * (`danger`) at once, all else when they pause.
 *
 * Without script a notice stands there until the page is loaded the next time after its seconds are over.
 *
 * @example
 * <Toasts><Inbox /></Toasts>
 */
export function Toasts({ dismissLabel, children }: ToastsProps) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const next = useRef(1);
  const dismiss = useCallback((key: number) => setShown((all) => all.filter((each) => each.key !== key)), []);
  const show = useCallback<ShowToast>((message, options = {}) => {
    const key = next.current++;
    setShown((all) => [...all, { key, message, options }]);
    return () => dismiss(key);
  }, []);
  const list = (isUrgent: boolean) =>
    shown
      .filter(({ options }) => (options.kind === "danger") === isUrgent)
      .map(({ key, message, options }) => (
        <Toast key={key} {...options} dismissLabel={dismissLabel} onDismiss={() => dismiss(key)}>
          {message}
        </Toast>
      ));
  return (
    <Shows.Provider value={show}>
      {children}
      {/* There before anything is said: what comes with its words is not read out. */}
      <div class="toasts">
        <div role="alert">{list(true)}</div>
        <div role="status">{list(false)}</div>
      </div>
    </Shows.Provider>
  );
}
