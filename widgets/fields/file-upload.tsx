import type { ComponentChildren, Ref } from "preact";
import { useImperativeHandle, useRef, useState } from "preact/hooks";
import { useRefresh, useUploads } from "sessile/ui";
import { Button } from "../buttons/button.tsx";
import { classes, type InputPassedOn } from "../core/props.ts";
import { Field, type Labelled } from "./field.tsx";

/** What is said of files. */
export interface FileWords {
  readonly choose: string;
  readonly drop: string;
  readonly cancel: string;
  readonly remove: string;
}

const ENGLISH: FileWords = {
  choose: "Choose files",
  drop: "or drop them here",
  cancel: "Cancel",
  remove: "Remove all",
};

/** Props of {@link FileUpload}. */
export interface FileUploadProps extends InputPassedOn, Labelled {
  /** Called with all files there are as soon as they have arrived: `File`s as in a browser, on the server's disk. */
  readonly onChange?: ((files: readonly File[]) => unknown) | undefined;
  readonly words?: Partial<FileWords> | undefined;
  /** Stands in the drop zone in place of its words. */
  readonly children?: ComponentChildren;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/**
 * Files to be chosen or dropped, several where `multiple` says so. How far they are is shown with script and pushed by the server; each upload
 * can be cancelled. The whole zone is the browser's own file control: a press anywhere on it opens its dialog, and it takes what is dropped.
 *
 * @example
 * <FileUpload label="Papers" name="papers" multiple accept=".pdf" onChange={setPapers} />
 */
export function FileUpload({ onChange, words, children, label, hint, error, ref, ...rest }: FileUploadProps) {
  const { class: given, className, style, ...passed } = rest;
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref ?? null, () => input.current as HTMLInputElement, []);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isOver, setOver] = useState(false);
  const said = { ...ENGLISH, ...words };
  const take = (next: readonly File[]): unknown => {
    setFiles(next);
    return onChange?.(next);
  };
  const clear = (): unknown => {
    if (input.current) input.current.value = "";
    return take([]);
  };
  const leave = (): void => setOver(false);
  return (
    <Field {...passed} label={label} hint={hint} error={error}>
      {(control) => (
        <div class={classes("file-upload", given, className)} style={style}>
          <div class={classes("drop-zone", isOver && "over")}>
            <input
              {...passed}
              {...control}
              ref={input}
              type="file"
              onChange={(event) => {
                leave();
                return take(Array.from(event.currentTarget.files ?? []));
              }}
              onDragEnter={() => setOver(true)}
              onDragLeave={leave}
              onDragEnd={leave}
            />
            <span class="words" aria-hidden="true">
              {children ?? (
                <>
                  <strong>{said.choose}</strong> {said.drop}
                </>
              )}
            </span>
          </div>
          <Arriving cancel={said.cancel} />
          {files.length > 0 && (
            <>
              <ul class="rows">
                {files.map((file, at) => (
                  <li key={`${at} ${file.name}`}>
                    <span class="grow">{file.name}</span>
                    <span class="quiet">{sizeOf(file.size)}</span>
                  </li>
                ))}
              </ul>
              <Button kind="quiet" disabled={passed.disabled} onClick={clear}>
                {said.remove}
              </Button>
            </>
          )}
        </div>
      )}
    </Field>
  );
}

/** How far the files are that are on their way to the page. */
function Arriving({ cancel }: { cancel: string }) {
  return (
    <>
      {useUploads().map(({ id, names, received, total, cancel: end }) => (
        <Bar key={id} name={names.at(-1) ?? ""} received={received} total={total} label={cancel} onCancel={end} />
      ))}
    </>
  );
}

interface BarProps {
  readonly name: string;
  readonly received: number;
  readonly total: number | null;
  readonly label: string;
  readonly onCancel: () => void;
}

function Bar({ name, received, total, label, onCancel }: BarProps) {
  // Without script a second window at this page moves by loading itself anew.
  useRefresh(1);
  return (
    <p class="row">
      <progress aria-label={name} value={total ? received : undefined} max={total ?? undefined} />
      <span class="grow">{name}</span>
      <span class="amount">{total ? `${Math.floor((100 * received) / total)} %` : sizeOf(received)}</span>{" "}
      <Button onClick={onCancel}>{label}</Button>
    </p>
  );
}

/** As people say it. */
function sizeOf(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const size = bytes / 1000 ** power;
  return `${power > 0 && size < 10 ? size.toFixed(1) : Math.round(size)} ${units[power]}`;
}
