import type { Exchange } from "../exchange.ts";
import type { ServiceSettings } from "./declaration.ts";

/**
 * What a loop gives back. `later` says that the answer will come when this call is long over; a promise, that it will
 * have come when that settles, unless it settles as `later`. A loop that has not answered by then leaves it to the service: 404, or the built-in
 * answer of a factory path.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a loop that answers at once returns nothing.
export type Looped = void | "later" | Promise<unknown>;

/** The methods of a service. Only `loop` is needed. */
export interface ServiceMethods {
  /** Called once, before anything is answered. */
  init(): void | Promise<void>;
  /** Called for every request of the domain, those for factory paths included. */
  loop(exchange: Exchange): Looped;
  /** Called every `beatInterval` milliseconds, whether requests come or not; not again before it has returned. */
  beat(): void | Promise<void>;
  /**
   * Called for what the others throw. The service goes on; a request that nobody has answered then gets 500.
   *
   * @param exchange whose answer failed, if any
   */
  error(error: unknown, exchange: Exchange | null): void;
  /** Called once, when all that had come is answered. */
  exit(): void | Promise<void>;
}

/** Everything a new service can be given. */
export type ServiceOptions = ServiceSettings & Partial<ServiceMethods>;
