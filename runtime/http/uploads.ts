import { openAsBlob, rmSync } from "node:fs";
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, stat, unlink } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { SessileError } from "../core/errors.ts";
import { Disk, type DiskLimits, diskBytesOf, type Holder, type Sender } from "./disk.ts";

/** Bytes read at a time, as in node's own streams of files. */
const PIECE_BYTES = 64 * 1024;

/** Names of folders say whose they are: the machine's and process's. Another machine's, on a shared disk, are not ours to judge. */
const PREFIX = `sessile-uploads-${hostname().replace(/[^\w.]/g, "")}-`;

/** Folders of this process that stand, and directories that were looked through for those of processes that are gone. */
const standing = new Set<string>();
const swept = new Map<string, Promise<void>>();

process.on("exit", () => {
  for (const folder of standing) rmSync(folder, { recursive: true, force: true });
});

/** A file that stands on disk for as long as what it came with. */
export interface Stored {
  readonly path: string;
  readonly bytes: number;
  /** In whose shares it counts. */
  readonly holders: readonly Holder[];
  /** Takes it off the disk; a second time nothing happens. A reader that has it open reads on. */
  discard(): Promise<void>;
}

/**
 * Where uploads stand: a folder of this process's own, readable by its user alone. It is made with the first file and goes with
 * `close()` or the process; what a process that was killed has left is removed by the next one that starts here.
 */
export class Uploads {
  readonly #parent: string;
  readonly #disk: Disk;
  readonly #kept = new Map<Stored, WeakRef<File> | null>();
  #folder: Promise<string> | null = null;
  #next = 0;
  #closed = false;

  /**
   * @param limits of all files together: `SES_UPLOAD_DISK` beyond; of one sender's: `SES_UPLOAD_SHARE`
   * @param parent an existing directory. Default: the system's for temporary files; where that is in memory, name another
   */
  constructor(limits: DiskLimits, parent: string = tmpdir()) {
    this.#disk = new Disk(limits);
    this.#parent = parent;
    if (!swept.has(parent)) swept.set(parent, sweep(parent));
  }

  /** Files on disk, those still being written among them. */
  get size(): number {
    return this.#kept.size;
  }

  /** What they take of the disk. */
  get bytes(): number {
    return this.#disk.bytes;
  }

