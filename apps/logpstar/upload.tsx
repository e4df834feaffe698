// The form for a file, and while it is being calculated how far it is: a bar that moves by push. Without script the answer waits for
// some seconds, then the page loads itself anew; a link does that for browsers which do not.
import { useRef } from "preact/hooks";
import { prevent, useLocation } from "sessile/ui";
import type { Progress } from "./batch.ts";
import { count } from "./rows.ts";
import { FILE_MAX, LINES_MAX } from "./smi.ts";

interface UploadProps {
  /** Another round, another control: the file of the last one is let go of. */
  readonly round: number;
  readonly error: string;
  readonly onFile: (file: File | undefined) => Promise<void> | void;
}

export function Upload({ round, error, onFile }: UploadProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <form noValidate onSubmit={prevent(() => onFile(field.current?.files?.[0]))}>
      <div class="field">
        <label for="logp-file">A file of molecules</label>
        <input
          key={round}
          id="logp-file"
          ref={field}
          type="file"
          name="file"
          accept=".smi,.smiles,.txt,text/plain"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "logp-file-hint logp-file-error" : "logp-file-hint"}
        />
        <p class="hint" id="logp-file-hint">
          A line each: SMILES, a blank, a name. At most {count(LINES_MAX)} lines and {FILE_MAX / 1024 / 1024} MB.
        </p>
        {error && (
          <p class="error" id="logp-file-error" role="alert">
            {error}
          </p>
        )}
      </div>
      <div class="row">
        <button type="submit">Calculate file</button>
      </div>
    </form>
  );
}

export interface Job extends Progress {
  readonly name: string;
}

export function Running({ job, onCancel }: { job: Job; onCancel: () => void }) {
  const { href } = useLocation();
  const percent = Math.floor(job.part * 100);
  return (
    <section class="job" aria-label="Calculation">
      <p class="row spread">
        <strong>{job.name}</strong> <span>{`${percent} %, ${count(job.lines)} lines`}</span>
      </p>
      <progress aria-label={`Progress of ${job.name}`} max="100" value={percent} />
      <div class="row">
        <button type="button" class="danger" onClick={onCancel}>
          Cancel
        </button>{" "}
        <a class="again" href={href("")}>
          How far is it now?
        </a>
      </div>
    </section>
  );
}
