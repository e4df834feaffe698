// Upload: files go to the server's disk as they arrive, and are read back to be told by name, size and SHA-256. While they are on
// their way the page shows how far they are, and goes on working.
import { createHash } from "node:crypto";
import { useState } from "preact/hooks";
import { prevent, type UploadProgress, useRefresh, useUploads } from "sessile/ui";

export const meta = {
  title: "Upload",
  description:
    "Files of any size, streamed to disk: a progress bar that the server pushes, Cancel, and a SHA-256 of each.",
  limits: { fileBytes: 2 ** 31, uploadBytes: 2 ** 32 },
};

interface Received {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly hash: string;
}

export default function Upload() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [received, setReceived] = useState<readonly Received[]>([]);
  const [problem, setProblem] = useState("");
  const uploads = useUploads();
  const take = async (form: HTMLFormElement) => {
    if (files.length === 0) return setProblem("Choose files first.");
    setProblem("");
    form.reset();
    setFiles([]);
    for (const file of files) {
      const hash = await hashOf(file);
      setReceived((all) => [...all, { id: all.length, name: file.name, size: file.size, hash }]);
    }
  };
  return (
    <main>
      <h1>Upload</h1>
      <p class="quiet">
        They go to the server's disk as they arrive, up to 2 GiB each, and are read back: name, size and SHA-256.
      </p>
      <form class="stack" onSubmit={prevent((event) => take(event.currentTarget))}>
        <label class="field">
          Files
          <input type="file" name="files" multiple onChange={(e) => setFiles([...(e.currentTarget.files ?? [])])} />
        </label>
        {problem && (
          <p role="alert" class="error">
            {problem}
          </p>
        )}
        <p class="row">
          <button type="submit" class="primary">
            Upload
          </button>
        </p>
      </form>
      {uploads.map((upload) => (
        <Progress key={upload.id} {...upload} />
      ))}
      <p role="status">
        {received.length === 0 ? "No files yet." : received.length === 1 ? "1 file" : `${received.length} files`}
      </p>
      {received.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Size</th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {received.map(({ id, name, size, hash }) => (
              <tr key={id}>
                <td>{name}</td>
                <td>{size.toLocaleString("en")} bytes</td>
                <td>
                  <code>{hash}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </main>
  );
}

function Progress({ names, received, total, cancel }: UploadProgress) {
  // Without script: a second window at this page moves by loading itself anew.
  useRefresh(1);
  const label = names.at(-1) ?? "Files";
  return (
    <p class="row">
      <progress aria-label={label} value={total ? received : undefined} max={total ?? undefined} />
      <span>{total ? `${Math.floor((100 * received) / total)} %` : `${received.toLocaleString("en")} bytes`}</span>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </p>
  );
}

/** Reads a file from disk, piece by piece. */
async function hashOf(file: File): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of file.stream()) hash.update(piece);
  return hash.digest("hex");
}
