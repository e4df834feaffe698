/** A browser without script, without a browser: the test kit's. */
import { attr } from "../copy.ts";
import type { Stage } from "../stage.tsx";
import { KitUser, visit } from "./kit.ts";
import type { User } from "./user.ts";

export class FormsUser extends KitUser {
  readonly driver = "forms";

  static async open(on: Stage, path: string): Promise<FormsUser> {
    return new FormsUser(await visit(on, path, false));
  }

  apply(): Promise<void> {
    return this.click("button", "Apply");
  }

  /** A page that refreshes itself does so. */
  override async texts(role: string): Promise<string[]> {
    const refreshes = [...this.copy.elements].some((e) => attr(e, "http-equiv") === "refresh");
    if (refreshes) await this.reload();
    return super.texts(role);
  }

  newTab(): Promise<User> {
    throw new Error("without script a new tab is the same page again");
  }

  async outline(): Promise<null> {
    return null;
  }
}
