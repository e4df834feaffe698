// Log P*: how a molecule parts between octanol and water. Type a SMILES and see its structure and log P; bring a file of thousands, which is
// calculated in slices so that nobody waits, sort what comes out, and take it home as CSV.
import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { debounce, prevent, useRequest } from "sessile/ui";
import { calculate, type Fault, type Outcome, type Row, Slices } from "./batch.ts";
import { type Drawing, draw, Structure } from "./drawing.tsx";
import { EXAMPLES } from "./examples.ts";
import { type Measured, measure } from "./molecule.ts";
import { Results } from "./results.tsx";
import { count, figure, TYPED_MAX } from "./rows.ts";
import { FILE_MAX, splitLine } from "./smi.ts";
import { SmilesError } from "./syntax.ts";
import { type Job, Running, Upload } from "./upload.tsx";

export const meta = {
  title: "Log P*",
  description: "Structure and log P of molecules, typed or by the file; progress, a sorted table, CSV.",
};

/** For all who calculate in this process. */
const SLICES = new Slices();

interface Shown extends Measured {
  readonly name: string;
  readonly drawing: Drawing | null;
}

const look = (molecule: Measured, name: string): Shown => ({ ...molecule, name, drawing: draw(molecule.smiles) });

export default function LogPStar({ slices = SLICES }: { slices?: Pick<Slices, "next"> }) {
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [shown, setShown] = useState<Shown>();
  const [typed, setTyped] = useState<readonly Row[]>([]);
  const [job, setJob] = useState<Job>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [fileError, setFileError] = useState("");
  const [round, setRound] = useState(0);
  const controller = useRef<AbortController | null>(null);
  const figureHeading = useRef<HTMLHeadingElement>(null);

  // Nobody is left to see the results once the page has ended: stop the work.
  useEffect(() => () => controller.current?.abort(), []);

  /** @returns what is wrong, or "" */
  const view = (line: string): string => {
    const { smiles, name } = splitLine(line);
    try {
      setShown(look(measure(smiles), name));
      return "";
    } catch (error) {
      if (error instanceof SmilesError) return error.message;
      throw error;
    }
  };

  // Half a SMILES is a mistake most of the time: while somebody types, only what can be read is shown.
  const type = (value: string) => {
    setText(value);
    setError("");
    view(value);
  };

  const submit = (line: string) => {
    setText(line);
    const wrong = view(line);
    setError(wrong);
    if (wrong) return;
    const { smiles, name } = splitLine(line);
    const row: Row = { ...measure(smiles), name, line: 0 };
    setTyped((rows) => [...rows.filter((other) => other.smiles !== smiles), row].slice(-TYPED_MAX));
  };

  const show = (row: Row) => {
    setShown(look(row, row.name));
    figureHeading.current?.focus();
  };

  const run = async (file: File | undefined) => {
    const wrong = refusal(file);
    setFileError(wrong);
    if (!file || wrong || controller.current) return;
    const work = new AbortController();
    controller.current = work;
    setOutcome(undefined);
    setJob({ name: file.name, lines: 0, part: 0 });
    try {
      const { signal } = work;
      setOutcome(await calculate(file, { signal, slices, onProgress: (now) => setJob({ name: file.name, ...now }) }));
    } finally {
      controller.current = null;
      setJob(undefined);
      setRound((last) => last + 1);
    }
  };

  const clear = () => {
    setTyped([]);
    setOutcome(undefined);
  };

  const rows = outcome ? [...typed, ...outcome.rows] : typed;
  const faults: readonly Fault[] = outcome?.faults ?? [];
  return (
    <main class="wide logpstar">
      <h1>Log P*</h1>
      <p class="quiet">How a molecule parts between octanol and water: the higher, the more it shuns water.</p>
      <div class="split">
        <div class="ask">
          <form noValidate onSubmit={prevent(() => submit(text))}>
            <div class="field">
              <label for="logp-smiles">SMILES</label>
              <div class="row tight">
                <input
                  id="logp-smiles"
                  class="grow"
                  name="smiles"
                  autocomplete="off"
                  autocapitalize="off"
                  spellcheck={false}
                  value={text}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? "logp-hint logp-error" : "logp-hint"}
                  onInput={debounce(250, (event) => type(event.currentTarget.value))}
                />{" "}
                <button type="submit" class="primary">
                  Calculate
                </button>
              </div>
              <p class="hint" id="logp-hint">
                Such as CCO; a name may follow after a blank.
              </p>
              {error && (
                <p class="error" id="logp-error" role="alert">
                  {error}
                </p>
              )}
            </div>
          </form>
          <fieldset class="row tight">
            <legend>Examples</legend>{" "}
            {EXAMPLES.map(({ name, smiles }) => (
              <Fragment key={name}>
                <button type="button" onClick={() => submit(`${smiles} ${name}`)}>
                  {name}
                </button>{" "}
              </Fragment>
            ))}
          </fieldset>
        </div>
        <section class="card" aria-labelledby="logp-figure">
          <h2 id="logp-figure" ref={figureHeading} tabIndex={-1}>
            {shown ? shown.name || "Structure" : "Structure"}
          </h2>
          {shown ? <Figure shown={shown} /> : <p class="quiet">Type a SMILES, or choose an example.</p>}
        </section>
        <div class="file">
          {job ? (
            <Running job={job} onCancel={() => controller.current?.abort()} />
          ) : (
            <Upload round={round} error={fileError} onFile={run} />
          )}
        </div>
      </div>
      <p role="status">{said(job, outcome)}</p>
      {(rows.length > 0 || faults.length > 0) && <Results rows={rows} faults={faults} onShow={show} onClear={clear} />}
    </main>
  );
}

