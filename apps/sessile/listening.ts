// Why an address could not be had, in words.
import { CallerError } from "./caller-error.ts";

const REASONS: { readonly [code: string]: string | undefined } = {
  EADDRINUSE: "is in use; name another --port",
  EACCES: "is not allowed to this user; name a --port above 1023",
  EADDRNOTAVAIL: "is not an address of this machine; name another --host",
  EAI_AGAIN: "could not be looked up; name an address as --host",
  ENOTFOUND: "is not a known host; name another --host",
};

/** Does `listen`, and tells in one line why the address is not to be had. */
export async function listening<T>(host: string, port: number, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      const reason = "code" in cause ? REASONS[String(cause.code)] : undefined;
      if (reason) throw new CallerError(`${host}:${port} ${reason}.`);
    }
    throw error;
  }
}
