import type { Ref } from "preact";
import { useId } from "preact/hooks";
import { throttle } from "sessile/ui";
import { useValue, type Valued } from "../core/controlled.ts";
import { classes, type InputPassedOn } from "../core/props.ts";
import { Field, type Labelled } from "./field.tsx";

/** Props of {@link Slider}. */
export interface SliderProps extends InputPassedOn<"min" | "max" | "step">, Valued<number>, Labelled {
  /** Default 0. */
  readonly min?: number | undefined;
  /** Default 100. */
  readonly max?: number | undefined;
  /** Default 1. */
  readonly step?: number | undefined;
  /** Values marked along it; it rests on them. */
  readonly marks?: readonly number[] | undefined;
  /** What is shown and read out for a value. Default: the number. */
  readonly format?: ((value: number) => string) | undefined;
  /** Milliseconds between two events while it is moved; the last one is never lost. Default 100. */
  readonly throttle?: number | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/**
 * A number from a range, by a knob that is moved, with the number beside it. The browser's own: arrow keys, Home and End, Page Up and
 * Page Down move it without asking the server.
 *
 * @example
 * <Slider label="Length" min={4} max={30} format={(m) => `${m} m`} onChange={setLength} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/slider/
 */
export function Slider({ value, defaultValue, onChange, min = 0, max = 100, step = 1, ...others }: SliderProps) {
  const { marks, format = String, throttle: ms = 100, label, hint, error, ref, ...rest } = others;
  const { class: given, className, style, ...passed } = rest;
  const [number, setNumber] = useValue({ value, defaultValue, onChange }, min);
  const id = useId();
  return (
    <Field {...passed} label={label} hint={hint} error={error}>
      {(control) => (
        <div class={classes("slider", given, className)} style={style}>
          <input
            {...passed}
            {...control}
            ref={ref ?? null}
            type="range"
            min={min}
            max={max}
            step={step}
            list={marks && id}
            value={number}
            aria-valuetext={format === String ? undefined : format(number)}
            onInput={throttle(ms, (event) => setNumber(Number(event.currentTarget.value)))}
          />
          {/* Not a live region: screen readers say the value of what has the focus by themselves. */}
          <span class="amount" aria-hidden="true" style={{ minWidth: `${widest([min, max, number], format)}ch` }}>
            {format(number)}
          </span>
          {marks && (
            <datalist id={id}>
              {marks.map((mark) => (
                <option key={mark} value={mark} />
              ))}
            </datalist>
          )}
        </div>
      )}
    </Field>
  );
}

/** So that nothing moves while the number does. */
function widest(numbers: readonly number[], format: (value: number) => string): number {
  return Math.max(...numbers.map((number) => format(number).length));
}
