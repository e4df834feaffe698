import type { ComponentChildren } from "preact";
import { useId, useImperativeHandle, useRef, useState } from "preact/hooks";
import { debounce, keys, prevent } from "sessile/ui";
import { useValue } from "../core/controlled.ts";
import { classes } from "../core/props.ts";
import { Field } from "./field.tsx";
import { type SuggestSource, useSuggestions } from "./suggestions.ts";
import type { TextFieldProps } from "./text-field.tsx";

/** Props of {@link SuggestBox}. */
export interface SuggestBoxProps extends Omit<TextFieldProps, "tellOn" | "onSelect"> {
  /** Texts, of which those fit that contain what is typed; or who is asked. */
  readonly source: SuggestSource;
  /** At most so many are shown. Default 8. */
  readonly limit?: number | undefined;
  /** Nothing is suggested for less. Default 1. */
  readonly minLength?: number | undefined;
  /** Called with a suggestion that was chosen; `onChange` is called before. */
  readonly onSelect?: ((text: string) => unknown) | undefined;
  /** What is said while nothing fits. Default: nothing. */
  readonly empty?: ComponentChildren;
}

/**
 * A line of text with suggestions of what it might be; anything else may be typed as well. They are looked for once typing has
 * rested (`debounce`, 200 ms); an answer that comes when something else has been typed since is dropped, and its `signal` is aborted.
 * Down and Up go through them, Enter takes one; Escape shuts them, and leaving the field does. Without script a button asks for them, and each is one.
 *
 * @example
 * <SuggestBox label="Port" source={(text, { signal }) => ports.find(text, signal)} onSelect={setPort} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function SuggestBox({ source, limit = 8, minLength = 1, onSelect, empty, ...others }: SuggestBoxProps) {
  const { value, defaultValue, onChange, debounce: ms = 200, label, hint, error, validate, ...rest } = others;
  const { ref, class: given, className, style, ...passed } = rest;
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref ?? null, () => input.current as HTMLInputElement, []);
  const list = useId();
  const [text, setText] = useValue({ value, defaultValue, onChange }, "");
  const [active, setActive] = useState(-1);
  const { found, isOpen, isBusy, ask, shut } = useSuggestions(source, { limit, minLength });

  const look = (typed: string): Promise<void> => {
    setActive(-1);
    return ask(typed);
  };
  const take = (suggestion: string): unknown => {
    const told = setText(suggestion);
    setActive(-1);
    shut();
    input.current?.focus();
    return Promise.all([told, onSelect?.(suggestion)]);
  };
  const step = (by: number): Promise<void> | undefined => {
    if (!isOpen) return look(text);
    // Past either end the text itself is at turn: as with the arrow keys of the browser's own lists.
    const places = found.length + 1;
    setActive(((active + 1 + by + places) % places) - 1);
    return undefined;
  };
  const pressed = ({ key }: { readonly key: string }): unknown => {
    const suggestion = found[active];
    if (key === "ArrowDown" || key === "ArrowUp") return step(key === "ArrowDown" ? 1 : -1);
    if (key === "Enter" && suggestion !== undefined) return take(suggestion);
    shut();
    return key === "Enter" ? input.current?.form?.requestSubmit() : undefined;
  };
  // Enter is the form's, and Escape the dialog's, while there is no list. Enter is heard as long as there is one: it may follow
  // an arrow key faster than the browser learns that something is chosen.
  const heard = isOpen ? "ArrowDown ArrowUp Escape Enter" : "ArrowDown ArrowUp";
  const isShown = isOpen && found.length > 0;

  return (
    <Field {...passed} label={label} hint={hint} error={error} validate={validate}>
      {(control) => (
        <div class={classes("suggest-box", given, className)} style={style}>
          <input
            autocomplete="off"
            {...passed}
            {...control}
            ref={input}
            type="text"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isShown}
            aria-controls={isShown ? list : undefined}
            aria-activedescendant={isShown && active >= 0 ? `${list}-${active}` : undefined}
            aria-busy={isBusy || undefined}
            value={text}
            onInput={debounce(ms, (event) => {
              const told = setText(event.currentTarget.value);
              return Promise.all([told, look(event.currentTarget.value)]);
            })}
            onKeyDown={keys(heard, prevent(pressed))}
            // Heard while there is no list, too: one may be on its way.
            onBlur={(event) => {
              shut();
              return passed.onBlur?.(event);
            }}
          />
          {/* Where there is script nobody sees this one. */}
          <button type="button" class="no-script" disabled={passed.disabled} onClick={() => look(text)}>
            Suggest
          </button>
          {isOpen && (
            <Suggestions id={list} found={found} active={active} empty={isBusy ? null : empty} onTake={take} />
          )}
        </div>
      )}
    </Field>
  );
}

interface SuggestionsProps {
  readonly id: string;
  readonly found: readonly string[];
  readonly active: number;
  readonly empty: ComponentChildren;
  readonly onTake: (suggestion: string) => unknown;
}

/** The list: with script the options of the text field, without it buttons one can go to. */
function Suggestions({ id, found, active, empty, onTake }: SuggestionsProps) {
  if (found.length === 0) {
    return empty ? (
      <p class="suggestions" role="status">
        {empty}
      </p>
    ) : null;
  }
  return (
    <>
      <div
        id={id}
        class="suggestions"
        role="listbox"
        aria-label="Suggestions"
        // Else the press would take the focus out of the field, and the list were gone before the click.
        onMouseDown={prevent(() => {})}
      >
        {found.map((suggestion, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the text field's, which says by aria-activedescendant where it is.
          <div
            key={suggestion}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            tabIndex={-1}
            onClick={() => onTake(suggestion)}
          >
            {suggestion}
          </div>
        ))}
      </div>
      <div class="no-script row tight">
        {found.map((suggestion) => (
          <button key={suggestion} type="button" onClick={() => onTake(suggestion)}>
            {suggestion}
          </button>
        ))}
      </div>
    </>
  );
}
