/** An app that takes files: it tells name, size, type and hash of each, as it reads them from disk. */
import { createHash } from "node:crypto";
import { useState } from "preact/hooks";
import { prevent, useSession, useUploads } from "sessile/ui";

export async function hashOf(file: Blob): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of file.stream() as unknown as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest("hex");
}

/** What handlers were given, for tests to look at. */
export const given: File[] = [];

export function Uploading() {
  const [rows, setRows] = useState<string[]>([]);
  const [files, setFiles] = useState<readonly File[]>([]);
  const uploads = useUploads();
  const session = useSession();
  const send = async () => {
    given.push(...files);
    const next: string[] = [];
    for (const file of files) next.push(`${file.name} ${file.size} ${file.type} ${await hashOf(file)}`);
    setRows((rows) => [...rows, ...next]);
  };
  return (
    <main>
      <form onSubmit={prevent(send)}>
        <input
          type="file"
          multiple
          name="files"
          aria-label="Files"
          onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
        />
        <button type="submit">Send</button>
      </form>
      <button type="button" onClick={() => session.end()}>
        End
      </button>
      {uploads.map(({ id, names, received, total, cancel }) => (
        <p key={id} role="note">
          {names.join()} {received} of {total}
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </p>
      ))}
      <ul>
        {rows.map((row, i) => (
          <li key={i}>{row}</li>
        ))}
      </ul>
    </main>
  );
}
