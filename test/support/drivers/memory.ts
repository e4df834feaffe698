/** A browser with script, without a browser: the test kit's. */
import { print } from "../outline.ts";
import type { Stage } from "../stage.tsx";
import { KitUser, visit } from "./kit.ts";

export class MemoryUser extends KitUser {
  readonly driver = "memory";

  static async open(on: Stage, path: string): Promise<MemoryUser> {
    return new MemoryUser(await visit(on, path, true));
  }

  /** With script nothing is left to do. */
  async apply(): Promise<void> {}

  async newTab(): Promise<MemoryUser> {
    return new MemoryUser(await this.page.newTab());
  }

  async outline(): Promise<string> {
    return print(this.copy.outline());
  }
}
