import { useEffect, useRef, useState } from "preact/hooks";

/** Texts, or who is asked for those that fit. */
export type SuggestSource =
  | readonly string[]
  | ((
      text: string,
      options: { readonly limit: number; readonly signal: AbortSignal },
    ) => readonly string[] | Promise<readonly string[]>);

interface Options {
  readonly limit: number;
  readonly minLength: number;
}

/** What is suggested, and who asks for more. */
export interface Suggesting {
  readonly found: readonly string[];
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  /** Resolves once the answer is there. */
  ask(text: string): Promise<void>;
  shut(): void;
}

/** Suggestions of a source: those for the latest text alone, whenever they come. */
export function useSuggestions(source: SuggestSource, { limit, minLength }: Options): Suggesting {
  const [found, setFound] = useState<readonly string[]>([]);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const asked = useRef<AbortController | null>(null);
  useEffect(() => () => asked.current?.abort(), []);

  const shut = (): void => {
    asked.current?.abort();
    setFound([]);
    setOpen(false);
    setBusy(false);
  };

  const ask = async (text: string): Promise<void> => {
    asked.current?.abort();
    if (text.trim().length < minLength) return shut();
    asked.current = new AbortController();
    const { signal } = asked.current;
    setBusy(typeof source === "function");
    setOpen(true);
    try {
      const answer = typeof source === "function" ? await source(text, { limit, signal }) : fitting(source, text);
      if (!signal.aborted) setFound([...new Set(answer)].slice(0, limit));
    } catch (error) {
      // One that was given up may say so as it likes. Any other failure is the app's to know.
      if (signal.aborted) return;
      setFound([]);
      throw error;
    } finally {
      if (!signal.aborted) setBusy(false);
    }
  };

  return { found, isOpen, isBusy, ask, shut };
}

/** Those that contain it, whatever the case; those that begin with it first. */
function fitting(texts: readonly string[], text: string): readonly string[] {
  const wanted = text.trim().toLocaleLowerCase();
  const places = texts
    .map((each) => ({ each, at: each.toLocaleLowerCase().indexOf(wanted) }))
    .filter(({ at }) => at >= 0);
  return [...places.filter(({ at }) => at === 0), ...places.filter(({ at }) => at > 0)].map(({ each }) => each);
}