/** Browsers that draw nothing: of a picture they would show the letters, one after the other. */
const LETTERS = /^(w3m|lynx|e?links|dillo)\b/i;

function Figure({ shown }: { shown: Shown }) {
  const { drawing, name, smiles, formula, mass, logP, without } = shown;
  return (
    <>
      {LETTERS.test(useRequest().userAgent) ? null : drawing ? (
        <Structure key={smiles} drawing={drawing} label={`Structure of ${name || smiles}, ${formula}`} />
      ) : (
        <p class="quiet">More atoms than fit into a picture.</p>
      )}
      <dl>
        <dt>Log P</dt>
        <dd>
          <output class="figure small" for="logp-smiles">
            {figure(logP)}
          </output>
          {logP === null ? (
            <p class="hint">Nothing is known of what its atoms contribute.</p>
          ) : (
            without.length > 0 && (
              <p class="hint">Without {without.join(", ")}: nothing is known of what that contributes.</p>
            )
          )}
        </dd>
        <dt>Formula</dt>
        <dd>{formula}</dd>
        <dt>Mass</dt>
        <dd>{mass.toFixed(2)}</dd>
        <dt>SMILES</dt>
        <dd>
          <code>{smiles}</code>
        </dd>
      </dl>
    </>
  );
}

/** What is wrong with a file before it is opened, or "". */
function refusal(file: File | undefined): string {
  if (!file) return "Choose a file first.";
  if (file.size > FILE_MAX) return `${file.name} is larger than ${FILE_MAX / 1024 / 1024} MB: split it.`;
  if (file.size === 0) return `${file.name} is empty.`;
  return "";
}

const ENDS: Readonly<Record<Outcome["end"], (lines: string) => string>> = {
  done: (lines) => `${lines} read`,
  cancelled: (lines) => `Cancelled after ${lines}`,
  "too long": (lines) => `${lines} read, the rest left out`,
};

function said(job: Job | undefined, outcome: Outcome | undefined): string {
  if (job) return "Calculating";
  if (!outcome) return "";
  const { rows, faults, lines, end } = outcome;
  const some = (n: number, one: string) => `${count(n)} ${one}${n === 1 ? "" : "s"}`;
  return `${ENDS[end](some(lines, "line"))}: ${some(rows.length, "molecule")}, ${some(faults.length, "fault")}.`;
}
