/** The way between a browser and its server, for tests that make it long, narrow or lossy. */
import type { Route, Page as Tab } from "playwright-core";

export interface Network {
  /** Bodies of all POSTs the browser has sent, in order. */
  readonly posts: readonly string[];
  /** Loads of push streams. */
  readonly streams: { readonly count: number };
  /** Called for each POST on its way to the server; what it returns says what becomes of it. */
  onPost: (route: Route) => Promise<void> | void;
  /** Likewise for each push stream. */
  onStream: (route: Route) => Promise<void> | void;
}

const pass = (route: Route): Promise<void> => route.continue();

/** Puts itself between; to be called before the page loads. */
export async function tap(tab: Tab): Promise<Network> {
  const posts: string[] = [];
  const streams = { count: 0 };
  const network: Network = { posts, streams, onPost: pass, onStream: pass };
  await tab.route(
    () => true,
    async (route) => {
      const request = route.request();
      if (request.method() === "POST") {
        posts.push(request.postData() ?? "");
        return network.onPost(route);
      }
      if (request.headers()["sessile-page"]) {
        streams.count++;
        return network.onStream(route);
      }
      return route.continue();
    },
  );
  return network;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Every request on its way takes so long. */
export const delayed =
  (ms: () => number) =>
  async (route: Route): Promise<void> => {
    await pause(ms());
    await route.continue();
  };

/** The request never arrives. */
export const dropped = (route: Route): Promise<void> => route.abort("connectionfailed");

/** The request arrives, its answer does not. */
export async function unanswered(route: Route): Promise<void> {
  await route.fetch();
  await route.abort("connectionreset");
}

/** The events of a POST's body. */
export function eventsOf(post: string): [type: string, node: number, data?: Record<string, unknown>][] {
  return JSON.parse(post).e;
}
