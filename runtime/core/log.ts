/** Where the runtime logs: pino's shape, so that a pino logger fits as it is. */
export interface Logger {
  info(data: Record<string, unknown>, message: string): void;
  warn(data: Record<string, unknown>, message: string): void;
  error(data: Record<string, unknown>, message: string): void;
}

/** A logger that keeps quiet. */
export const SILENT: Logger = { info() {}, warn() {}, error() {} };
