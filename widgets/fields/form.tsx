import { useEffect, useImperativeHandle, useMemo, useRef, useState } from "preact/hooks";
import { formData, prevent } from "sessile/ui";
import { type Containing, classes, type Handled, type PassedOn } from "../core/props.ts";
import { type FormScope, FormScopes, type Validate } from "./field.tsx";
import { type Checkable, type Messages, problemOf } from "./validity.ts";

/** What is wrong with a form, by its fields' names. */
export type Errors = Readonly<Record<string, string | null | undefined>>;

/** What an action found wrong, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: most actions return nothing, and need not say so.
export type Submitted = Errors | undefined | void;

/** What a `ref` of a form gives. */
export interface FormHandle {
  /** The element. */
  readonly element: HTMLFormElement | null;
  /** As a press on its submit button: checks, and then acts. */
  submit(): void;
  /** Fields that hold their value themselves begin again, and nothing is wrong with any. */
  reset(): void;
  /** Shows what the action has found wrong: `{ login: "is taken" }`. */
  setErrors(errors: Errors): void;
}

/** Props of {@link Form}. */
export interface FormProps extends PassedOn<"form", "onSubmit" | "action" | "method">, Containing, Handled<FormHandle> {
  /**
   * The action. It does not run while anything is wrong. While it is at work (async) the form is not sent again; what it returns
   * or resolves to as errors is shown at the fields of these names.
   */
  readonly onSubmit: (data: FormData) => Submitted | Promise<Submitted>;
  /** What is wrong with the form as a whole: asked once each field is right by itself. */
  readonly validate?: ((data: FormData) => Errors) | undefined;
  /** The sentences of what fields say of themselves (`required`, `min`, …). */
  readonly messages?: Partial<Messages> | undefined;
  /** Stands over the list of what is wrong. */
  readonly summary?: ((count: number) => string) | undefined;
}

const inWords = (count: number): string =>
  count === 1 ? "One field needs another look" : `${count} fields need another look`;

/**
 * A form whose fields are checked before its action runs. What fields say of themselves in HTML (`required`, `min`, `max`, `pattern`,
 * `minLength`, `type="email"`, …) browsers check as they submit; the server checks it again, for not all do, and asks each field's `validate`,
 * and the form's. What is found is shown at the fields and listed above them, and the first of them gets the focus.
 *
 * @example
 * <Form onSubmit={(data) => book(data.get("berth"))}>
 *   <TextBox label="Berth" name="berth" required validate={(berth) => (isFree(berth) ? null : `${berth} is taken.`)} />
 *   <Button type="submit" kind="primary">Book</Button>
 * </Form>
 * @see https://www.w3.org/WAI/tutorials/forms/notifications/
 */
export function Form({ onSubmit, validate, messages, summary = inWords, children, ref, ...rest }: FormProps) {
  const { class: given, className, ...passed } = rest;
  const element = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [attempts, setAttempts] = useState(0);
  const [round, setRound] = useState(0);
  const busy = useRef(false);
  const checks = useMemo(() => new Map<string, Set<Validate>>(), []);
  const wrong = Object.entries(errors).filter(([, error]) => error);

  const scope = useMemo<FormScope>(
    () => ({
      errorOf: (name) => errors[name] ?? undefined,
      add(name, check) {
        const all = checks.get(name) ?? new Set();
        checks.set(name, all.add(check));
        return () => void all.delete(check);
      },
    }),
    [errors, checks],
  );

  const problem = (control: Checkable): string | undefined => {
    const own = problemOf(control, messages);
    if (own) return own;
    for (const check of checks.get(control.name) ?? []) {
      const found = check(control.value);
      if (found) return found;
    }
    return undefined;
  };

  const fail = (found: Errors): void => {
    setErrors(found);
    if (Object.values(found).some(Boolean)) setAttempts((n) => n + 1);
  };

  const submit = async (event: Parameters<typeof formData>[0]): Promise<void> => {
    if (busy.current) return;
    const data = formData(event);
    const found: Record<string, string> = {};
    for (const control of controlsOf(event.currentTarget as HTMLFormElement)) {
      const text = found[control.name] ?? problem(control);
      if (text) found[control.name] = text;
    }
    if (Object.keys(found).length > 0) return fail(found);
    const together = validate?.(data) ?? {};
    fail(together);
    if (Object.values(together).some(Boolean)) return;
    busy.current = true;
    try {
      const refused = await onSubmit(data);
      if (refused) fail(refused);
    } finally {
      busy.current = false;
    }
  };

  /** What was wrong and is changed is looked at again, as soon as its field is left. */
  const look = (event: { readonly target: EventTarget | null }): void => {
    const control = event.target as Checkable | null;
    const name = control?.name;
    if (control && name && errors[name]) setErrors((now) => ({ ...now, [name]: problem(control) }));
  };

  // Where the focus goes the reader goes: to the first field that is wrong, which says what.
  useEffect(() => {
    const form = element.current;
    if (attempts === 0 || !form) return;
    controlsOf(form)
      .find(({ name }) => errors[name])
      ?.focus();
  }, [attempts]);

  useImperativeHandle(ref ?? null, (): FormHandle => {
    const reset = (): void => {
      // Fields of another round are other fields: those that hold their value themselves begin again.
      setRound((n) => n + 1);
      setErrors({});
    };
    return {
      get element() {
        return element.current;
      },
      submit: () => element.current?.requestSubmit(),
      reset,
      setErrors: fail,
    };
  });

  return (
    <form
      {...passed}
      ref={element}
      class={classes("form", given, className)}
      onSubmit={prevent(submit)}
      onReset={() => setErrors({})}
      {...(wrong.length > 0 && { onChange: look })}
    >
      {wrong.length > 0 && <Summary title={summary(wrong.length)} wrong={wrong} form={element} />}
      <FormScopes.Provider key={round} value={scope}>
        {children}
      </FormScopes.Provider>
    </form>
  );
}

interface SummaryProps {
  readonly title: string;
  readonly wrong: readonly (readonly [name: string, error: string | null | undefined])[];
  readonly form: { readonly current: HTMLFormElement | null };
}

/** What is wrong, in a list whose lines lead to the fields. */
function Summary({ title, wrong, form }: SummaryProps) {
  const controls = form.current ? controlsOf(form.current) : [];
  return (
    <div class="notice" role="alert">
      <strong>{title}</strong>
      <ul>
        {wrong.map(([name, error]) => {
          const id = controls.find((control) => control.name === name)?.id;
          return <li key={name}>{id ? <a href={`#${id}`}>{error}</a> : error}</li>;
        })}
      </ul>
    </div>
  );
}

/** A form's controls that have a name. */
function controlsOf(form: HTMLFormElement): (Checkable & { focus(): void })[] {
  return (Array.from(form.elements) as unknown as (Checkable & { focus(): void })[]).filter(({ name }) => name);
}
