import type { Ref } from "preact";
import { useValue, type Valued } from "../core/controlled.ts";
import type { PassedOn } from "../core/props.ts";
import { Field, type Labelled, type Validate } from "./field.tsx";

/** What can be chosen. */
export interface ListItem {
  readonly value: string;
  /** What is shown. Default: the value. */
  readonly label?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Items of the same group in a row stand under its name. */
  readonly group?: string | undefined;
}

interface Common
  extends PassedOn<"select", "value" | "defaultValue" | "onChange" | "label" | "size" | "multiple" | "role">,
    Labelled {
  /** What there is to choose from: texts, or items that have more to say than their value. */
  readonly items: readonly (string | ListItem)[];
  /** So many are in sight at once. Default: 1, a list that drops down; 4 with `multiple`. */
  readonly visibleItems?: number | undefined;
  /** What is wrong with a value; asked by the `Form` around it before it does anything. */
  readonly validate?: Validate | undefined;
  readonly ref?: Ref<HTMLSelectElement> | undefined;
}

interface Single extends Common, Valued<string> {
  readonly multiple?: false | undefined;
  /** Shown while nothing is chosen; then the value is "". */
  readonly placeholder?: string | undefined;
}

interface Multiple extends Common, Valued<readonly string[]> {
  /** Several may be chosen: the value is a list. */
  readonly multiple: true;
  readonly placeholder?: undefined;
}

/** Props of {@link ListBox}. */
export type ListBoxProps = Single | Multiple;

/**
 * A list to choose from: dropping down, with some items in sight, or with several chosen. The browser's own `<select>`: it opens,
 * is searched by typing and is gone through by arrow keys without asking the server.
 *
 * @example
 * <ListBox label="Port" items={["Genoa", "Oslo"]} placeholder="Choose…" onChange={setPort} />
 * <ListBox label="Tongues" multiple visibleItems={3} items={TONGUES} onChange={setTongues} />
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/listbox/
 */
export function ListBox(props: ListBoxProps) {
  const { value, defaultValue, onChange, items, visibleItems, multiple, placeholder, ...others } = props;
  const { label, hint, error, validate, ref, ...rest } = others;
  const listed = items.map((item): ListItem => (typeof item === "string" ? { value: item } : item));
  const [chosen, setChosen] = useValue<readonly string[]>(
    {
      value: asList(value),
      // A list that drops down shows its first item from the start.
      defaultValue: asList(defaultValue),
      onChange: (next) => (multiple ? props.onChange?.(next) : (onChange as Single["onChange"])?.(next[0] ?? "")),
    },
    multiple || placeholder !== undefined || (visibleItems ?? 1) > 1 ? [] : firstOf(listed),
  );
  const size = visibleItems ?? (multiple ? 4 : 1);
  return (
    <Field {...rest} label={label} hint={hint} error={error} validate={validate}>
      {(control) => (
        <select
          {...rest}
          {...control}
          ref={ref ?? null}
          multiple={multiple ?? false}
          size={size > 1 ? size : undefined}
          // The server DOM takes a list where several may be chosen; Preact's types know one value.
          value={(multiple ? chosen : (chosen[0] ?? "")) as string}
          onChange={(event) => setChosen(Array.from(event.currentTarget.selectedOptions, (option) => option.value))}
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {inGroups(listed).map(({ group, members }) => {
            const options = members.map(({ value: each, label: text, disabled }) => (
              <option key={each} value={each} disabled={disabled ?? false}>
                {text ?? each}
              </option>
            ));
            return group === undefined ? (
              options
            ) : (
              <optgroup key={group} label={group}>
                {options}
              </optgroup>
            );
          })}
        </select>
      )}
    </Field>
  );
}

function asList(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === "string" ? [value] : value;
}

function firstOf(items: readonly ListItem[]): readonly string[] {
  const first = items.find(({ disabled }) => !disabled);
  return first ? [first.value] : [];
}

/** Items in their order; neighbours of one group together. */
function inGroups(items: readonly ListItem[]): { group: string | undefined; members: ListItem[] }[] {
  const runs: { group: string | undefined; members: ListItem[] }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last && last.group === item.group) last.members.push(item);
    else runs.push({ group: item.group, members: [item] });
  }
  return runs;
}
