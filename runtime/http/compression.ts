import type { Transform } from "node:stream";
import * as zlib from "node:zlib";
import type { Compressible, Exchange } from "./exchange.ts";

/**
 * Compression stands in the data pipeline: between an answer and the bytes that leave. It is the one place that
 * decides, and it says no where in doubt. A compressed length tells how much two texts have in common: who can put a
 * text of theirs beside a secret, and see lengths, guesses the secret letter by letter (BREACH). So what carries a
 * session's data goes as it is.
 *
 * @see https://www.breachattack.com
 */

/** Whether answers are compressed: those that are safe to, or none. */
export type CompressionSetting = "safe" | "off";

/** What the answer to a request may be coded as. @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1 */
export type Coding = "br" | "zstd" | "gzip";

interface Codec {
  stream(): Transform;
  /** Makes what was written so far leave as a piece that can be read. */
  flush(stream: Transform): void;
}

type WithZstd = typeof zlib & { createZstdCompress?: () => Transform };
const { createZstdCompress } = zlib as WithZstd;

/** By preference. Node 20 has no zstd; where Node has it, so have we. */
const CODECS: readonly (readonly [Coding, Codec])[] = [
  ["br", { stream: brotli, flush: (stream) => (stream as zlib.BrotliCompress).flush() }],
  ...(createZstdCompress
    ? [["zstd", { stream: createZstdCompress, flush: (stream: Transform) => (stream as zlib.Gzip).flush() }] as const]
    : []),
  [
    "gzip",
    { stream: () => zlib.createGzip(), flush: (stream) => (stream as zlib.Gzip).flush(zlib.constants.Z_SYNC_FLUSH) },
  ],
];

/** At quality 4 brotli is about as fast as gzip, and smaller; its default is for files that are compressed once. */
function brotli(): Transform {
  return zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } });
}

/** Types that are texts. Images, archives and fonts are compressed already. */
const TEXTS = /^(?:text\/|application\/(?:json|javascript|xml|manifest\+json|[\w.+-]*\+(?:json|xml))|image\/svg\+xml)/i;

/** The coding that a browser likes best of those there are; null: as it is. @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
export function chooseCoding(accepted: string, there: (coding: Coding) => boolean = () => true): Coding | null {
  const weights = new Map<string, number>();
  for (const part of accepted.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.trim().split(/\s*;\s*/);
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    const weight = q === undefined ? 1 : Number(q.slice(2));
    if (name !== "") weights.set(name, weight >= 0 ? weight : 0);
  }
  const weigh = (name: string): number => weights.get(name) ?? weights.get("*") ?? 0;
  let best: Coding | null = null;
  for (const [coding] of CODECS) {
    if (!there(coding) || weigh(coding) === 0) continue;
    if (best === null || weigh(coding) > weigh(best)) best = coding;
  }
  // As it is counts as accepted, unless a weight says otherwise.
  return best && weigh(best) >= (weights.get("identity") ?? 0) ? best : null;
}

function find(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i < headers.length; i += 2) if (headers[i]?.toLowerCase() === name) return headers[i + 1];
  return undefined;
}

/** An answer about to leave. */
export interface Leaving {
  readonly status: number;
  readonly headers: readonly string[];
  /** Bytes; null: a stream. */
  readonly length: number | null;
}

/** Who asks for it. */
interface Asking {
  readonly compressible: Compressible;
  header(name: string): string | undefined;
}

/** What is said of an answer that could be compressed: in which coding it leaves, if in any. */
export interface Coded {
  readonly coding: Coding | null;
  readonly headers: readonly string[];
}

/** A service's settings. */
export interface CompressionSettings {
  readonly compression: CompressionSetting;
  readonly compressionMinBytes: number;
  /** Told of an answer that cannot be sent once its body is coded: who gave it has gone on by then, and hears of nothing. */
  readonly failed: (error: unknown, exchange: Exchange) => void;
}

/** @returns null where it leaves as it is, whatever the browser takes */
export function coded(asking: Asking, leaving: Leaving, settings: CompressionSettings): Coded | null {
  const { status, headers, length } = leaving;
  if (asking.compressible === "no" || settings.compression === "off") return null;
  if (length !== null && length < settings.compressionMinBytes) return null;
  if (status < 200 || status === 204 || status === 206 || status === 304) return null;
  if (!TEXTS.test(find(headers, "content-type") ?? "")) return null;
  if (find(headers, "content-encoding") !== undefined) return null;
  if (/no-transform/i.test(find(headers, "cache-control") ?? "")) return null;
  // Whoever shows who they are may be shown secrets of theirs; whoever does not is shown what anybody is.
  const known = asking.header("cookie") !== undefined || asking.header("authorization") !== undefined;
  if (asking.compressible === "anonymous" && known) return null;
  const coding = chooseCoding(asking.header("accept-encoding") ?? "");
  return { coding, headers: [...headers, "Vary", "Accept-Encoding", ...(coding ? ["Content-Encoding", coding] : [])] };
}

/** A whole text, coded. */
export function encode(coding: Coding, body: string | Uint8Array): Promise<Buffer> {
  const stream = codec(coding).stream();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", reject);
    stream.end(body);
  });
}

/** Where a coded stream's pieces go. */
export interface Sink {
  write(chunk: Buffer): void;
  end(): void;
}

/** A stream, coded: each text that is written leaves at once. */
export class Encoder {
  readonly #stream: Transform;
  readonly #codec: Codec;

  constructor(coding: Coding, sink: Sink) {
    this.#codec = codec(coding);
    this.#stream = this.#codec.stream();
    this.#stream.on("data", (chunk: Buffer) => sink.write(chunk));
    this.#stream.on("end", () => sink.end());
  }

  /** Bytes that wait to be coded. */
  get pending(): number {
    return this.#stream.writableLength;
  }

  write(text: string): void {
    this.#stream.write(text);
    this.#codec.flush(this.#stream);
  }

  end(): void {
    this.#stream.end();
  }

  destroy(): void {
    this.#stream.destroy();
  }
}

function codec(coding: Coding): Codec {
  return (CODECS.find(([name]) => name === coding) as readonly [Coding, Codec])[1];
}
