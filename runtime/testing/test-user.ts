import { Network } from "./network.ts";
import { PlainTab } from "./plain-tab.ts";
import { ScriptHands } from "./script-hands.ts";
import { ScriptTab, type Surroundings } from "./script-tab.ts";
import { TestPage } from "./test-page.ts";
import type { TestServer } from "./test-server.ts";
import { Visitor } from "./visitor.ts";

/** How somebody's browser is. */
export interface UserOptions {
  /** Whether it runs scripts. Default: true. */
  readonly script?: boolean | undefined;
}

/**
 * Somebody with a browser of their own: cookies, tabs and a network.
 *
 * @example
 * const bob = server.newUser({ script: false });
 * const page = await bob.visit("/");
 */
export class TestUser {
  readonly server: TestServer;
  readonly hasScript: boolean;
  readonly network: Network;
  /** @internal */
  readonly visitor: Visitor;
  readonly #pages = new Set<TestPage>();

  /** @internal */
  constructor(server: TestServer, { script = true }: UserOptions = {}) {
    this.server = server;
    this.hasScript = script;
    this.network = new Network(server.backend.runtime);
    this.visitor = new Visitor(this.network);
  }

  /** The open tabs. */
  get pages(): readonly TestPage[] {
    return [...this.#pages];
  }

  /** Opens a tab at this path. */
  async visit(path = "/"): Promise<TestPage> {
    const { visitor, network, server } = this;
    const page = this.#opened({ backend: server.backend, visitor, network });
    await page.tab.load(new URL(path, visitor.origin).href);
    this.#pages.add(page);
    await server.rest();
    return page;
  }

  #opened(surroundings: Surroundings): TestPage {
    if (!this.hasScript) {
      const tab = new PlainTab(surroundings);
      return new TestPage(this, { tab, hands: tab });
    }
    const tab = new ScriptTab(surroundings);
    return new TestPage(this, { tab, hands: new ScriptHands(tab) });
  }

  /** @internal */
  forget(page: TestPage): void {
    this.#pages.delete(page);
  }
}
