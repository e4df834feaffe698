/** What a person chooses: options and files. */
import { SessileError } from "../core/errors.ts";
import { clean } from "./accessibility.ts";
import type { Copy } from "./copy.ts";
import { isDisabled } from "./queries.ts";
import { attr, type Element, textOf } from "./tree.ts";

/** A file to choose, and what is in it. */
export interface TestFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Default: `text/plain`. */
  readonly type?: string;
}

export function asFile(file: File | TestFile): File {
  if (file instanceof File) return file;
  return new File([file.content as BlobPart], file.name, { type: file.type ?? "text/plain" });
}

/** Options by text or value, and how messages call their select. */
interface Choice {
  readonly options: readonly string[];
  readonly says: string;
}

/**
 * The places of options, in order.
 *
 * @throws SessileError SES_TEST_ACTION for one that is not offered
 */
export function choiceOf(copy: Copy, select: Element, { options, says }: Choice): number[] {
  const refuse = (why: string): never => {
    throw new SessileError("SES_TEST_ACTION", `${says} ${why}`);
  };
  const all = copy.options(select);
  const label = (option: Element): string => clean(attr(option, "label") ?? textOf(option));
  const chosen = options.map((text) => {
    const at = all.findIndex((option) => label(option) === text || copy.optionValue(option) === text);
    const option = all[at];
    const there = all.map((each) => JSON.stringify(label(each))).join(" | ");
    if (!option) return refuse(`has no option ${JSON.stringify(text)}; expected one of ${there}`);
    const group = option.parentNode?.nodeName === "optgroup" ? (option.parentNode as Element) : option;
    if (isDisabled(option) || isDisabled(group)) return refuse(`offers ${JSON.stringify(text)}, but disabled`);
    return at;
  });
  if (chosen.length !== 1 && attr(select, "multiple") === undefined)
    refuse(`takes exactly one option, got ${chosen.length}`);
  return chosen.sort((a, b) => a - b);
}