  /** A file to be written, of this sender's. */
  async create(sender: Sender = {}): Promise<Draft> {
    if (this.#closed) throw new SessileError("SES_ABORTED");
    this.#folder ??= this.#make();
    const path = join(await this.#folder, String(this.#next++));
    return new Draft(path, this, this.#disk.holders(sender));
  }

  async #make(): Promise<string> {
    const folder = await mkdtemp(join(this.#parent, `${PREFIX}${process.pid}-`));
    standing.add(folder);
    return folder;
  }

  /** @throws SessileError SES_UPLOAD_DISK, SES_UPLOAD_SHARE */
  grow(draft: Stored, bytes: number): void {
    if (this.#closed) throw new SessileError("SES_ABORTED");
    const more = diskBytesOf(draft.bytes + bytes) - diskBytesOf(draft.bytes);
    const files = this.#kept.has(draft) ? 0 : 1;
    if (this.#disk.lacks(draft.holders, more, files)) this.#makeRoom();
    const error = this.#disk.lacks(draft.holders, more, files);
    if (error) throw error;
    this.#disk.use(draft.holders, more, files);
    if (files) this.#kept.set(draft, null);
  }

  keep(draft: Stored, file: File): void {
    // The form it came with may have failed meanwhile.
    if (this.#kept.has(draft)) this.#kept.set(draft, new WeakRef(file));
  }

  drop(draft: Stored): boolean {
    if (!this.#kept.delete(draft)) return false;
    this.#disk.use(draft.holders, -diskBytesOf(draft.bytes), -1);
    return true;
  }

  /** Files that no program holds any more make room for others: their page may be open for days. */
  #makeRoom(): void {
    for (const [stored, file] of this.#kept) if (file && !file.deref()) void stored.discard();
  }

  /** Removes all. */
  close(): void {
    this.#closed = true;
    for (const stored of [...this.#kept.keys()]) this.drop(stored);
    void this.#folder?.then((folder) => {
      standing.delete(folder);
      rmSync(folder, { recursive: true, force: true });
    }, nothing);
  }
}

const nothing = (): void => {};

/** One file on disk: written piece by piece, then read as a `File`. */
export class Draft implements Stored {
  readonly path: string;
  bytes = 0;
  readonly holders: readonly Holder[];
  readonly #uploads: Uploads;
  #opening: Promise<FileHandle> | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  #gone = false;

  constructor(path: string, uploads: Uploads, holders: readonly Holder[]) {
    this.holders = holders;
    this.path = path;
    this.#uploads = uploads;
  }

  /** @throws SessileError SES_UPLOAD_DISK, SES_UPLOAD_SHARE where there is no room */
  async write(chunk: Uint8Array): Promise<void> {
    if (this.#gone) throw new SessileError("SES_ABORTED");
    this.#uploads.grow(this, chunk.length);
    this.bytes += chunk.length;
    this.#writing = this.#write(chunk);
    await this.#writing;
  }

  async #write(chunk: Uint8Array): Promise<void> {
    try {
      this.#opening ??= open(this.path, "wx", 0o600);
      const handle = await this.#opening;
      for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten;
    } catch (cause) {
      throw new SessileError("SES_UPLOAD_DISK", "it could not be written", { cause });
    }
  }

  async finish(name: string, type: string): Promise<File> {
    await (await this.#opening)?.close();
    this.#opening = null;
    const file = new StoredFile(this.path, await openAsBlob(this.path), { name, type });
    this.#uploads.keep(this, file);
    return file;
  }

  async discard(): Promise<void> {
    if (this.#gone) return;
    this.#gone = true;
    this.#uploads.drop(this);
    await this.#writing.catch(nothing);
    await this.#opening?.then((handle) => handle.close()).catch(nothing);
    // It was not begun, or its folder is gone.
    await unlink(this.path).catch(nothing);
  }
}

/**
 * A `File` whose bytes stay on disk. What node makes of `openAsBlob` closes what it has opened only when garbage is
 * collected; the ways of reading that are used close it at once.
 */
class StoredFile extends File {
  readonly #path: string;

  constructor(path: string, blob: Blob, { name, type }: { name: string; type: string }) {
    super([blob], name, { type });
    this.#path = path;
  }

  override stream(): ReturnType<File["stream"]> {
    let handle: FileHandle | null = null;
    let at = 0;
    const { size } = this;
    const path = this.#path;
    return new ReadableStream({
      type: "bytes",
      async pull(controller) {
        try {
          handle ??= await open(path);
          const { bytesRead, buffer } = await handle.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES, at);
          at += bytesRead;
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
          if (bytesRead > 0 && at < size) return;
          await handle.close();
          controller.close();
        } catch (cause) {
          await handle?.close();
          throw unreadable(cause);
        }
      },
      cancel: () => handle?.close(),
    }) as ReturnType<File["stream"]>;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = await this.#whole();
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.#whole());
  }

  #whole(): Promise<Buffer> {
    return readFile(this.#path).catch((cause) => {
      throw unreadable(cause);
    });
  }
}

/** What browsers say of a file that is not there any more. */
function unreadable(cause: unknown): DOMException {
  return new DOMException("The file is gone: it stands as long as the page it was sent to. Copy what is to stay.", {
    name: "NotReadableError",
    cause,
  } as unknown as string);
}

/** Removes the folders of processes that are gone. A number that is another process's by now is told by the time it was made. */
async function sweep(parent: string): Promise<void> {
  const began = Date.now() - process.uptime() * 1000;
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = name.startsWith(PREFIX) ? /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1] : undefined;
    const path = join(parent, basename(name));
    if (pid === undefined || standing.has(path)) continue;
    const found = await stat(path).catch(() => null);
    if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) continue;
    const ours = Number(pid) === process.pid;
    if (ours ? found.birthtimeMs < began : !isRunning(Number(pid))) await rm(path, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's cannot be asked, but is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Settles once what processes that are gone have left there is removed. */
export function sweeping(parent: string = tmpdir()): Promise<void> {
  return swept.get(parent) ?? Promise.resolve();
}
